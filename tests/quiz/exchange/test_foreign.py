import pytest

from kbtool.quiz.exchange import foreign, images
from tests.cpu import at_most
from tests.quiz.exchange.test_gift import ASKED
from tests.quiz.exchange.test_moodle_xml import GIF, PNG


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Ä &amp; <em>kursiv</em></p>", "Ä & kursiv"),
        ("<ul><li>eins</li><li>zwei</li></ul>", "- eins\n- zwei"),
        ("<h2>Titel</h2><p>Text</p>", "**Titel**\n\nText"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("Zeile<br>Zeile", "Zeile\nZeile"),
        ('<img src="@@PLUGINFILE@@/b.png" alt="Bild">', "![Bild](b.png)"),
        ("<script>alert(1)</script><!-- x -->ja", "ja"),
        ("a_b*c #1 1. x", "a_b*c #1 1. x"),
        ("", ""),
    ],
)
def test_html_of_others_becomes_markdown(html, markdown):
    assert foreign.from_html(html, "@@PLUGINFILE@@/") == markdown


@pytest.mark.parametrize(
    ("data", "kind"), [(PNG, "png"), (GIF, "gif"), (b"\xff\xd8\xff\xe0", "jpg"), (b"<svg/>", "")]
)
def test_pictures_are_known_by_their_bytes(data, kind):
    assert images.kind(data) == kind


def test_a_picture_keeps_its_name_however_often_it_travels():
    name = images.name("../Bilder/Fenster groß.PNG", PNG)

    assert images.name(f"pictures/{name}", PNG) == name
    assert images.bytes_of(images.embedded(PNG)) == PNG
    assert images.bytes_of("data:image/png;base64,AAA") is None
    assert images.bytes_of("https://example.com/a.png") is None


def test_a_question_without_pictures_stays_as_it_is():
    assert images.renamed(ASKED, {}) is ASKED
    assert images.sources(ASKED) == []


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 20_000,
        ">" * 20_000 + "<a " * 20_000,
        "<div>" * 20_000 + "x",
        "<script " * 20_000,
        "<p><strong>" * 5_000,
    ],
    ids=["open", "closed-then-open", "deep", "script", "bold"],
)
def test_html_made_to_stop_a_program_is_read_in_a_moment(text):
    with at_most(5):
        foreign.from_html(text)


def test_half_a_declaration_is_text():
    assert "y" in foreign.from_html("<![x](y) **z")

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.model import article_fields, language, markdown
from kbtool.model.slug import MAX_LENGTH, slug, unused


@given(st.text())
def test_a_slug_is_an_id_or_empty(text):
    made = slug(text)

    assert not made or (article_fields.ID.fullmatch(made) and len(made) <= MAX_LENGTH)


def test_german_letters_are_spelt_out():
    assert slug("Größe ändern – Übersicht!") == "groesse-aendern-uebersicht"
    assert slug("Café déjà") == "cafe-deja"
    assert unused("a", {"a", "a-2"}) == "a-3"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Mein Drucker druckt nicht mehr", "de"),
        ("my printer does not print any more", "en"),
        ("Outlook fragt ständig", "de"),
        ("", "de"),
    ],
)
def test_the_language_is_told_by_common_words(text, lang):
    assert language.detect(text) == lang


def test_links_and_images_are_found_outside_code():
    text = '[a](b.md) `[no](x)` ![alt](<my pic.png> "t")\n```\n[no](y)\n```\n[ref]: c.md\n'

    found = [(link.text, link.target, link.line, link.is_image) for link in markdown.links(text)]

    assert found == [("a", "b.md", 1, False), ("alt", "my pic.png", 1, True), ("ref", "c.md", 5, False)]


def test_only_targets_outside_code_are_rewritten():
    text = "[a](b.md) `[a](b.md)` [c](b.md#x)\n"

    assert markdown.retarget(text, lambda target: target.replace("b.md", "ü b.md")) == (
        "[a](<ü b.md>) `[a](b.md)` [c](<ü b.md#x>)\n"
    )


@given(st.text())
def test_rewriting_nothing_changes_nothing(text):
    assert markdown.retarget(text, lambda target: target) == text

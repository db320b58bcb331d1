"""HTML mail becomes Markdown that says the same and does nothing."""

import markdown
import nh3
import pytest

from kbtool.sources.html import to_markdown
from tests.cpu import at_most

REPLIES = {
    "gmail": """<div dir="ltr">Geht <b>wieder</b>!</div><br>
        <div class="gmail_quote"><div>Am Mo schrieb Änne:</div>
        <blockquote class="gmail_quote">alt</blockquote></div>""",
    "thunderbird": """<p>Geht <b>wieder</b>!</p><div class="moz-cite-prefix">Am 1.1.26 schrieb Änne:</div>
        <blockquote type="cite" cite="mid:x"><p>alt</p></blockquote>""",
    "outlook": """<div class=WordSection1><p class=MsoNormal>Geht <b>wieder</b>!</p>
        <div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Änne</p></div></div>
        <p>alt</p></div>""",
    "outlook_web": """<div>Geht <b>wieder</b>!</div><div id=appendonsend></div><hr>
        <div id=divRplyFwdMsg><b>Von:</b> Änne</div><div>alt</div>""",
    "yahoo": """<div>Geht <b>wieder</b>!</div>
        <div class="yahoo_quoted"><div>Am Montag schrieb Änne:</div>alt</div>""",
    "apple": """<body>Geht <b>wieder</b>!<br>
        <blockquote type="cite"><div>Am 1.1. schrieb Änne:</div>alt</blockquote></body>""",
}


@pytest.mark.parametrize("name", REPLIES)
def test_quoted_mail_is_cut_by_its_container(name):
    text, dropped = to_markdown(REPLIES[name])
    assert text == "Geht **wieder**!"
    assert "alt" in "\n".join(dropped)


@pytest.mark.parametrize("name", REPLIES)
def test_quoted_mail_stays_when_asked_for(name):
    text, dropped = to_markdown(REPLIES[name], keep_quotes=True)
    assert "alt" in text
    assert dropped == ()


def test_signature_container_is_cut():
    text, dropped = to_markdown('<p>Geht!</p><div class="gmail_signature">Änne Süß</div>')
    assert (text, dropped) == ("Geht!", ("Änne Süß",))


def test_handed_on_mail_stays():
    html = '<p>Echt?</p><div class="gmail_quote">---------- Forwarded message ---------<br>Von: Bank</div>'
    assert "Bank" in to_markdown(html)[0]


def test_mail_that_is_all_quote_stays():
    assert "alt" in to_markdown('<blockquote type="cite">alt</blockquote>')[0]


def test_text_after_a_quote_stays():
    html = '<blockquote type="cite">Seit wann?</blockquote><p>Seit Montag.</p>'
    assert to_markdown(html) == ("Seit Montag.", ("Seit wann?",))


def test_blockquote_of_a_forum_stays():
    assert (
        to_markdown("<blockquote>Seit wann?</blockquote><p>Seit Montag.</p>")[0]
        == "> Seit wann?\n\nSeit Montag."
    )


def test_lists_code_and_tables_become_markdown():
    html = "<ol><li>Öffnen</li><li>Schließen</li></ol><pre>a &lt; b\n  c</pre>"
    html += "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>"
    expected = "1. Öffnen\n2. Schließen\n\n```\na < b\n  c\n```\n\n| A |\n| --- |\n| 1 |"
    assert to_markdown(html)[0] == expected


def test_tracking_pixel_goes_and_inline_picture_stays():
    html = '<p>Foto: <img src="cid:1" alt="Gerät"><img src="https://x.example/p.gif"></p>'
    assert to_markdown(html)[0] == "Foto: ![Gerät](cid:1)"


def test_scripts_and_script_links_go():
    html = '<script>alert(1)</script><a href="javascript:alert(1)" onclick="x()">klick</a><style>p{}</style>'
    assert to_markdown(html)[0] == "klick"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>{{ config }}</p>", "&#123;{ config }}"),
        ("<p>{% raw %}</p>", "&#123;% raw %}"),
        ("<p>--8&lt;-- x</p>", "&#45;-8<-- x"),
        ("<p><code>docker {{.Names}}</code></p>", "`docker { {.Names}}`"),
        ("<pre>--8&lt;-- x</pre>", "```\n- -8<-- x\n```"),
        ("<p>&lt;b&gt;fett&lt;/b&gt; 3 &lt; 4</p>", "&lt;b>fett&lt;/b> 3 < 4"),
        ("<p>&amp;lt;script&amp;gt; A &amp; B</p>", "&amp;lt;script&amp;gt; A & B"),
        ("<p>[klick](javascript:x) [RT #7]</p>", r"[klick\](javascript:x) [RT #7]"),
        (r"<p>C:\Users\Änne \\server\share_a</p>", r"C:\Users\Änne \\\server\share\_a"),
        ("<p># Wichtig</p>", r"\# Wichtig"),
        ("<p>Titel<br>====</p>", "Titel  \n\\===="),
    ],
)
def test_text_that_looks_like_markup_stays_text(html, expected):
    assert to_markdown(html)[0] == expected


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "&lt;b&gt;", "[a](b)", "`x`", "# x", "C:\\Users\\*", r"\\s\x_y_z", "a_b*c*", "\\<i>"]
)
def test_text_is_shown_as_it_was_written(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    page = markdown.markdown(to_markdown(f"<p>{escaped}</p>")[0])
    shown = nh3.clean(page, tags=set()).strip()
    assert shown == escaped.replace(">", "&gt;")


HANGS = {
    "deep": "<div>" * 50_000 + "x",
    "deep_inline": "<b>" * 5_000 + "x",
    "quotes": "<blockquote>" * 3_000 + "x",
    "items": "<ol>" + "<li>x" * 50_000,
    "spaces": "<p>" + " " * 200_000 + "x",
    "blank_lines": "<p>" + " \n" * 100_000 + "x",
    "rows": "<table>" + "<tr><td>x" * 9_000,
    "open_tags": "<a " * 60_000,
    "cited": "<blockquote type=cite>x</blockquote>y" * 5_000,
    "rules": "<div style='border-top:solid #e1e1e1'>x</div>" * 3_000,
    "nested_citations": "<blockquote type=cite>" * 19_000 + "x",
    "entities": "&lt;" * 100_000,
    "backslashes": "\\" * 300_000,
}


@pytest.mark.parametrize("name", HANGS)
def test_hostile_markup_takes_under_three_seconds(name):
    with at_most(3):
        assert to_markdown("<p>a</p>" + HANGS[name])[0]

import markdown
import material.extensions.emoji
import pytest
from bs4 import BeautifulSoup

from kbtool.errors import SettingsError
from kbtool.model.markdown import EXTENSIONS
from kbtool.site.html import clean, icon, name_checkboxes, plain, render
from kbtool.site.texts import TEXTS

EMOJI = {
    "emoji_index": material.extensions.emoji.twemoji,
    "emoji_generator": material.extensions.emoji.to_svg,
}


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>Text</p>",
        "<svg onload=alert(1)></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<a href='javascript:alert(1)'>Text</a>",
        "<a href='&#106;avascript:alert(1)'>Text</a>",
        "<meta http-equiv=refresh content='0; url=https://evil.example'>",
        "<form action='https://evil.example'><input name=password></form>",
        "<style>body{display:none}</style>",
        "<img src=x onerror=alert(1)>",
        "<input type=image src=x onerror=alert(1)>",
    ],
)
def test_nothing_that_runs_leaves_the_boundary(html):
    cleaned = clean(html)

    for word in ("alert", "evil", "display", "type=image"):
        assert word not in cleaned


def test_a_comment_never_reaches_the_page():
    assert clean("<p>Text<!-- nur intern --></p>") == "<p>Text</p>"


@pytest.mark.parametrize("source", ["https://cdn.example.org/a.png", "//cdn.example.org/a.png"])
def test_a_picture_from_another_host_becomes_a_link(source):
    cleaned = clean(f'<img alt="Schalter" src="{source}">')

    assert "<img" not in cleaned
    assert f'<a href="{source}">Schalter</a>' == cleaned


def test_a_diagram_does_not_make_the_theme_load_a_script():
    assert 'class="mermaid"' not in clean('<pre class="mermaid"><code>graph TD</code></pre><p>a mermaid</p>')
    assert "a mermaid" in clean("<p>a mermaid</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<details class="tip" open=""><summary>Mehr</summary><p>Text</p></details>',
        '<div class="admonition note"><p class="admonition-title">Hinweis</p></div>',
        '<li class="task-list-item"><label><input type="checkbox" disabled="" checked=""></label> fertig</li>',
        '<h2 id="losung">Lösung</h2>',
        '<img alt="Schalter" src="schalter.png">',
        '<pre><code class="language-bash"><span class="nb">echo</span> "ä"</code></pre>',
    ],
)
def test_what_markdown_makes_stays_as_it_is(html):
    assert sorted(clean(html)) == sorted(html)


FEATURES = """\
## Wahl

!!! tip "Titel & mehr"
    Text

??? note "Mehr"
    Text

=== "Eins"

    ```python hl_lines="1" title="x.py"
    print("ä")  # Kommentar
    ```

=== "Zwei"

    B

- [x] fertig
- [ ] offen

Text[^1] mit `code`, **fett** und *schräg*.

[^1]: Unten.

| links | mitten | rechts |
|:------|:------:|-------:|
| 1     | 2      | 3      |

> Zitat

3. drei
    - Unterpunkt

:material-printer:
"""


def test_every_feature_that_articles_may_use_stays_as_it_is():
    names = [*EXTENSIONS, "pymdownx.emoji"]
    options = {**{name: dict(found) for name, found in EXTENSIONS.items()}, "pymdownx.emoji": EMOJI}
    html = markdown.markdown(FEATURES, extensions=names, extension_configs=options)

    before, after = elements(html), elements(clean(html))

    assert {"details", "input", "label", "sup", "svg", "path", "blockquote", "td", "pre"} <= {
        name for name, _ in before
    }
    assert ("td", {"align": "right"}) in before
    assert after == before


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Return the elements with their attributes; what browsers add to a table and a counter for scripts aside."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all(name=True):
        kept = {key: value for key, value in tag.attrs.items() if key != "data-tabs"}
        found += [] if tag.name == "tbody" else [(tag.name, kept)]
    return found


def test_the_boxes_of_a_task_list_have_names():
    boxes = markdown.markdown("- [x] a\n- [ ] b\n", extensions=["pymdownx.tasklist"])

    named = elements(name_checkboxes(clean(boxes), TEXTS["de"]))

    assert [found.get("aria-label") for name, found in named if name == "input"] == ["erledigt", "offen"]


def test_an_emoji_from_another_host_becomes_the_letter_it_stands_for():
    assert clean('<p><img alt="😄" class="twemoji" src="https://cdn.example/1f604.svg"></p>') == "<p>😄</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<div id="__config">{"base": "https://evil.example"}</div>',
        '<label for="__search">Text</label>',
        "<p id=' __config'>Text</p>",
        "<input name=__palette type=radio>",
    ],
)
def test_nothing_passes_for_a_part_of_the_theme(html):
    assert "__" not in clean(html)


def test_tabs_keep_what_connects_them():
    html = '<input id="__tabbed_1_2" name="__tabbed_1" type="radio"><label for="__tabbed_1_2">Zwei</label>'

    assert elements(clean(html)) == elements(html)


def test_an_emoji_is_drawn_without_asking_another_host():
    drawn = clean(
        '<svg viewBox="0 0 1 1"><path fill="#FFCC4D" d="M0"></path><path fill="url(https://evil.example)"></path></svg>'
    )

    assert 'fill="#FFCC4D"' in drawn
    assert "evil" not in drawn


def test_letters_that_turn_text_around_are_dropped_from_the_text_of_a_page():
    assert clean("<pre><code>if ok\u202e: #</code></pre>") == "<pre><code>if ok: #</code></pre>"


def test_letters_that_hide_or_turn_text_around_are_dropped():
    assert plain("vor\u202egnp.exe\u200b") == "vorgnp.exe"


def test_an_unknown_icon_is_a_settings_error_with_the_closest_name():
    with pytest.raises(SettingsError, match="no icon “material/printr”") as error:
        icon("material/printr")

    assert "printer" in error.value.hint


def test_templates_escape_every_text():
    assert "&lt;b&gt;" in render("heading.html", id="x", title="<b>")

import pytest

from kbtool.errors import SettingsError
from kbtool.site.html import clean, icon, plain, render


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


def test_letters_that_hide_or_turn_text_around_are_dropped():
    assert plain("vor\u202egnp.exe\u200b") == "vorgnp.exe"


def test_an_unknown_icon_is_a_settings_error_with_the_closest_name():
    with pytest.raises(SettingsError, match="no icon “material/printr”") as error:
        icon("material/printr")

    assert "printer" in error.value.hint


def test_templates_escape_every_text():
    assert "&lt;b&gt;" in render("heading.html", id="x", title="<b>")

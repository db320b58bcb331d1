import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbtool.drafting import compose, markup
from kbtool.settings import Settings
from tests.conftest import SHARED_DATA
from tests.drafting.make import messages, redacted, ticket

EXTENSIONS = [
    "admonition", "attr_list", "abbr", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.snippets", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.caret", "pymdownx.tilde", "pymdownx.mark", "pymdownx.keys",
]  # fmt: skip
HARMLESS = {"p", "h2", "ol", "ul", "li", "strong", "em", "code", "pre", "a", "div", "span"}


class Page(HTMLParser):
    """Collects what a text of a ticket must never become."""

    def __init__(self, html):
        super().__init__()
        self.alien = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in HARMLESS:
            self.alien.append(tag)
        for key, value in attrs:
            safe_link = key == "href" and re.match(r"https?://|mailto:", value or "")
            if key not in {"id", "class"} and not safe_link:
                self.alien.append((tag, key, value))


def alien(text):
    return Page(markdown.markdown(text, extensions=EXTENSIONS)).alien + Page(markdown.markdown(text)).alien


def shown(text, *, is_markdown=False):
    return markup.to_markdown(markup.neutral(text, is_markdown=is_markdown))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>fett</b>", "&lt;b>fett&lt;/b>"),
        ("{{ config }} {% raw %}", r"\{\{ config \}\} \{% raw %\}"),
        ("Klick { onclick=x }", r"Klick \{ onclick=x \}"),
        ('--8<-- "docs/x"', '\\--8&lt;-- "docs/x"'),
        ("!!! danger", r"\!!! danger"),
        ("??? x", "&#63;?? x"),
        ("# Größe", r"\# Größe"),
        ("4. Stock", r"4\. Stock"),
        ("[a]: http://x.example", r"\[a\]: <http://x.example>"),
        ("5 * 3 = *15*", r"5 \* 3 = \*15\*"),
        ("&lt;script&gt;", "&amp;lt;script&amp;gt;"),
        ("snake_case bleibt", "snake_case bleibt"),
    ],
)
def test_plain_text_is_shown_as_it_is_and_does_nothing(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Hilfe](https://x.example/a_(b))", "[Hilfe](https://x.example/a_%28b%29)"),
        ("[klick](javascript:alert(1))", "klick"),
        ("[klick](java&#115;cript:alert(1))", "klick"),
        ("[Datei](file:///etc/passwd)", "Datei"),
        ("![Bild](https://tracker.example/p.gif)", ""),
        ("**Einstellungen** und `rm -rf`", "**Einstellungen** und `rm -rf`"),
        ("C:\\\\Temp\\_x", "`C:\\Temp_x`"),
        ("<https://x.example/>", "<https://x.example/>"),
        ("[mail.x.example](http://mail.x.example)", "mail.x.example"),
    ],
)
def test_links_lead_to_web_and_mail_only_and_pictures_go(text, expected):
    assert shown(text, is_markdown=True) == expected


@pytest.mark.parametrize(
    "literal",
    [
        r"C:\Program Files\Übung\x.ini",
        r"\\srv-01\daten$\x",
        "%appdata%\\Thunderbird",
        "prefs.js",
        "0x80070005",
        "/etc/fstab",
    ],
)
def test_paths_and_codes_are_set_as_code(literal):
    assert shown(f"Öffnen: {literal}") == f"Öffnen: `{literal}`"


def test_placeholders_stay_readable():
    assert shown("Bitte [customer-1] fragen, [password]") == "Bitte [customer-1] fragen, [password]"


def test_a_placeholder_cannot_become_a_link_or_a_definition():
    assert alien(shown("[customer-1](javascript:x) [host-1]: javascript:y")) == []


def test_invisible_and_private_characters_go():
    assert shown("a\u202eb\ue000c\u200bd\x07e") == "abcde"


PIECES = st.lists(
    st.sampled_from(
        ["<", ">", "[", "]", "(", ")", "{", "}", "`", "*", "_", "\\", "!", "#", "-", "1. ", ":", "|", "&#106;", "javascript:",
         "http://a.b/", "onerror=x", "<img src=x>", "<script>", "\n", " ", "    ", "```", "--8<--", "ä", "🙂", "[customer-1]", "^", "~", "="]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(text=PIECES, is_markdown=st.booleans())
def test_no_line_of_a_ticket_becomes_html(text, is_markdown):
    assert alien(shown(text, is_markdown=is_markdown)) == []


def body_of(payloads, format):  # noqa: A002
    steps = "\n".join(f"{number}. Click {text}" for number, text in enumerate(payloads, start=1))
    said = [
        ("customer", f"It does not work: {payloads[0]}"),
        ("agent", f"Please do this:\n{steps}\n\nThen open {payloads[-1]}\n\n```\n{payloads[0]}\n```\n"),
    ]
    found = ticket(subject=payloads[0], language="en")
    return compose.compose(
        [redacted(type(found)(**{**_fields(found), "messages": messages(said, format=format)}))], Settings()
    )


def _fields(record):
    return {name: getattr(record, name) for name in type(record).__dataclass_fields__}


@settings(max_examples=60, deadline=None)
@given(
    payloads=st.lists(PIECES.filter(str.strip), min_size=2, max_size=4),
    format=st.sampled_from(["text", "html", "markdown"]),
)
def test_a_draft_of_a_hostile_ticket_holds_no_html(payloads, format):  # noqa: A002
    assert alien(body_of(payloads, format).body) == []


def test_known_attacks_do_nothing_in_a_draft():
    files = (
        [path for path in (SHARED_DATA / "xss").rglob("*") if path.is_file()] if SHARED_DATA.exists() else []
    )
    if not files:
        pytest.skip("the shared attack lists are not here")
    payloads = [
        line for path in files for line in path.read_text(errors="replace").splitlines() if line.strip()
    ]
    for start in range(0, len(payloads), 400):
        chunk = payloads[start : start + 8]
        assert alien(body_of(chunk, "text").body) == []
        assert alien(body_of(chunk, "markdown").body) == []

"""HTML mail to Markdown: sanitised by nh3, quoted mail cut by its container, converted by markdownify."""

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import accumulate
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

MAX_CHARACTERS = 512 * 1024
_MAX_TAGS = 20_000
_MAX_ITEMS = 1_000
_MAX_DEPTH = 400
_NESTING = re.compile(r"<(/?)(?:blockquote|div|span|table|ul|ol|b|i|u|em|strong)\b", re.IGNORECASE)

_TAGS = set(
    "a b blockquote br caption code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol p pre q s samp "
    "span strong table tbody td tfoot th thead tr u ul".split()
)
_ATTRIBUTES = {
    "*": {"class", "id", "style"},
    "a": {"href"},
    "img": {"src", "alt"},
    "blockquote": {"type"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
# What mail programs put around the mail that is answered, and around a signature.
_QUOTE_CLASSES = frozenset(
    "gmail_quote gmail_quote_container gmail_extra moz-cite-prefix yahoo_quoted protonmail_quote zmail_extra "
    "freshdesk_quote".split()
)
_SIGNATURE_CLASSES = frozenset(
    {"gmail_signature", "moz-signature", "js-signatureMarker", "protonmail_signature_block"}
)
_REPLY_IDS = frozenset({"divRplyFwdMsg", "appendonsend", "reply-intro"})
_OUTLOOK_RULE = re.compile(
    r"border-top\s*:\s*(?:solid|1pt|1\.0pt)[^;]*(?:#[be]1[be]1[be]1|#b5c4df)", re.IGNORECASE
)
# What a Markdown processor would act on in a text that is meant as it stands.
_ESCAPES = (
    (re.compile(r"\\(?=[\\`*_{}\[\]()>#+\-.!&<])"), r"\\\\"),
    (re.compile(r"&(?=#?\w{1,31};)"), "&amp;"),
    (re.compile(r"<(?=[A-Za-z/!?])"), "&lt;"),
    (re.compile(r"`"), r"\\`"),
    (re.compile(r"\](?=[(\[:])"), r"\\]"),
    (re.compile(r"(?m)^([ \t]*)(#{1,6}[ \t]|={2,}[ \t]*$|-{3,}[ \t]*$)"), r"\1\\\2"),
)
_SPACE_RUN = re.compile(r"\s{200,}")
_LIVE = re.compile(r"\{\{|\{%|\{#|-{2,}8<-{2,}")


def to_markdown(html: str, *, keep_quotes: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return Markdown and the texts of the quoted mails and signatures that were cut, in their order.

    `keep_quotes` leaves them in. Images from the network (they report who reads) are left out; markers that a
    site generator would act on are made harmless. Markup too large or too deep to convert becomes plain text.
    """
    html = _SPACE_RUN.sub("\n\n", html[:MAX_CHARACTERS])
    if html.count("<") > _MAX_TAGS or html.lower().count("<li") > _MAX_ITEMS or _depth(html) > _MAX_DEPTH:
        return _plain(html), ()
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        clean_content_tags={"script", "style", "title"},
    )
    try:
        return _converted(BeautifulSoup(safe, "html.parser"), keep_quotes=keep_quotes)
    except RecursionError:
        return _plain(safe), ()


def _depth(html: str) -> int:
    """Return how many elements stand in each other at most, as far as their tags say so."""
    steps = (-1 if sign else 1 for sign in _NESTING.findall(html))
    return max(accumulate(steps), default=0)


def _converted(soup: BeautifulSoup, *, keep_quotes: bool) -> tuple[str, tuple[str, ...]]:
    for image in soup.find_all("img"):
        if not str(image.get("src", "")).startswith("cid:"):
            image.decompose()
    dropped = [] if keep_quotes else [_cut(part) for part in list(_mail_parts(soup)) if not part.decomposed]
    text = _Converter(heading_style=ATX, bullets="-").convert_soup(soup)
    return _tidy(text), tuple(part for part in dropped if part)


def _cut(part: Tag) -> str:
    text = part.get_text("\n", strip=True)
    part.decompose()
    return text


def _mail_parts(soup: BeautifulSoup) -> Iterator[Tag]:
    """Yield the elements that hold a quoted mail or a signature.

    A quote is only cut where the author's own text stands outside of it; a handed-on mail is never cut.
    """
    inside: set[int] = set()
    quotes: list[Tag] = []
    for tag in soup.find_all(name=True):
        if id(tag) not in inside and _is_quote(tag):
            quotes.append(tag)
            inside.update(map(id, tag.descendants))
    if quotes and _has_text_outside(soup, inside):
        for tag in quotes:
            if not _is_forwarded(tag):
                yield tag
                if _opens_quote(tag):
                    yield from _following(tag)
                    break
    yield from (tag for tag in soup.find_all(name=True) if _classes(tag) & _SIGNATURE_CLASSES)


def _classes(tag: Tag) -> frozenset[str]:
    return frozenset(tag.get_attribute_list("class")) - {None}


def _is_quote(tag: Tag) -> bool:
    if _classes(tag) & _QUOTE_CLASSES or _opens_quote(tag):
        return True
    return tag.name == "blockquote" and tag.get("type") == "cite"


def _opens_quote(tag: Tag) -> bool:
    """Return whether all that follows an element is quoted: Outlook's reply header."""
    ids = {str(tag.get("id", "")).removeprefix("x_")}
    return bool(ids & _REPLY_IDS) or (
        tag.name == "div" and _OUTLOOK_RULE.search(str(tag.get("style", ""))) is not None
    )


def _following(tag: Tag) -> Iterator[Tag]:
    """Yield the elements after one, at its own level or, for a lone wrapper, at its parent's."""
    parent = tag.parent
    siblings = [part for part in tag.next_siblings if isinstance(part, Tag)]
    if not siblings and parent is not None and parent.name == "div":
        siblings = [part for part in parent.next_siblings if isinstance(part, Tag)]
    yield from siblings


def _is_forwarded(tag: Tag) -> bool:
    start = tag.get_text(" ", strip=True)[:80].lower()
    return start.startswith(("-", "begin", "anfang")) and ("forwarded" in start or "weitergeleitet" in start)


def _has_text_outside(soup: BeautifulSoup, inside: set[int]) -> bool:
    """Return whether there are words outside of all quotes, before Outlook's header declares the rest one."""
    for part in soup.descendants:
        if isinstance(part, Tag):
            if _opens_quote(part):
                return False
        elif id(part) not in inside and str(part).strip():
            return True
    return False


class _Converter(MarkdownConverter):
    """Markdown whose text cannot turn into HTML, a link or a macro."""

    def escape(self, text: str, parent_tags: Any) -> str:  # noqa: ANN401 - markdownify's signature
        """Escape what Markdown would act on; tags as examples become entities."""
        for pattern, replacement in _ESCAPES:
            text = pattern.sub(replacement, text)
        return _entities(str(super().escape(text, parent_tags)))  # type: ignore[misc]


def _entities(text: str) -> str:
    """Return a text whose macro and snippet markers start with an entity: they show, but do nothing."""
    return _LIVE.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", text)


def _tidy(text: str) -> str:
    """Return Markdown with single blank lines; markers left in code, where entities show, get a space."""
    text = _LIVE.sub(lambda found: f"{found[0][0]} {found[0][1:]}", text)
    lines: list[str] = []
    for line in text.replace("\xa0", " ").split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line if line.strip() else "")
    return "\n".join(lines).strip("\n").rstrip()


def _plain(html: str) -> str:
    """Return the bare text of HTML, tags in it escaped so that none comes to life."""
    text = re.sub(r"<[^<>]*>", "", re.sub(r"(?i)<(?:br|/p|/div|/li|/tr)\b[^<>]*>", "\n", html))
    return _entities(escape(unescape(text), quote=False)).strip()

"""Inline text of tickets: read whatever came, write nothing but harmless Markdown.

Between reading and writing a text is *neutral*: plain characters, with links, code and bold type held by marks
from Unicode's private use area, which no other text can contain. Escaping happens once, in `to_markdown`.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from kbtool.drafting.lexicon.things import LITERAL
from kbtool.redact.types import Kind

LINK, TARGET, LINK_END = "\ue000", "\ue001", "\ue002"
CODE, CODE_END = "\ue003", "\ue004"
STRONG, STRONG_END = "\ue005", "\ue006"

SCHEMES = frozenset({"http", "https", "mailto"})
# What redaction leaves in the place of a value, such as [customer-1] or [password].
_STEMS = "|".join(("customer", "agent", "person", *Kind))
PLACEHOLDER = re.compile(rf"\[(?:password|(?:{_STEMS})-\d+)\](?![(\[:])")

_MARKS = re.compile("[\ue000-\ue006]")
_LINKED = re.compile(f"{LINK}([^{TARGET}]*){TARGET}([^{LINK_END}]*){LINK_END}")
_CODED = re.compile(f"{CODE}([^{CODE_END}]*){CODE_END}")

_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^)\n]*)?\)")
_INLINE_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]\((?P<target><[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)"
)
_ADDRESS = re.compile(r"<?\b((?:https?://|mailto:)[^\s<>\"“”„\ue000-\ue006]+)>?", re.IGNORECASE)
# A link within the site the text comes from.
_RELATIVE = re.compile(r"</[^\s<>/]+/[^\s<>]*>")
_CODE_SPAN = re.compile(r"(?<!`)(`{1,2})(?!`)([^`\n]+)(?<!`)\1(?!`)")
_BOLD = re.compile(r"(?<![\w*\\])(\*\*|__)(?=\S)([^*_\n]{1,200}?)(?<=\S)\1(?![\w*])")
_ITALIC = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]{1,200}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_TOKEN = re.compile(
    f"{_LINKED.pattern}|{_CODED.pattern}|([{STRONG}{STRONG_END}])|({LITERAL})|({PLACEHOLDER.pattern})"
)
_SPECIAL = re.compile(r"[\\`*{}\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# Marks of extensions, which do nothing alone.
_PAIRED = re.compile(r"~|\^|==|\+\+")
_SPECIAL_AND_PAIRED = re.compile(f"{_SPECIAL.pattern}|{_PAIRED.pattern}")
_LINE_START = re.compile(
    r"#|>|[-+](?=[\s-]|$)|=+(?=\s|$|=)|!!!|\?\?\?|:(?=\s|::)|///|;*-+8|\||\d{1,9}[.)](?=\s|$)"
)
_BY_BACKSLASH = frozenset("\\`*_{}[]")


def neutral(text: str, *, is_markdown: bool) -> str:
    """Return a message's text as neutral text; pictures go, line ends stay.

    `is_markdown` says that the text is Markdown or was made from HTML, so that its backslashes are escapes.
    """
    text = _RELATIVE.sub("", _IMAGE.sub("", visible(text)))
    text = _CODE_SPAN.sub(lambda found: f"{CODE}{found[2].strip()}{CODE_END}", text)
    text = _outside_marks(text, _with_links)
    if is_markdown:
        text = _outside_marks(text, _with_emphasis)
    return text


def visible(text: str) -> str:
    """Return a text without control, direction and private characters, line ends and tabs apart."""
    text = re.sub(r"\r\n?", "\n", text).replace("\xa0", " ").replace("\u202f", " ")
    hidden = {letter for letter in set(text) if unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn"}}
    return text.translate({ord(letter): None for letter in hidden - {"\n", "\t"}})


def _outside_marks(text: str, change: Callable[[str], str]) -> str:
    pieces: list[str] = []
    end = 0
    for found in re.finditer(f"{_LINKED.pattern}|{_CODED.pattern}", text):
        pieces += [change(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*pieces, change(text[end:])])


def _with_links(text: str) -> str:
    def link(found: re.Match[str]) -> str:
        words, target = found["text"].strip(), found["target"].strip("<>")
        if PLACEHOLDER.fullmatch(f"[{words}]"):
            return found[0]
        # Web mail makes links of every word with a dot in it, such as a server's name.
        if re.sub(r"^\w+://", "", target).rstrip("/").lower() == words.lower() and "/" not in words:
            return words
        same = words.rstrip("/") == target.rstrip("/")
        return f"{LINK}{'' if same else _unescape(words)}{TARGET}{_unescape(target)}{LINK_END}"

    def bare(found: re.Match[str]) -> str:
        target = found[1]
        while target[-1] in ".,;:!?'’*_" or (target[-1] == ")" and target.count("(") < target.count(")")):
            target = target[:-1]
        rest = found[1][len(target) :]
        return f"{LINK}{TARGET}{_unescape(target)}{LINK_END}{rest}"

    return _outside_marks(_INLINE_LINK.sub(link, text), lambda part: _ADDRESS.sub(bare, part))


def _with_emphasis(text: str) -> str:
    text = _BOLD.sub(rf"{STRONG}\2{STRONG_END}", text)
    return _unescape(_ITALIC.sub(r"\2", text))


def _unescape(text: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", text))


def plain(text: str) -> str:
    """Return neutral text without marks: of a link its words, or its address where it has none."""
    return _MARKS.sub("", _LINKED.sub(lambda found: found[1] or found[2], text))


def said(text: str) -> str:
    """Return neutral text as the rules read it: plain, on one line, with straight apostrophes."""
    return " ".join(plain(text).replace("’", "'").split())


def to_markdown(text: str) -> str:
    r"""Return neutral text of one line as Markdown that can do nothing but show it.

    Links lead to http, https and mailto addresses only; paths and codes are set as code; nothing becomes HTML,
    an attribute list, a snippet, an admonition, a definition or a template.

    >>> print(to_markdown("# <b>{{x}}</b> in C:\\Temp"))
    \# &lt;b>\{\{x\}\}&lt;/b> in `C:\Temp`
    """
    text = " ".join(text.split())
    if text.count(STRONG) != text.count(STRONG_END):
        text = text.replace(STRONG, "").replace(STRONG_END, "")
    line = "".join(_pieces(text))
    start = _LINE_START.match(line)
    if start is None:
        return line
    if line[0].isdigit():
        return f"{line[: start.end() - 1]}\\{line[start.end() - 1 :]}"
    return (f"\\{line[0]}" if line[0] in "#>-+!" else _entity(line[0])) + line[1:]


def _pieces(text: str) -> Iterator[str]:
    special = _SPECIAL_AND_PAIRED if len(_PAIRED.findall(text)) > 1 else _SPECIAL
    end = 0
    for found in _TOKEN.finditer(text):
        yield _escaped(text[end : found.start()], special)
        end = found.end()
        words, target, code, strong, literal, placeholder = found.groups()
        if target is not None:
            yield _link(words, target)
        elif code is not None:
            yield to_code(code)
        elif literal is not None:
            kept = literal.rstrip(".:!'’")
            yield to_code(kept) + _escaped(literal[len(kept) :], special)
        else:
            yield placeholder or ("**" if strong else "")
    yield _escaped(text[end:], special)


def _escaped(text: str, special: re.Pattern[str] = _SPECIAL_AND_PAIRED) -> str:
    def escape(found: re.Match[str]) -> str:
        return "".join(f"\\{letter}" if letter in _BY_BACKSLASH else _entity(letter) for letter in found[0])

    return special.sub(escape, text)


def _entity(letter: str) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(letter, f"&#{ord(letter)};")


def to_code(text: str) -> str:
    """Return a line of code set as code.

    It stands within its line: a block of code in a list is live text where Markdown reads the list otherwise.
    """
    text = " ".join(text.split()).replace("-8<-", "-8 <-")
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in (text[0], text[-1]) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _link(words: str, target: str) -> str:
    if not is_safe(target):
        return _escaped(words or target)
    address = target.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
    if words and not words.lower().startswith(("http:", "https:", "www.")):
        return f"[{_escaped(words)}]({address})"
    return f"<{address}>"


def is_safe(target: str) -> bool:
    """Return whether a link may lead there: a plain web or mail address without placeholders."""
    if re.search(r"[\s<>\[\]\"`{}|^]", target):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or (parts.scheme == "mailto" and parts.path))

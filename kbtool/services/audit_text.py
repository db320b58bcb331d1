"""The texts in the files of a built site, as a reader or a machine would decode them."""

import base64
import html
import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kbtool.services import audit_pdf
from kbtool.services.audit_binary import strings
from kbtool.services.audit_packed import UnreadableError, is_packed, members

_DEEPEST = 8
_MARKUP = re.compile(r"<!--.*?-->|<script\b[^>]*>.*?</script\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|label|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(<script\b[^>]*>)(.*)</script\s*>", re.DOTALL | re.IGNORECASE)
_HTML = frozenset({"html", "htm", "xml", "svg", "xhtml", "atom", "rss"})
_JSON = frozenset({"json", "map", "webmanifest"})
_EMBEDDED = re.compile(r"data:([\w.+/-]*)[^,\"'<>]{0,100};base64,([\w+/=%\s-]+)", re.IGNORECASE)
# \u00fc, \u{fc} and \xfc in a script, \fc in a style sheet.
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([0-9a-f]{1,6})\s?)", re.IGNORECASE
)
_LAST_CHARACTER = 0x10FFFF


def texts(name: str, data: bytes, *, depth: int = 0) -> Iterator[str]:
    """Yield every piece of text in a file, decoded; `name` tells its kind.

    Raises UnreadableError for a file that is packed or enciphered and damaged, larger than 256 MB, or of a kind
    that cannot be read, and for one packed in more than eight others.
    """
    if depth > _DEEPEST:
        raise UnreadableError
    if is_packed(data):
        for inner, content in members(name, data):
            yield inner
            yield from texts(inner, content, depth=depth + 1)
        return
    kind = name.rpartition(".")[2].lower()
    if audit_pdf.is_pdf(kind, data):
        for item in audit_pdf.read(data):
            yield from (item,) if isinstance(item, str) else texts("", item, depth=depth + 1)
        return
    for piece in _pieces(kind, data):
        yield piece
        if "\\" in piece:
            yield _ESCAPE.sub(_unescaped, piece)
        for kind, embedded in _embedded(piece):
            yield from texts(kind, embedded, depth=depth + 1)


def _pieces(kind: str, data: bytes) -> Iterator[str]:
    text = _decoded(data)
    if text is None:
        yield from strings(data)
    elif kind in _JSON:
        yield from _json(text)
    elif kind in _HTML:
        yield from _html(text)
    else:
        yield text


def _unescaped(found: re.Match[str]) -> str:
    code = int(next(filter(None, found.groups())), 16)
    return chr(code) if code <= _LAST_CHARACTER else found[0]


def _embedded(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield kind and content of the files that addresses such as data:image/png;base64,… hold."""
    for kind, content in _EMBEDDED.findall(text):
        packed = re.sub(r"[^A-Za-z0-9+/]", "", unquote(content).translate(_URL_SAFE))
        yield kind.rpartition("/")[2].partition("+")[0], base64.b64decode(packed + "=" * (-len(packed) % 4))


_URL_SAFE = str.maketrans("-_", "+/")


def _decoded(data: bytes) -> str | None:
    """Return the text of a text file, None for any other."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _html(text: str) -> Iterator[str]:
    """Yield the words between tags, those of one sentence together, then each tag, comment and script."""
    yield from map(html.unescape, _MARKUP.split(_INLINE.sub("", text)))
    for markup in _MARKUP.findall(text):
        script = _SCRIPT.fullmatch(markup)
        if script is None:
            yield from _unquoted(html.unescape(markup))
            continue
        yield script[1]
        yield from _json(script[2]) if "json" in script[1] else (script[2],)


def _unquoted(text: str) -> Iterator[str]:
    """Yield a tag, with the addresses in it as they are read."""
    yield unquote(text) if "%" in text else text


def _json(text: str) -> Iterator[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        yield text
        return
    yield from _values(data)


def _values(data: object) -> Iterator[str]:
    """Yield every key, text and number; a stack, so that no depth of nesting can stop it."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, str):
            yield from _html(item) if "<" in item or "&" in item else (item,)
        elif isinstance(item, int | float) and not isinstance(item, bool):
            yield str(item)

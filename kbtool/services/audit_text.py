"""The texts in the files of a built site, as a reader or a machine would decode them."""

import gzip
import html
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

LARGEST = 256 * 1024 * 1024
_MARKUP = re.compile(r"<!--.*?-->|<script\b[^>]*>.*?</script\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|label|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(<script\b[^>]*>)(.*)</script\s*>", re.DOTALL | re.IGNORECASE)
_HTML = frozenset({"html", "htm", "xml", "svg", "xhtml", "atom", "rss"})
_JSON = frozenset({"json", "map", "webmanifest"})
_PRINTABLE = re.compile(rb"[\x20-\x7e\x80-\xff]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_START_OF_SCAN = 0xDA
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xDA)))


class UnreadableError(Exception):
    """A file cannot be unpacked, so nobody can say what is in it."""


def texts(name: str, data: bytes) -> Iterator[str]:
    """Yield every piece of text in a file, decoded; `name` tells its kind.

    Raises UnreadableError for a packed file that is damaged or larger than 256 MB.
    """
    kind = name.rpartition(".")[2].lower()
    if data.startswith(b"\x1f\x8b"):
        yield from texts(name.removesuffix(".gz"), _unzipped(data))
    elif data.startswith(b"PK\x03\x04"):
        for inner, content in _members(data):
            yield inner
            yield from texts(inner, content)
    elif (text := _decoded(data)) is None:
        yield from _strings(data)
    elif kind in _JSON:
        yield from _json(text)
    elif kind in _HTML:
        yield from _html(text)
    else:
        yield text


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


def _unzipped(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            found = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError from error
    if len(found) > LARGEST:
        raise UnreadableError
    return found


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files in an archive, office documents among them; nothing is extracted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise UnreadableError
            for member in archive.infolist():
                with archive.open(member) as opened:
                    yield member.filename, opened.read(LARGEST)
    except (
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        LookupError,
        struct.error,
        zlib.error,
        zipfile.BadZipFile,
    ) as error:
        raise UnreadableError from error


def _strings(data: bytes) -> Iterator[str]:
    """Yield what can be read in a picture's notes, or in the whole of any other file without text."""
    if data.startswith(_PNG):
        parts = list(_png_notes(data))
    elif data.startswith(_JPEG):
        parts = list(_jpeg_notes(data))
    else:
        parts = [data]
    for part in parts:
        yield from (run.decode("utf-8", "replace") for run in _PRINTABLE.findall(part))
        yield from (run.decode("utf-16-le", "replace") for run in _WIDE.findall(part))


def _png_notes(data: bytes) -> Iterator[bytes]:
    """Yield every chunk of a PNG that is no picture data; texts in it may be packed."""
    place = len(_PNG)
    while place + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if kind not in {b"IDAT", b"fdAT", b"PLTE"}:
            yield content
        if kind in {b"zTXt", b"iTXt", b"iCCP"}:
            yield _inflated(content)
        place += 12 + length
    yield data[place:]


def _inflated(content: bytes) -> bytes:
    """Return the packed part of a chunk: it starts behind the last of the texts before it."""
    for start in (found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content)):
        try:
            return zlib.decompressobj().decompress(content[start:], LARGEST)
        except zlib.error:
            continue
    return b""


def _jpeg_notes(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG before the picture: Exif, XMP, IPTC, comments; and what follows its end."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != _START_OF_SCAN:  # noqa: PLR2004 - a marker
        if data[place + 1] in _WITHOUT_LENGTH:
            place += 2
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        yield data[place + 4 : place + 2 + length]
        place += 2 + length
    end = data.rfind(b"\xff\xd9")
    if end >= 0:
        yield data[end + 2 :]

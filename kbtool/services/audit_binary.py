"""What can be read in a file that is no text: the notes in a picture, the runs of letters in anything else."""

import re
import struct
import zlib
from collections.abc import Iterator

from kbtool.services.audit_packed import LARGEST

_PRINTABLE = re.compile(rb"[\x20-\x7e\x80-\xff]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_START_OF_SCAN = 0xDA
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xDA)))


def strings(data: bytes) -> Iterator[str]:
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

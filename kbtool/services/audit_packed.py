"""Unpacking the archives of a built site in memory; nothing is extracted."""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from types import ModuleType
from typing import IO

LARGEST = 256 * 1024 * 1024
_STREAMS: dict[bytes, ModuleType] = {
    b"\x1f\x8b": gzip,
    b"BZh": bz2,
    b"\xfd7zXZ\x00": lzma,
}
_ZIP = b"PK\x03\x04"
# 7-Zip, RAR and Zstandard: nothing here can read them.
_CLOSED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd")


class UnreadableError(Exception):
    """A file cannot be unpacked, so nobody can say what is in it."""


def is_packed(data: bytes) -> bool:
    """Return whether a file is an archive or packed as a whole."""
    return data.startswith((*_STREAMS, _ZIP, *_CLOSED))


def members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of what is packed in a file, office documents among them.

    Raises UnreadableError for one that is damaged, holds more than 256 MB, or is of a kind that cannot be read.
    """
    if data.startswith(_CLOSED):
        raise UnreadableError
    if data.startswith(_ZIP):
        yield from _zipped(data)
        return
    module = next(module for start, module in _STREAMS.items() if data.startswith(start))
    yield name.rpartition(".")[0], _unpacked(module.open(io.BytesIO(data)))


def _unpacked(packed: IO[bytes]) -> bytes:
    try:
        found = packed.read(LARGEST + 1)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise UnreadableError from error
    if len(found) > LARGEST:
        raise UnreadableError
    return found


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
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

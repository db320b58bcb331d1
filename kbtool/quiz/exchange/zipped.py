"""Zip packages: the same content gives the same bytes, and a foreign one cannot fill the memory."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

MAX_BYTES = 64 * 1024 * 1024
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write(files: Mapping[str, bytes]) -> bytes:
    """Return a package with the files in the order given."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return made.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """Return the files of a package by name.

    Raises ValueError for what is no package, is damaged, or unpacks to more than 64 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_BYTES:
                raise ValueError("the package unpacks to more than 64 MB")
            return {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        LookupError,
        struct.error,
    ) as error:
        raise ValueError(f"the package is damaged: {error}") from None

"""The project's secret key: made once, readable by its owner alone."""

import os
import secrets
import tempfile
from pathlib import Path

from kbtool.errors import StoreError
from kbtool.store import files

SIZE = 32


def read_or_make(path: Path) -> bytes:
    """Return the key of a file, made with 32 random bytes where there is none.

    Of several processes that make it at once, one wins and all read the same. Raises StoreError for a file that
    is damaged or cannot be read.
    """
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise StoreError(f"The key {path.name} cannot be read or written: {error.strerror}.") from None
    if len(key) != SIZE:
        raise StoreError(
            f"The key {path} is damaged: it has {len(key)} bytes, not {SIZE}.",
            hint="Restore it from a backup; with a new one, earlier quiz results belong to nobody.",
        )
    return key


def _make(path: Path) -> None:
    files.make_folder(path.parent, 0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
            file.flush()
            os.fsync(file.fileno())
        _publish(Path(name), path)
    finally:
        Path(name).unlink(missing_ok=True)
    files.sync_folder(path.parent)


def _publish(made: Path, path: Path) -> None:
    """Give a complete file its name, unless another process was first."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            made.replace(path)

"""Writing files so that a reader sees the old or the new text, never a part."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kbtool.errors import BusyError, StoreError


def write_atomic(path: Path, text: str) -> None:
    """Replace a file's text through a synced temporary file beside it; folders are made as needed."""
    _replace(path, [text.encode("utf-8")])


def write_bytes_atomic(path: Path, data: bytes) -> None:
    """Replace a file that holds no text."""
    _replace(path, [data])


def write_lines_atomic(path: Path, lines: Iterable[str]) -> None:
    """Replace a file by lines that need not fit into memory, each with its own line end."""
    _replace(path, (line.encode("utf-8") for line in lines))


def write_checked(path: Path, chunks: Iterable[bytes], check: Callable[[Path], None]) -> None:
    """Replace a file once `check` has read the new one and raised nothing; otherwise nothing is left behind."""
    _replace(path, chunks, check)


def _replace(path: Path, chunks: Iterable[bytes], check: Callable[[Path], None] | None = None) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if check:
            check(Path(name))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path} could not be written: {error.strerror}.", hint="Its old state is untouched.")


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path, *, doing: str) -> Iterator[None]:
    """Hold a lock file while writing; it is free again when the process ends, however it ends.

    Raises BusyError when another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        if not _take(file.fileno()):
            raise BusyError(
                f"Another kbtool is at work in this project, so this {doing} has not started.",
                hint="Wait until it has finished, then run the command again.",
            )
        yield


def _take(handle: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet.

    Raises StoreError where something is there already.
    """
    if path.exists():
        raise StoreError(f"{path} exists already.", hint="Nothing was overwritten.")
    write_atomic(path, text)


def copy_new(source: Path, target: Path) -> None:
    """Copy a file's bytes to a place where nothing is, or the same bytes are."""
    data = source.read_bytes()
    if target.exists():
        if target.read_bytes() != data:
            raise StoreError(f"{target} exists already.", hint="Nothing was overwritten.")
        return
    _replace(target, [data])

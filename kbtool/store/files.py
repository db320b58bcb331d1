"""Writing files so that a reader sees the old or the new text, never a part."""

import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kbtool.errors import BusyError, StoreError

_LEFT = ".*.????????.tmp"
_PAUSE = 0.1


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
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            _take(file.fileno())  # for `sweep`: somebody is at work on it
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


def remove(*paths: Path) -> None:
    """Remove files for good, in this order; what is not there is done already."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{path} could not be removed: {error.strerror}.") from None
    for folder in {path.parent for path in paths if path.parent.is_dir()}:
        sync_folder(folder)


def sweep(*folders: Path) -> None:
    """Remove the temporary files that killed processes have left in folders and below; others' stay."""
    for left in (path for folder in folders for path in folder.rglob(_LEFT)):
        with suppress(OSError), left.open("rb") as file:
            if _take(file.fileno()):
                left.unlink()


def is_file(path: Path) -> bool:
    """Return whether a path that somebody wrote is a file; one that no system can hold is none."""
    try:
        return path.is_file()
    except OSError:  # longer than names may be
        return False


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Make a folder and those above it, and make that durable: a synced file in a lost folder is lost."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(mode, parents=True, exist_ok=True)
    for folder in reversed(missing):
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable, where the system can."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def sync_tree(folder: Path) -> None:
    """Make a folder durable with everything below it."""
    for where, _, names in os.walk(folder):
        for name in names:
            _sync(Path(where, name), os.O_RDONLY if os.name == "posix" else os.O_RDWR)
        sync_folder(Path(where))


def _sync(path: Path, flags: int) -> None:
    try:
        handle = os.open(path, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # shares that cannot sync
            raise StoreError(
                f"{path} could not be saved on the disk: {error.strerror}.", hint="Run the command again."
            ) from error


@contextmanager
def locked(path: Path, *, doing: str, wait: float = 0) -> Iterator[None]:
    """Hold a lock file while writing; it is free again when the process ends, however it ends.

    Raises BusyError when another process holds it and has not let go after `wait` seconds.
    """
    try:
        make_folder(path.parent)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise _unwritable(path, error) from error
    with file:
        if not _take_within(file.fileno(), wait):
            raise BusyError(
                f"Another kbtool is at work in this project, so this {doing} has not started.",
                hint="Wait until it has finished, then run the command again.",
            )
        yield


def _take_within(handle: int, seconds: float) -> bool:
    for _ in range(int(seconds / _PAUSE)):
        if _take(handle):
            return True
        time.sleep(_PAUSE)
    return _take(handle)


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

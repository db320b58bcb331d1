"""Keeping an audience's search index fresh, whole and one's own.

Below .kbtool/index/<audience>/ lie `current.json`, which says what the index was made of and in which folder it
is, and that folder. A new index is written into a new folder; replacing current.json puts it in place at once.
The index is a cache: whatever is wrong with it, it is built anew from the articles.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from kbtool.errors import BusyError, StoreError
from kbtool.model.article import Article, Audience, Confidence
from kbtool.project import Project
from kbtool.search.index import BrokenIndexError, Index, edition
from kbtool.search.seal import fits, seal
from kbtool.services import content
from kbtool.settings import Settings
from kbtool.store import files

KEY_BYTES = 32
_FOLDER = re.compile(r"[0-9a-f]{12}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Current:
    """What current.json says.

    `folder` holds the index, `edition` are the versions that made it, `fingerprint` stands for the articles in
    it, `files` for size and times of the files they came from, `seal` for the index's own files.
    """

    folder: str
    edition: str
    fingerprint: str
    files: str
    seal: str


@dataclass(frozen=True)
class _Place:
    """Where an audience's index is kept, and of which project."""

    project: Project
    settings: Settings
    audience: Audience

    @property
    def root(self) -> Path:
        return self.project.index / self.audience.value

    @property
    def pointer(self) -> Path:
        return self.root / "current.json"

    @cached_property
    def key(self) -> bytes | None:
        return _own_key()

    def articles(self) -> list[Article]:
        """Return what this audience may find: public articles, or all that are not archived."""
        found = content.load(self.project, self.settings).articles
        if self.audience is Audience.PUBLIC:
            return [article for article in found if article.is_public]
        return [article for article in found if article.confidence is not Confidence.ARCHIVED]

    def label(self, current: Current) -> str:
        """Return what the seal covers beside the index's files."""
        return json.dumps(
            [self.audience.value, current.folder, current.edition, current.fingerprint, current.files]
        )


@contextmanager
def opened(project: Project, settings: Settings, audience: Audience) -> Iterator[Index]:
    """Open the index of an audience, built anew first where it is stale, broken or not ours.

    Where it cannot be kept (another kbtool is building it, the disk is full or read-only), this run makes one
    for itself in a temporary folder.
    """
    place = _Place(project, settings, audience)
    index = _reopened(place)
    if index is None:
        try:
            with files.locked(place.root / "lock", doing="indexing"):
                index = _reopened(place) or _renewed(place)
        except (BusyError, StoreError, BrokenIndexError, OSError):
            index = None
    if index is not None:
        with index:
            yield index
        return
    with _temporary(place) as passing:
        yield passing


def state(project: Project, settings: Settings, audience: Audience) -> str:
    """Return "fresh", "stale", "broken" or "missing"; nothing is changed."""
    place = _Place(project, settings, audience)
    if not place.pointer.exists():
        return "missing"
    current = _current(place)
    if current is None:
        return "broken"
    index = _open(place, current)
    if index is None:
        return "broken"
    index.close()
    if current.edition != edition():
        return "stale"
    same = current.files == _files(place) or current.fingerprint == _fingerprint(place.articles())
    return "fresh" if same else "stale"


def _reopened(place: _Place) -> Index | None:
    """Return the index that is there if it was made of the files as they are now."""
    current = _current(place)
    if current is None or current.edition != edition() or current.files != _files(place):
        return None
    return _open(place, current)


def _renewed(place: _Place) -> Index:
    """Return a fresh index: the one that is there if the articles in it are the same, else a new one."""
    seen = _files(place)
    articles = place.articles()
    fingerprint = _fingerprint(articles)
    current = _current(place)
    if current is not None and (current.edition, current.fingerprint) == (edition(), fingerprint):
        index = _open(place, current)
        if index is not None:
            _put_in_place(place, current.folder, fingerprint, seen)
            return index
    folder = f"{fingerprint[:12]}-{secrets.token_hex(4)}"
    try:
        (place.root / folder).mkdir(parents=True)
        index = _build(place.root / folder, articles)
        _put_in_place(place, folder, fingerprint, seen)
    except BaseException:
        shutil.rmtree(place.root / folder, ignore_errors=True)
        raise
    _clear(place, folder)
    return index


def _build(folder: Path, articles: list[Article]) -> Index:
    try:
        return Index.build(folder, articles)
    except OSError as error:
        raise StoreError(f"The search index could not be written: {error.strerror}.") from error


def _put_in_place(place: _Place, folder: str, fingerprint: str, seen: str) -> None:
    """Let current.json name a folder, with the seal of what lies in it now."""
    if place.key is None:
        raise StoreError("There is no place for the key of the search index.")
    unsealed = Current(folder, edition(), fingerprint, seen, "")
    mark = seal(place.root / folder, place.key, place.label(unsealed))
    text = json.dumps(asdict(unsealed) | {"seal": mark}, indent=2)
    files.write_atomic(place.pointer, text + "\n")


def _clear(place: _Place, keep: str) -> None:
    """Remove the folders of former indexes; who has one open still reads it."""
    for path in place.root.iterdir():
        if path.name != keep and _FOLDER.fullmatch(path.name) and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


def _current(place: _Place) -> Current | None:
    """Read current.json; one that is missing, damaged or names a folder elsewhere counts as none."""
    try:
        data = json.loads(place.pointer.read_text(encoding="utf-8"))
        current = Current(**data)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    if not all(isinstance(value, str) for value in asdict(current).values()):
        return None
    return current if _FOLDER.fullmatch(current.folder) else None


def _open(place: _Place, current: Current) -> Index | None:
    """Open the index that current.json names if its seal fits."""
    folder = place.root / current.folder
    if place.key is None or not fits(folder, place.key, place.label(current), current.seal):
        return None
    try:
        return Index.open(folder)
    except BrokenIndexError:
        return None


@contextmanager
def _temporary(place: _Place) -> Iterator[Index]:
    with (
        tempfile.TemporaryDirectory(prefix="kbtool-", ignore_cleanup_errors=True) as folder,
        _build(Path(folder), place.articles()) as index,
    ):
        yield index


def _fingerprint(articles: list[Article]) -> str:
    """Return a checksum of what the articles say and where they lie."""
    shown = [(article.id, article.lang, article.path, article.sha256) for article in articles]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def _files(place: _Place) -> str:
    """Return a checksum of the names, sizes and times of all Markdown files, without reading them."""
    digest = hashlib.sha256(json.dumps(place.settings.languages).encode())
    for path in content.markdown_files(place.project.docs):
        found = path.lstat()
        seen = (path.as_posix(), found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        digest.update(json.dumps(seen).encode())
    return digest.hexdigest()


def _own_key() -> bytes | None:
    """Return this user's key for seals, made at the first use; none where it cannot be kept.

    It lies in the user's own folder for state, never in a project, so that no project can bring one along.
    """
    try:
        path = _state_folder() / "kbtool" / "index.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_key(path)
        key = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    return key if len(key) == KEY_BYTES else None


def _write_key(path: Path) -> None:
    """Write a new key unless another process is first; it appears whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def _state_folder() -> Path:
    """Return where programs keep what a user would not miss: ~/.local/state, or its like."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")

"""What a folder may look like after a power cut, worked out from the system calls of one run.

Until a file is synced, its new bytes may be missing; until a folder is synced, names given and taken in it may be
as before. `Recording` reads what a run did, `Recording.after_cut` rebuilds the folder as it could stand when the
power went at one point: all that was not synced lost; or all names kept, with empty files; or some of each.

Kept simple: names in one folder are lost from the latest on, as file systems with a journal do; a move between
folders is safe when the folder it went to is synced; and the -shm file of SQLite, which holds nothing, is left out.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.faults import strace

CALLS = (*strace.NAMES, *strace.DATA, "?open", "openat")
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += +(\d+)(?:<([^>]*)>)?$")
_PART = re.compile(r'"((?:\\x[0-9a-f]{2})*)"|(?:\w+)<((?:\\x[0-9a-f]{2})*)>|([\w|]+)|\[\d*\]|=> *\[\d*\]')


class Fate(StrEnum):
    """What becomes of what was not synced."""

    LOST = "lost"
    NAMES_KEPT = "names kept, bytes lost"
    TORN = "torn"


@dataclass(eq=False)
class File:
    """A file's bytes at the start, its writes (time, offset, bytes; offset -1 cuts it), and when it was synced."""

    start: bytes = b""
    writes: list[tuple[int, int, bytes]] = field(default_factory=list)
    synced: list[int] = field(default_factory=list)
    end: int = 0

    def at(self, time: int, fate: Fate, rng: random.Random) -> bytes:
        """Return its bytes after a cut at a time."""
        safe = max((moment for moment in self.synced if moment < time), default=-1)
        kept = [write for write in self.writes if write[0] <= safe]
        open_ones = [write for write in self.writes if safe < write[0] < time]
        if fate is Fate.TORN and open_ones:
            number = rng.randrange(len(open_ones) + 1)
            kept += open_ones[:number]
            if number < len(open_ones):
                moment, offset, data = open_ones[number]
                kept.append((moment, offset, data[: len(data) // 2]))
        return _written(self.start, kept)


def _written(start: bytes, writes: list[tuple[int, int, bytes]]) -> bytes:
    data = bytearray(start)
    for _, offset, piece in writes:
        if offset < 0:
            size = int(piece or b"0")
            del data[size:]
            continue
        data.extend(b"\0" * (offset - len(data)))
        data[offset : offset + len(piece)] = piece
    return bytes(data)


@dataclass(eq=False)
class Link:
    """A symbolic link."""

    target: str


@dataclass(eq=False)
class Folder:
    """A folder: what it held at the start, and what it holds at the end."""

    start: dict[str, "File | Folder | Link"] = field(default_factory=dict)
    now: dict[str, "File | Folder | Link"] = field(default_factory=dict)


Node = File | Folder | Link


@dataclass(eq=False)
class Step:
    """A name given to a node (or, without one, taken away) in a folder; a move takes another one away too."""

    time: int
    folder: Folder
    name: str
    node: Node | None
    origin: tuple[Folder, str] | None = None
    safe: int | None = None


class Recording:
    """What one run did to one folder."""

    def __init__(self, root: Path, before: Path, log: Path) -> None:
        self.root = root
        self.tree = _read(before)
        self.steps: list[Step] = []
        self.time = 0
        self.moments: list[int] = []
        self._told: list[tuple[int, bytes]] = []
        self._files: dict[str, File] = {}
        for line in log.read_text(encoding="utf-8").splitlines():
            if found := _LINE.match(line):
                self.time += 1
                if found[1] == "write" and found[2].startswith("1<"):
                    self._told.append((self.time, _parts(found[2])[1]))
                self._take(
                    found[1].removesuffix("at").removesuffix("at2"), _parts(found[2]), found[3], found[4]
                )

    def _take(self, name: str, parts: list[str | bytes], result: str, opened: str | None) -> None:
        """Take in one call."""
        paths = [part for part in parts if isinstance(part, bytes)]
        words = [part for part in parts if isinstance(part, str)]
        doing: dict[str, Callable[[], None]] = {
            "open": lambda: self._open(_unhex(opened or ""), " ".join(words)),
            "write": lambda: self._write(paths, None),
            "pwrite64": lambda: self._write(paths, int(words[-1])),
            "ftruncate": lambda: self._cut(paths[0], words[-1]),
            "sendfile": lambda: self._copy(paths, int(result)),
            "copy_file_range": lambda: self._copy(paths[::-1], int(result)),
            "fsync": lambda: self._sync(paths[0]),
            "fdatasync": lambda: self._sync(paths[0]),
            "mkdir": lambda: self._give(paths, Folder()),
            "symlink": lambda: self._give(paths[1:], Link(paths[0].decode())),
            "rename": lambda: self._move(_two(paths)),
            "link": lambda: self._hard_link(_two(paths)),
            "unlink": lambda: self._take_away(paths),
            "rmdir": lambda: self._take_away(paths),
        }
        if name in doing:
            doing[name]()

    def _place(self, path: bytes) -> tuple[Folder, str] | None:
        """Return the folder that holds a path, and its name there; None for a path outside."""
        where = Path(path.decode())
        if not where.is_absolute() or not where.is_relative_to(self.root):
            return None
        folder = self.tree
        *above, name = ("", *where.relative_to(self.root).parts)
        for part in above[1:]:
            found = folder.now.get(part)
            while isinstance(found, Link):
                found = folder.now.get(found.target)
            if not isinstance(found, Folder):
                return None
            folder = found
        return folder, name

    def _find(self, path: bytes) -> Node | None:
        place = self._place(path)
        if place is None:
            return None
        folder, name = place
        return folder.now.get(name) if name else self.tree

    def _open(self, path: bytes, flags: str) -> None:
        place = self._place(path)
        if place is None or not {"O_WRONLY", "O_RDWR"} & set(re.split(r"[| ]", flags)):
            return
        folder, name = place
        node = folder.now.get(name)
        if node is None:
            node = File()
            self._step(Step(self.time, folder, name, node))
        if isinstance(node, File):
            if "O_TRUNC" in flags:
                node.writes.append((self.time, -1, b"0"))
            node.end = 0

    def _write(self, parts: list[bytes], offset: int | None) -> None:
        node = self._find(parts[0])
        if isinstance(node, File):
            at = node.end if offset is None else offset
            node.writes.append((self.time, at, parts[1]))
            node.end = at + len(parts[1])

    def _cut(self, path: bytes, size: str) -> None:
        node = self._find(path)
        if isinstance(node, File):
            node.writes.append((self.time, -1, size.encode()))

    def _copy(self, parts: list[bytes], size: int) -> None:
        if size:
            source = self._find(parts[1])
            data = (
                _written(source.start, source.writes)
                if isinstance(source, File)
                else Path(parts[1].decode()).read_bytes()
            )
            node = self._find(parts[0])
            assert isinstance(node, File)
            self._write([parts[0], data[node.end : node.end + size]], None)

    def _sync(self, path: bytes) -> None:
        node = self._find(path)
        if isinstance(node, File):
            node.synced.append(self.time)
        for step in self.steps:
            if step.folder is node and step.safe is None:
                step.safe = self.time
        if node is not None:
            self.moments.append(self.time)

    def _give(self, paths: list[bytes], node: Node) -> None:
        place = self._place(_joined(paths))
        if place:
            self._step(Step(self.time, *place, node))

    def _move(self, paths: tuple[bytes, bytes]) -> None:
        origin, place = self._place(paths[0]), self._place(paths[1])
        if origin and place:
            self._step(Step(self.time, *place, origin[0].now[origin[1]], origin))

    def _hard_link(self, paths: tuple[bytes, bytes]) -> None:
        node, place = self._find(paths[0]), self._place(paths[1])
        if node and place:
            self._step(Step(self.time, *place, node))

    def _take_away(self, paths: list[bytes]) -> None:
        place = self._place(_joined(paths))
        if place:
            self._step(Step(self.time, *place, None))

    def _step(self, step: Step) -> None:
        self.steps.append(step)
        self.moments.append(self.time)
        _apply(step, lambda folder: folder.now, step.node)

    def cuts(self, count: int, rng: random.Random) -> list[int]:
        """Return moments at which the power may go: just after something was synced, named or taken away."""
        moments = sorted({moment + 1 for moment in self.moments})
        return sorted(rng.sample(moments, min(count, len(moments))))

    def told(self, time: int) -> str:
        """Return what the command had printed by a time: people rely on it."""
        return b"".join(piece for moment, piece in self._told if moment < time).decode()

    def after_cut(self, time: int, fate: Fate, rng: random.Random, target: Path) -> None:
        """Write the folder as it may stand after a cut at a time."""
        held: dict[Folder, dict[str, Node]] = {}

        def of(folder: Folder) -> dict[str, Node]:
            return held.setdefault(folder, dict(folder.start))

        for step in self._surviving(time, fate, rng):
            _apply(step, of, step.node)
        _write_out(self.tree, of, lambda file: file.at(time, fate, rng), target)

    def _surviving(self, time: int, fate: Fate, rng: random.Random) -> Iterator[Step]:
        limits: dict[Folder, int] = {}
        for step in self.steps:
            if step.time >= time:
                return
            if step.safe is None or step.safe >= time:
                limit = limits.setdefault(step.folder, rng.randrange(step.time, time + 1))
                if fate is Fate.LOST or (fate is Fate.TORN and step.time >= limit):
                    continue
            yield step


def _apply(step: Step, of: Callable[[Folder], dict[str, Node]], node: Node | None) -> None:
    if step.origin:
        folder, name = step.origin
        if of(folder).get(name) is node:
            del of(folder)[name]
    if node is None:
        of(step.folder).pop(step.name, None)
    else:
        of(step.folder)[step.name] = node


def _parts(text: str) -> list[str | bytes]:
    """Return the arguments of a call: bytes for texts and the names of handles, words for the rest."""
    found: list[str | bytes] = []
    for text_hex, handle_hex, word in _PART.findall(text.replace('""...', '""')):
        if word:
            found.append(word)
        else:
            found.append(_unhex(text_hex or handle_hex))
    return found


def _unhex(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _joined(paths: list[bytes]) -> bytes:
    """Return the path of one argument, or of a folder's handle and a name in it."""
    if len(paths) == 1 or paths[1].startswith(b"/"):
        return paths[-1]
    return paths[0] + b"/" + paths[1]


def _two(paths: list[bytes]) -> tuple[bytes, bytes]:
    if len(paths) == 2:
        return paths[0], paths[1]
    return _joined(paths[:2]), _joined(paths[2:])


def _read(path: Path) -> Folder:
    held: dict[str, Node] = {}
    for item in path.iterdir():
        if item.is_symlink():
            held[item.name] = Link(str(item.readlink()))
        elif item.is_dir():
            held[item.name] = _read(item)
        else:
            held[item.name] = File(item.read_bytes())
    return Folder(held, dict(held))


def _write_out(
    folder: Folder, of: Callable[[Folder], dict[str, Node]], data: Callable[[File], bytes], target: Path
) -> None:
    if target.exists():
        shutil.rmtree(target)
    target.mkdir()
    for name, node in of(folder).items():
        if isinstance(node, Link):
            (target / name).symlink_to(node.target)
        elif isinstance(node, Folder):
            _write_out(node, of, data, target / name)
        elif not name.endswith("-shm"):
            (target / name).write_bytes(data(node))

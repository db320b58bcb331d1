"""The records that were not taken in, one JSON object a line; none of their text."""

import json
import tempfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from kbtool.errors import StoreError
from kbtool.model.ticket_json import Reject
from kbtool.store import files


class RejectsWriter:
    """Collects the rejects of a run on disk; `commit` replaces those of the sources that were read."""

    def __init__(self, path: Path, *, sources: Collection[str]) -> None:
        self._path = path
        self._sources = frozenset(sources)
        self._waiting = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.close()

    def add(self, reject: Reject) -> None:
        """Note a reject."""
        self._waiting.write(_line(reject))
        self.count += 1

    def commit(self) -> None:
        """Write the file; the rejects of other sources stay."""
        if self.count or self._path.exists():
            with _locked(self._path):
                files.write_lines_atomic(self._path, self._lines())

    def _lines(self) -> Iterator[str]:
        yield from (_line(reject) for reject in read(self._path) if reject.source not in self._sources)
        self._waiting.seek(0)
        yield from self._waiting


def remove(path: Path, source: str, ident: str) -> None:
    """Remove what is noted of one record."""
    if not path.exists():
        return
    with _locked(path):
        found = list(read(path))
        kept = [reject for reject in found if (reject.source, reject.id) != (source, ident)]
        if len(kept) < len(found):
            files.write_lines_atomic(path, map(_line, kept))


def _locked(path: Path) -> AbstractContextManager[None]:
    """Keep two runs that read different sources from losing each other's rejects."""
    return files.locked(path.with_suffix(".lock"), doing="change of the rejects", wait=30)


def _line(reject: Reject) -> str:
    return json.dumps(asdict(reject), ensure_ascii=True) + "\n"


def read(path: Path) -> Iterator[Reject]:
    """Yield all rejects; a line that was damaged by hand is left out."""
    try:
        file = path.open(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path.name} cannot be read: {error.strerror}.") from None
    with file:
        for line in file:
            try:
                yield Reject(**json.loads(line))
            except (ValueError, TypeError, RecursionError):
                continue

"""Take tickets in from every source of the settings, or from one file."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kbtool.errors import InputError, SettingsError, UnknownNameError
from kbtool.model.json_fields import SOURCE
from kbtool.model.ticket import Ticket
from kbtool.model.ticket_json import Reject
from kbtool.project import Project
from kbtool.services import privacy
from kbtool.settings import Settings, Source
from kbtool.sources import reading
from kbtool.store import tickets
from kbtool.store.database import Store
from kbtool.store.rejects import RejectsWriter

_SHOWN = 10
_LABEL_HINT = "A source's name starts a reference such as desk:4711: no colon, “#” or space in front."


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the records: `read` is the sum of the other counts, `examples` are the first rejects."""

    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    examples: tuple[Reject, ...] = ()


def ingest(
    project: Project,
    settings: Settings,
    *,
    file: Path | None = None,
    source: str = "",
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Read the sources and keep new and changed tickets; repeating it changes nothing.

    `file` is a file in the canonical format to read in place of the sources, `source` the source its tickets
    belong to (else the one they name); without `file`, the one source of the settings to read. A bad record
    goes to the rejects and never stops the run. `progress` is told the number of records read. Raises
    InputError or SettingsError before anything is written where a source cannot be read at all.
    """
    chosen = [_of_file(file, source)] if file is not None else _of_settings(settings, source)
    for item in chosen:
        reading.check(item, project.root)
    labels = [item.name for item in chosen]
    run = _Run(project, chosen, own_names=file is not None and not source)
    with _store(project, dry_run=dry_run) as store, RejectsWriter(project.rejects, sources=labels) as rejects:
        counts = tickets.upsert(
            store,
            run.tickets(rejects),
            dry_run=dry_run,
            on_batch=None if progress is None else lambda done: progress(done.read + rejects.count),
        )
        if not dry_run:
            rejects.commit()
    return Report(
        counts.read + rejects.count,
        counts.new,
        counts.changed,
        counts.unchanged,
        rejects.count,
        tuple(run.examples),
    )


class _Run:
    """The records of one run, one after the other."""

    def __init__(self, project: Project, sources: Iterable[Source], *, own_names: bool) -> None:
        self._project = project
        self._sources = sources
        self._own_names = own_names
        self.examples: list[Reject] = []

    def tickets(self, rejects: RejectsWriter) -> Iterator[Ticket]:
        """Yield the tickets of all sources; what is no ticket goes to the rejects."""
        for source in self._sources:
            for item in reading.read(source, self._project.root, own_names=self._own_names):
                if isinstance(item, Ticket):
                    yield item
                    continue
                rejects.add(item)
                if len(self.examples) < _SHOWN:
                    self.examples.append(item)


def _of_settings(settings: Settings, name: str) -> list[Source]:
    if not settings.sources:
        raise SettingsError(
            "mkdocs.yml names no sources of tickets.",
            hint="Add “sources:” under “kbtool:”, or name a file: kbtool ingest --from FILE.jsonl",
        )
    chosen = [source for source in settings.sources if name in {"", source.name}]
    if not chosen:
        raise UnknownNameError("source", name, [source.name for source in settings.sources])
    return chosen


def _of_file(file: Path, name: str) -> Source:
    if file.suffix.lower() in {".csv", ".tsv", ".xlsx"}:
        raise InputError(
            f"{file.name} is a table; kbtool has to know what its columns hold.",
            hint="Describe it under “sources:” in mkdocs.yml, then run “kbtool ingest” without --from.",
        )
    if name and not SOURCE.fullmatch(name):
        raise InputError(f"“{name}” cannot be the name of a source.", hint=_LABEL_HINT)
    label = name or re.sub(r"[\s:#\x00-\x1f\x7f]+", "-", file.stem) or "file"
    return Source(label, "jsonl", path=str(file))


@contextmanager
def _store(project: Project, *, dry_run: bool) -> Iterator[Store]:
    """Open the store; a dry run must not make one, so it counts in a temporary one where there is none yet."""
    url = privacy.database_url()
    if dry_run and not url and not project.database.exists():
        with (
            tempfile.TemporaryDirectory(prefix="kbtool-") as folder,
            Store.open(Project(Path(folder))) as store,
        ):
            yield store
    else:
        with Store.open(project, url) as store:
            yield store

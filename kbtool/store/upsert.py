"""Taking tickets in: new ones are added, changed ones replaced, all others left alone."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from kbtool.model.ticket import Ticket
from kbtool.store import ticket_rows
from kbtool.store.database import Store
from kbtool.store.schema import forgotten, people, tickets

T = TypeVar("T")
Key = tuple[str, str]
BATCH = 200
_MAX_SUPERSEDED = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the tickets read: `read` is the sum of the others."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def read(self) -> int:
        """The number of tickets read."""
        return self.new + self.changed + self.unchanged


def upsert(
    store: Store,
    items: Iterable[Ticket],
    *,
    dry_run: bool = False,
    on_batch: Callable[[Counts], None] | None = None,
) -> Counts:
    """Take in a run of tickets, streaming, one transaction for each 200; `dry_run` only counts.

    A ticket whose record has not changed is not written. Of two records with the same source and id in one run
    the newer by `updated` stays, and the other counts as unchanged; forgotten tickets do too.
    """
    run = _Run()
    with _transactions(store, dry_run=dry_run) as transaction:
        for batch in _batches(items):
            rows = [(ticket_rows.row(ticket), ticket) for ticket in batch]
            with transaction() as connection:
                run.take(connection, rows)
            if on_batch is not None:
                on_batch(run.counts)
    return run.counts


@contextmanager
def _transactions(store: Store, *, dry_run: bool) -> Iterator[Callable[[], AbstractContextManager[Connection]]]:
    """Yield what opens the transaction of a batch; a dry run has a single one, undone at its end."""
    if not dry_run:
        yield store.writing
        return
    with store.writing(dry_run=True) as connection:
        yield lambda: nullcontext(connection)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


@dataclass(slots=True)
class _Stored:
    """What is in the store under a key, as far as the next record needs it."""

    sha256: str
    updated: str
    superseded: list[str]
    is_written: bool = False
    is_marked: bool = False


class _Run:
    """The tickets of one run; `seen` holds a fingerprint of each key and whether the run wrote it."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._seen: dict[int, bool] = {}

    def take(self, connection: Connection, rows: list[tuple[dict[str, Any], Ticket]]) -> None:
        """Take in one batch within a transaction."""
        keys = {_key(row) for row, _ in rows}
        stored = _stored(connection, keys)
        left_out = _forgotten(connection, keys)
        latest: dict[Key, tuple[dict[str, Any], Ticket]] = {}
        tally = {"new": 0, "changed": 0, "unchanged": 0}
        for row, ticket in rows:
            key = _key(row)
            outcome = "unchanged" if key in left_out else self._decide(key, row, stored)
            tally[outcome] += 1
            if key in stored and stored[key].sha256 == row["sha256"] and stored[key].is_written:
                latest[key] = (row, ticket)
        _write(connection, latest, stored)
        counts = self.counts
        self.counts = Counts(
            counts.new + tally["new"], counts.changed + tally["changed"], counts.unchanged + tally["unchanged"]
        )

    def _decide(self, key: Key, row: dict[str, Any], stored: dict[Key, _Stored]) -> str:
        """Note in `stored` what the record changes, and return how it counts."""
        mark = _fingerprint(key)
        found = stored.get(key)
        if found is None:
            stored[key] = _Stored(row["sha256"], row["updated"] or "", [], is_written=True)
            self._seen[mark] = True
            return "new"
        if row["sha256"] == found.sha256 or row["sha256"] in found.superseded:
            self._seen.setdefault(mark, False)
            return "unchanged"
        if mark in self._seen:
            if (row["updated"] or "") < found.updated:
                found.superseded.append(row["sha256"])
                found.is_marked = True
                return "unchanged"
            found.superseded.append(found.sha256)
        was_written = self._seen.get(mark, False)
        found.sha256, found.updated, found.is_written = row["sha256"], row["updated"] or "", True
        self._seen[mark] = True
        return "unchanged" if was_written else "changed"


def _key(row: dict[str, Any]) -> Key:
    return row["source"], row["id"]


def _fingerprint(key: Key) -> int:
    """Return 64 bits that stand for a key: a million tickets take some 100 MB less than with their names."""
    return int.from_bytes(hashlib.blake2b("\x00".join(key).encode(), digest_size=8).digest(), "big")


def _stored(connection: Connection, keys: set[Key]) -> dict[Key, _Stored]:
    query = select(
        tickets.c.source, tickets.c.id, tickets.c.sha256, tickets.c.updated, tickets.c.superseded
    ).where(tuple_(tickets.c.source, tickets.c.id).in_(keys))
    return {
        (row.source, row.id): _Stored(row.sha256, row.updated or "", row.superseded.split())
        for row in connection.execute(query)
    }


def _forgotten(connection: Connection, keys: set[Key]) -> set[Key]:
    query = select(forgotten.c.source, forgotten.c.id).where(
        tuple_(forgotten.c.source, forgotten.c.id).in_(keys)
    )
    return {(row.source, row.id) for row in connection.execute(query)}


def _write(
    connection: Connection, latest: dict[Key, tuple[dict[str, Any], Ticket]], stored: dict[Key, _Stored]
) -> None:
    for key, found in stored.items():
        if found.is_marked and key not in latest:
            where = (tickets.c.source == key[0]) & (tickets.c.id == key[1])
            connection.execute(update(tickets).where(where).values(superseded=_superseded(found)))
    if not latest:
        return
    rows = [{**row, "superseded": _superseded(stored[key])} for key, (row, _) in latest.items()]
    connection.execute(_replacing(connection), rows)
    connection.execute(delete(people).where(tuple_(people.c.source, people.c.ticket).in_(list(latest))))
    named = [person for _, ticket in latest.values() for person in ticket_rows.people_rows(ticket)]
    if named:
        connection.execute(insert(people), named)


def _superseded(found: _Stored) -> str:
    return " ".join(found.superseded[-_MAX_SUPERSEDED:])


def _replacing(connection: Connection) -> Any:  # noqa: ANN401 - the dialects' inserts share no type
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(tickets)
    values = {
        column.name: statement.excluded[column.name] for column in tickets.columns if not column.primary_key
    }
    return statement.on_conflict_do_update(index_elements=["source", "id"], set_=values)

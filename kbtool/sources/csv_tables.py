"""Tickets from one CSV table, or from a table of tickets and one of messages."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbtool.errors import InputError, SettingsError
from kbtool.model.ticket import Ticket
from kbtool.model.ticket_json import BadRecordError, Reject, from_dict
from kbtool.settings import Source, Table
from kbtool.sources import csv_records as records
from kbtool.sources.csv_file import CsvFile, Row, open_csv
from kbtool.sources.records import attempt, reject


@dataclass(frozen=True, slots=True)
class _Opened:
    """A table with its file and the places of its mapped columns."""

    table: Table
    file: CsvFile
    places: Mapping[str, int]


def check(source: Source, root: Path) -> None:
    """Raise InputError for a file that cannot be read, SettingsError for a mapped column that is not there."""
    _open_both(source, root)


def _open_both(source: Source, root: Path) -> tuple[_Opened, _Opened | None]:
    if source.tickets is None:
        raise SettingsError(f"The source “{source.name}” has no tickets table.")
    table = source.tickets
    if not {"state", "resolved"} & table.columns.keys() and "*" not in table.states:
        raise SettingsError(
            f"The source “{source.name}” does not say which tickets are resolved.",
            hint="Map “state” or “resolved” to a column, or set “states: {'*': resolved}”.",
        )
    return _open(table, root), _open(source.messages, root) if source.messages else None


def _open(table: Table, root: Path) -> _Opened:
    file = open_csv(
        root / table.path,
        table.path,
        delimiter=table.delimiter,
        encoding=table.encoding,
        columns=tuple(table.columns.values()),
    )
    return _Opened(table, file, records.places(table, file))


def read(source: Source, root: Path) -> Iterator[Ticket | Reject]:
    """Yield the tickets and rejects of the tables, streaming, in the order of the tickets table.

    Messages wait in a temporary database on disk, so their file may have any size and order. A message of no
    known ticket is a reject; a ticket with a message that cannot be read is one too.
    """
    tickets, messages = _open_both(source, root)
    try:
        with closing(_Messages()) as waiting:
            if messages is not None:
                yield from waiting.load(messages, source.name)
            for row in tickets.file.rows():
                yield _ticket(source, tickets, row, waiting)
            if messages is not None:
                yield from waiting.orphans(source.name, tickets.file.shown)
    except sqlite3.Error as error:
        raise InputError(
            f"The messages of “{source.name}” cannot be sorted on disk: {error}.",
            hint="Make room for temporary files, or set TMPDIR to a folder with more.",
        ) from None


def _ticket(source: Source, tickets: _Opened, row: Row, waiting: "_Messages") -> Ticket | Reject:
    if row.error is not None:
        return reject(row.error, source=source.name, ident="", raw=row.raw, line=row.line)
    values = records.fields(row.cells, tickets.places)

    def build() -> Ticket:
        messages = waiting.take(values["id"])
        used = set(tickets.places.values())
        rest = {
            name: cell
            for place, (name, cell) in enumerate(zip(tickets.file.header, row.cells, strict=True))
            if place not in used
        }
        record = records.ticket(tickets.table, values, rest, messages)
        return from_dict(record, source=source.name, agents=source.agents)

    return attempt(build, source=source.name, ident=values["id"], raw=row.raw, line=row.line)


class _Messages:
    """The messages of a run by ticket, in a database that the system removes when it is closed."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;"
            "CREATE TABLE message (ticket TEXT, line INTEGER, record TEXT, error TEXT, raw BLOB);"
            "CREATE TABLE taken (ticket TEXT PRIMARY KEY) WITHOUT ROWID;"
        )

    def close(self) -> None:
        """Remove the database."""
        self._db.close()

    def load(self, messages: _Opened, source: str) -> Iterator[Reject]:
        """Take in a table of messages; yield the rows that no ticket can be found for."""
        for row in messages.file.rows():
            if row.error is not None:
                yield reject(row.error, source=source, ident="", raw=row.raw, line=row.line)
                continue
            values = records.fields(row.cells, messages.places)
            record, error = _record(messages.table, values)
            self._db.execute(
                "INSERT INTO message VALUES (?, ?, ?, ?, ?)",
                (values["ticket"], row.line, record, error, row.raw if error else b""),
            )
        self._db.execute("CREATE INDEX by_ticket ON message (ticket)")

    def take(self, ticket: str) -> list[dict[str, Any]]:
        """Return the messages of a ticket in the order of their file; a row that stands there twice, once."""
        self._db.execute("INSERT OR IGNORE INTO taken VALUES (?)", (ticket,))
        found: dict[str, None] = {}
        query = "SELECT record, error, line FROM message WHERE ticket = ? ORDER BY line"
        for record, error, line in self._db.execute(query, (ticket,)):
            if error:
                raise BadRecordError("validate", f"its message at line {line}: {error}")
            found[record] = None
        return [json.loads(record) for record in found]

    def orphans(self, source: str, tickets: str) -> Iterator[Reject]:
        """Yield the messages whose ticket is not in the tickets table."""
        error = BadRecordError("join", f"a message of a ticket that is not in {tickets}")
        lost = "ticket NOT IN (SELECT ticket FROM taken)"
        query = f"SELECT ticket, line, record FROM message WHERE {lost} ORDER BY line"  # noqa: S608 - no input
        for ticket, line, record in self._db.execute(query):
            yield reject(error, source=source, ident=ticket, raw=record.encode("utf-8", "replace"), line=line)


def _record(table: Table, values: records.Fields) -> tuple[str, str]:
    try:
        return json.dumps(records.message(table, values), ensure_ascii=False), ""
    except BadRecordError as error:
        return "", error.reason

"""Reading a source of the settings, whatever kind it is."""

from collections.abc import Iterator
from pathlib import Path

from kbtool.model.ticket import Ticket
from kbtool.model.ticket_json import Reject
from kbtool.settings import Source
from kbtool.sources import csv_tables, jsonl


def check(source: Source, root: Path) -> None:
    """Raise InputError or SettingsError where the source cannot be read at all."""
    if source.type == "csv":
        csv_tables.check(source, root)
    else:
        jsonl.check(root / source.path, source.path)


def read(source: Source, root: Path, *, own_names: bool = False) -> Iterator[Ticket | Reject]:
    """Yield the prepared tickets and the rejects of a source, streaming.

    Its tickets belong to the source of this name in the settings; with `own_names` to the one they name.
    """
    if source.type == "csv":
        yield from csv_tables.read(source, root)
    else:
        name = None if own_names else source.name
        yield from jsonl.read(
            root / source.path, source.path, name=source.name, source=name, agents=source.agents
        )

"""Ticket files in the canonical format: JSON Lines, one ticket a line."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kbtool.errors import InputError
from kbtool.model.ticket import Ticket
from kbtool.model.ticket_json import BadRecordError, Reject, from_dict
from kbtool.sources.records import MAX_RECORD, attempt, open_file, reject

_BOM = b"\xef\xbb\xbf"


def check(path: Path, shown: str) -> None:
    """Raise InputError where the file cannot be read or is one JSON array."""
    with open_file(path, shown) as file:
        start = file.read(4096).removeprefix(_BOM).lstrip()
    if start.startswith(b"["):
        raise InputError(
            f"{shown} is one JSON array; kbtool reads JSON Lines, one ticket a line.",
            hint="Convert it with: jq -c '.[]' FILE.json > FILE.jsonl",
        )


def read(
    path: Path, shown: str, *, name: str, source: str | None = None, agents: Collection[str] = ()
) -> Iterator[Ticket | Reject]:
    """Yield the tickets and rejects of a file, streaming.

    `name` is the source of records that name none, and of rejects; `source` replaces every record's own.
    """
    with open_file(path, shown) as file:
        for number, line in _lines(file):
            yield _ticket(line, number, name=name, source=source, agents=agents)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank; of one that is too long only its start, one byte over the limit."""
    number = 0
    while line := file.readline(MAX_RECORD + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > MAX_RECORD:
            _skip_line(file)
        if line.strip():
            yield number, line.rstrip(b"\r\n")


def _skip_line(file: BinaryIO) -> None:
    while (part := file.readline(MAX_RECORD)) and not part.endswith(b"\n"):
        pass


def _ticket(
    line: bytes, number: int, *, name: str, source: str | None, agents: Collection[str]
) -> Ticket | Reject:
    try:
        data = _parsed(line)
    except BadRecordError as error:
        return reject(error, source=name, ident="", raw=line, line=number)
    own = source if source is not None else None if data.get("source") is not None else name
    return attempt(
        lambda: from_dict(data, source=own, agents=agents),
        source=name,
        ident=data.get("id"),
        raw=line,
        line=number,
    )


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_RECORD:
        raise BadRecordError("read", f"the line is longer than {MAX_RECORD // 1024 // 1024} MB")
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadRecordError("decode", "the line is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadRecordError("parse", f"not JSON: {error.msg}, column {error.colno}") from None
    except (RecursionError, ValueError):
        raise BadRecordError(
            "parse", "not JSON that can be read: nested too deeply, or a number too long"
        ) from None
    if not isinstance(data, dict):
        raise BadRecordError("parse", "the line is JSON, but no object")
    return data

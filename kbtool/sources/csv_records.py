"""Mapping the cells of a CSV table to a record in the canonical format."""

import re
from collections.abc import Iterator, Mapping, Sequence
from email.utils import parseaddr
from typing import Any

from kbtool.errors import SettingsError, suggestion
from kbtool.model.ticket_json import BadRecordError
from kbtool.settings import Table
from kbtool.sources import times
from kbtool.sources.csv_file import CsvFile
from kbtool.sources.html import to_markdown

Fields = Mapping[str, str]

_TEXTS = ("subject", "queue", "category", "priority", "language")
_TIMES = ("created", "updated", "resolved")
_PERSON = ("email", "phone", "organisation", "address", "customer_number")
# YAML reads an unquoted yes or no as true or false, so these keys stand for what the file may hold.
_SAME = {"true": {"true", "yes", "on", "y", "1"}, "false": {"false", "no", "off", "n", "0"}}


def places(table: Table, file: CsvFile) -> dict[str, int]:
    """Return for each mapped field the place of its column.

    Raises SettingsError that names file, column and the closest existing columns.
    """
    names = {name.casefold(): place for place, name in reversed(list(enumerate(file.header)))}
    found: dict[str, int] = {}
    for field, column in table.columns.items():
        place = names.get(column.strip().casefold())
        if place is None:
            hint = (
                suggestion(column, file.header) or "Look at the first line of the file; it names the columns."
            )
            raise SettingsError(f"{file.shown} has no column “{column}” (for the field “{field}”).", hint=hint)
        found[field] = place
    return found


def fields(cells: Sequence[str], places: Mapping[str, int]) -> Fields:
    """Return the mapped cells by field, spaces around them removed."""
    return {field: cells[place].strip() for field, place in places.items()}


def ticket(
    table: Table, values: Fields, rest: Mapping[str, str], messages: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the record of a ticket row; `rest` are its unmapped columns, `messages` its other messages."""
    requester = person(values, "requester", _PERSON) or person(values, "author")
    return {
        **{key: values.get(key) for key in _TEXTS},
        **{key: time(table, values.get(key, ""), key) for key in _TIMES},
        "id": values["id"],
        "state": _state(table, values),
        "tags": _listed(values.get("tags", ""), r"[;,|]"),
        "links": _listed(values.get("links", ""), r"[;,|\s]"),
        "owner": person(values, "owner"),
        "requester": requester,
        "resolution": _resolution(table, values.get("resolution", "")),
        "accepted_answer": values.get("accepted"),
        "custom": {name: cell for name, cell in rest.items() if cell},
        "messages": [*_own_messages(table, values, requester), *messages],
    }


def _own_messages(
    table: Table, values: Fields, requester: Mapping[str, str] | None
) -> Iterator[dict[str, Any]]:
    """Yield the messages that stand in the ticket row itself."""
    common = {"visibility": table.visibility, "format": table.format}
    if values.get("body"):
        author = person(values, "author") or requester
        asked = time(table, values.get("created", ""), "created")
        role = None if "author" in values else "customer"
        yield {**common, "id": "body", "author": author, "role": role, "at": asked, "body": values["body"]}
    if values.get("answer"):
        author = person(values, "answer_author") or person(values, "owner")
        answered = time(table, values.get("answer_at") or values.get("resolved", ""), "answer_at")
        yield {
            **common,
            "id": "answer",
            "author": author,
            "role": "agent",
            "at": answered,
            "body": values["answer"],
        }


def message(table: Table, values: Fields) -> dict[str, Any]:
    """Return the record of a row of the messages table."""
    return {
        "id": values.get("id") or None,
        "author": person(values, "author"),
        "role": _meaning(table.roles, values.get("role", ""), "role") if values.get("role") else None,
        "visibility": _visibility(table, values.get("visibility", "")),
        "at": time(table, values.get("at", ""), "at"),
        "format": table.format,
        "body": values["body"],
    }


def person(values: Fields, field: str, more: Sequence[str] = ("email",)) -> dict[str, str] | None:
    """Return somebody named by the field's columns; "Änne Süß <suess@example.com>" is split."""
    name = values.get(field, "")
    found = {key: values.get(f"{field}_{key}", "") for key in more}
    if "@" in name:
        shown, address = parseaddr(name)
        name, found["email"] = (shown, found["email"] or address) if "@" in address else (name, found["email"])
    return {key: value for key, value in {"name": name, **found}.items() if value} or None


def time(table: Table, cell: str, field: str) -> str | None:
    """Return a cell's time in ISO 8601; an empty cell has none."""
    if not cell:
        return None
    try:
        return times.parse(cell, table.timezone, table.date_format).isoformat()
    except ValueError:
        wanted = f"of the form “{table.date_format}”" if table.date_format else "that kbtool knows"
        raise BadRecordError("validate", f"the column of “{field}” holds no time {wanted}") from None


def _state(table: Table, values: Fields) -> str:
    """Return the state; without a column for it, a ticket with a resolution date is resolved."""
    if "state" in values:
        return _meaning(table.states, values["state"], "state") if values["state"] else "open"
    if "*" in table.states:
        return table.states["*"]
    return "resolved" if values.get("resolved") else "open"


def _meaning(meanings: Mapping[str, str], cell: str, field: str) -> str:
    """Return what a cell's value means; "*" stands for all others, unmapped ones must be kbtool's own."""
    folded = cell.casefold()
    for value, meaning in meanings.items():
        if folded == value.casefold() or folded in _SAME.get(value.casefold(), ()):
            return meaning
    if "*" in meanings:
        return meanings["*"]
    known = {
        "state": {"new", "open", "resolved", "closed", "rejected"},
        "role": {"customer", "agent", "system"},
    }
    if folded in known[field]:
        return folded
    raise BadRecordError(
        "validate", f"the value in the column of “{field}” is not among “{field}s:” in the settings"
    )


def _visibility(table: Table, cell: str) -> str:
    """Return the visibility; a value that is not mapped is internal."""
    if not cell:
        return table.visibility
    return _meaning({"public": "public", "*": "internal", **table.visibilities}, cell, "visibility")


def _listed(cell: str, separators: str) -> list[str]:
    return [part.strip() for part in re.split(separators, cell) if part.strip()]


def _resolution(table: Table, cell: str) -> str:
    return to_markdown(cell)[0] if cell and table.format == "html" else cell

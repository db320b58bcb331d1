"""Checking the values of a ticket record; every refusal names the field and never quotes the value."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)
MAX_NAME = 200

SOURCE = re.compile(r"[^\s:#\x00-\x1f\x7f][^:\x00-\x1f\x7f]*")
ID = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class BadRecordError(ValueError):
    """A record that is no ticket: `stage` is the step that refused it, `reason` quotes nothing of its text."""

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.reason = reason


def bad(reason: str) -> BadRecordError:
    """Return the refusal of a record whose fields are wrong."""
    return BadRecordError("validate", reason)


def clean(text: str) -> str:
    """Return a text without NUL characters and half surrogate pairs, which no database takes."""
    return _UNSTORABLE.sub(lambda found: "" if found[0] == "\x00" else "\ufffd", text)


def storable(value: object) -> object:
    """Return JSON data that any database takes."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value


def text(value: object, where: str) -> str:
    """Return a text; a whole number counts as one, nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise bad(f"{where} is not a text")
    return clean(str(value))


def texts(value: object, where: str) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(text(item, f"{where}[{number}]") for number, item in enumerate(items(value, where), start=1))


def name(value: object, where: str, pattern: re.Pattern[str]) -> str:
    """Return a text that can stand in a reference."""
    if value is None:
        raise bad(f"{where} is missing")
    found = text(value, where)
    if not found or len(found) > MAX_NAME or not pattern.fullmatch(found):
        raise bad(f"{where} is empty, over {MAX_NAME} characters or holds characters that a name cannot have")
    return found


def one_of(kind: type[E], value: object, where: str) -> E:
    """Return the member of an enumeration."""
    if value is None:
        raise bad(f"{where} is missing")
    for member in kind:
        if member.value == value:
            return member
    raise bad(f"{where} is none of: {', '.join(kind)}")


def time(value: object, where: str) -> datetime | None:
    """Return an aware time from ISO 8601; one without an offset is taken as UTC."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str) and _TIME.fullmatch(value):
            found = datetime.fromisoformat(value)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            found.astimezone(UTC)
            return found
    except (ValueError, OverflowError):
        pass
    raise bad(f"{where} is not a date and time such as 2026-11-02T08:14:00+01:00")


def items(value: object, where: str) -> list[Any]:
    """Return a list; nothing is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad(f"{where} is not a list")
    return value


def mapping(value: object, where: str) -> Mapping[str, Any]:
    """Return a JSON object."""
    if not isinstance(value, Mapping):
        raise bad(f"{where} is not a JSON object")
    return value

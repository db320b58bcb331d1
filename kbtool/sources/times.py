"""Times as spreadsheets and exports write them."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?)\d*)?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d))?"
)
_CENTURY = 100
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)(?:,? +(\d{1,2}):(\d\d)(?::(\d\d))?(?: Uhr)?)?")


def parse(text: str, zone: str, date_format: str = "") -> datetime:
    """Return an aware time; one without an offset is taken as local time in `zone`.

    `date_format` is one of `datetime.strptime` or "unix" (seconds since 1970); without it, ISO 8601 and German
    times are read. Raises ValueError.

    >>> parse("02.11.2026 08:14", "Europe/Berlin").isoformat()
    '2026-11-02T08:14:00+01:00'
    >>> parse("2024-01-01 16:54:00 +0000", "Europe/Berlin").isoformat()
    '2024-01-01T16:54:00+00:00'
    """
    text = text.strip()
    try:
        if date_format == "unix":
            return datetime.fromtimestamp(float(text), UTC)
        found = datetime.strptime(text, date_format) if date_format else _guess(text)  # noqa: DTZ007 - next line
        found = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
        return datetime.fromisoformat(found.isoformat())
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from None


def _guess(text: str) -> datetime:
    iso = _ISO.fullmatch(text)
    if iso:
        offset = "+00:00" if iso[3] in {"Z", "UTC", "GMT"} else iso[3] or ""
        return datetime.fromisoformat(f"{iso[1]}T{(iso[2] or '00:00').replace(',', '.')}{offset}")
    german = _GERMAN.fullmatch(text)
    if german is None:
        raise ValueError
    day, month, year, hour, minute, second = (int(part or 0) for part in german.groups())
    return datetime(year if year >= _CENTURY else 2000 + year, month, day, hour, minute, second)  # noqa: DTZ001

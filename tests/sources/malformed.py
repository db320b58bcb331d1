"""A sound ticket made malformed in every way in which its format can be broken, and odd ones that are still sound."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

Record = dict[str, Any]
_WRONG_TEXTS = {"a list": ["x"], "an object": {"x": 1}, "a fraction": 1.5, "a boolean": True}
_WRONG_TIMES = {
    "impossible day": "2026-02-30T08:00:00Z", "impossible hour": "2026-11-02T25:00:00Z", "words": "gestern",
    "a number": 1_793_600_000, "a list": [], "a boolean": False, "year 0": "0000-01-01", "month 13": "2026-13-01",
    "impossible offset": "2026-11-02T08:00:00+99:99", "beyond the calendar": "9999-12-31T23:59:59-23:59",
    "before the calendar": "0001-01-01T00:00:00+23:59", "German": "02.11.2026", "a week": "2026-W45-1",
}  # fmt: skip
_WRONG_NAMES = {
    "missing": None, "empty": "", "blank": "   ", "over-long": "x" * 201, "a line break": "a\nb", "a tab": "a\tb",
    "a space in front": " a", "only NUL": "\x00", **_WRONG_TEXTS,
}  # fmt: skip
_WRONG_CHOICES = {
    "missing": None,
    "unknown": "fertig",
    "in capitals": "RESOLVED",
    "a number": 3,
    **_WRONG_TEXTS,
}
_NO_OBJECT = {"a list": [], "a text": "x", "a number": 7, "a boolean": False}
_NO_LIST = {"an object": {}, "a text": "x", "a number": 7, "a boolean": True}
_TEXT_FIELDS = ("subject", "queue", "category", "priority", "language", "resolution", "accepted_answer")
_PERSON = ("name", "email", "phone", "organisation", "address", "customer_number")


def _line(record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def _with(record: Record, path: tuple[str | int, ...], value: object) -> bytes:
    changed = copy.deepcopy(record)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return _line(changed)


def _fields() -> Iterator[tuple[str, tuple[str | int, ...], object]]:
    """Yield what is wrong, where, and the wrong value."""
    message = ("messages", 0)
    places: list[tuple[tuple[str | int, ...], dict[str, Any]]] = [
        (("id",), _WRONG_NAMES),
        (("state",), _WRONG_CHOICES),
        *(((name,), _WRONG_TEXTS) for name in _TEXT_FIELDS),
        *(((name,), _NO_LIST) for name in ("tags", "links", "messages")),
        *(((name, 0), _WRONG_TEXTS) for name in ("tags", "links")),
        *(((name,), _WRONG_TIMES) for name in ("created", "updated", "resolved")),
        *(((name,), _NO_OBJECT) for name in ("owner", "requester", "custom")),
        *(((who, name), _WRONG_TEXTS) for who in ("owner", "requester") for name in _PERSON),
        (message, {**_NO_OBJECT, "nothing": None}),
        ((*message, "id"), {key: value for key, value in _WRONG_NAMES.items() if value is not None}),
        ((*message, "author"), _NO_OBJECT),
        *(((*message, "author", name), _WRONG_TEXTS) for name in _PERSON),
        *(
            ((*message, name), {key: value for key, value in _WRONG_CHOICES.items() if value is not None})
            for name in ("role", "visibility", "format")
        ),
        ((*message, "at"), _WRONG_TIMES),
        ((*message, "body"), _WRONG_TEXTS),
        ((*message, "attachments"), _NO_LIST),
        ((*message, "attachments", 0), {**_NO_OBJECT, "nothing": None}),
        *(((*message, "attachments", 0, name), _WRONG_TEXTS) for name in ("name", "mime")),
        (
            (*message, "attachments", 0, "size"),
            {"negative": -1, "a fraction": 1.5, "a text": "3", "true": True},
        ),
    ]
    for path, values in places:
        for said, value in values.items():
            yield f"{'.'.join(map(str, path))}: {said}", path, value


def _whole() -> dict[str, Callable[[Record], bytes]]:
    """Return the ways to break a line as a whole."""
    return {
        "cut off": lambda record: _line(record)[:-5],
        "two records on a line": lambda record: _line(record) * 2,
        "a comma too many": lambda record: _line(record)[:-1] + b",}",
        "single quotes": lambda record: str(record).encode(),
        "a list": lambda record: _line([record]),
        "a text": lambda record: _line(json.dumps(record)),
        "null": lambda _: b"null",
        "a number": lambda _: b"4711",
        "NaN": lambda _: b"NaN",
        "not JSON": lambda _: b"Drucker druckt nicht",
        "a mark in front": lambda record: b"\xef\xbb\xbf" * 2 + _line(record),
        "cp1252": lambda record: _line(record).replace("ö".encode(), b"\xf6"),
        "half a character": lambda record: _line(record)[:-2] + b'\xc3"}',
        "an over-long encoding": lambda record: _line(record).replace(b'"subject"', b'"\xc0\xafsubject"'),
        "a half pair in UTF-8": lambda record: _line(record).replace(b'"subject"', b'"\xed\xa0\x80"'),
        "UTF-16": lambda record: json.dumps(record).encode("utf-16-le"),
        "a raw NUL": lambda record: _line(record).replace(b'"subject": "', b'"subject": "\x00'),
        "a raw tab": lambda record: _line(record).replace(b'"subject": "', b'"subject": "\t'),
        "nested too deeply": lambda record: _line(record)[:-1] + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "nested objects": lambda record: _line(record)[:-1] + b', "x": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}",
        "a number of 5,000 digits": lambda record: _line(record)[:-1] + b', "x": ' + b"9" * 5000 + b"}",
        "two messages of one id": lambda record: _with(record, ("messages", 1, "id"), record["messages"][0]["id"]),
    }  # fmt: skip


BAD: dict[str, Callable[[Record], bytes]] = {
    **_whole(),
    **{
        said: (lambda record, path=path, value=value: _with(record, path, value))
        for said, path, value in _fields()
    },
}
GOOD: dict[str, Callable[[Record], bytes]] = {
    "half a pair, escaped": lambda record: _with(record, ("subject",), "a").replace(b'"a"', b'"\\ud800"', 1),
    "NUL, escaped": lambda record: _with(record, ("subject",), "b\x00c"),
    "unknown keys": lambda record: _with(record, ("Nummer",), {"a": [1, None]}),
    "no number": lambda record: _with(record, ("custom",), {"x": float("nan"), "y": float("inf")}),
    "a number of 4,000 digits": lambda record: _line(record)[:-1] + b', "x": ' + b"9" * 4000 + b"}",
    "a key twice": lambda record: b'{"subject": [], ' + _line(record)[1:],
    "blanks around": lambda record: b"  " + _line(record) + b" \t",
    "numbers for texts": lambda record: _with(record, ("priority",), 3),
    "no message": lambda record: _with(record, ("messages",), []),
    "a date alone": lambda record: _with(record, ("created",), "2026-11-02"),
    "right to left": lambda record: _with(record, ("subject",), "\u202eעברית e\u0301 🖨️"),
}


def sound(number: int) -> Record:
    """Return a ticket that has every field."""
    person = dict.fromkeys(_PERSON, "Jörg")
    return {
        "source": "desk", "id": str(number), "subject": "Drucker größer", "state": "resolved",
        "created": "2026-11-02T08:14:00+01:00", "updated": "2026-11-03T08:14:00+01:00", "resolved": "2026-11-03T08:14:00Z",
        "queue": "a", "category": "b", "tags": ["c"], "priority": "1", "language": "de", "owner": dict(person),
        "requester": dict(person), "resolution": "d", "accepted_answer": "2", "links": ["e"], "custom": {"f": 1},
        "messages": [
            {
                "id": str(place), "author": dict(person), "role": "agent", "visibility": "public", "format": "text",
                "at": f"2026-11-02T1{place}:00:00Z", "body": "Bitte das Gerät neu starten.",
                "attachments": [{"name": "g.png", "mime": "image/png", "size": 3}],
            }
            for place in (1, 2)
        ],
    }  # fmt: skip

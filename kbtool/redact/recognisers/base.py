"""What stands between a label and its value: "Kundennummer: 4711", "the PIN is 4711", "Benutzer (amueller)"."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

from kbtool.redact.spans import Span
from kbtool.redact.view import View

Trigger = Callable[[View, int], Iterator[Span]]
Triggers = Mapping[str, tuple[Trigger, ...]]


class Link(IntEnum):
    """How firmly a label is tied to what follows."""

    SPACE = 0
    VERB = 1
    SIGN = 2


class Place(NamedTuple):
    """Where a value may begin, and how firmly it is tied to its label."""

    position: int
    link: Link


_LINK = re.compile(
    r"(?:[ \t.…_]{2,40}(?=[:=])|[ \t\xa0]{0,3})[*_]{0,2}(?:"
    r"(?P<sign>[:=#|]|->|→|\t|;(?=\S)|\"[,;:][ \t]?(?=\"))[*_]{0,2}[ \t\xa0]{0,4}\n?[ \t]{0,4}"
    r"|(?P<verb>(?:ist|lautet|heißt|is|was|war|named|called|namens)\b[ \t]{0,2}:?[ \t]{0,2})"
    r")?[\"'„“”`(\[<*_]{0,3}"
)


def after(view: View, index: int) -> Place:
    """Return where the value of the label at this token begins."""
    found = _LINK.match(view.text, view.tokens[index].end)
    if found is None:
        return Place(view.tokens[index].end, Link.SPACE)
    link = Link.SIGN if found["sign"] else Link.VERB if found["verb"] else Link.SPACE
    return Place(found.end(), link)


def value(view: View, place: Place, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return the value at a place if it has the expected form."""
    return pattern.match(view.text, place.position)


def line_starts(text: str) -> Iterator[int]:
    """Yield where each line starts."""
    position = 0
    while position < len(text):
        yield position
        position = line_end(text, position) + 1


def line_end(text: str, position: int) -> int:
    """Return where the line that holds a position ends."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def line_start(text: str, position: int) -> int:
    """Return where the line that holds a position starts."""
    return text.rfind("\n", 0, position) + 1


def joined(*parts: Mapping[str, Trigger]) -> Triggers:
    """Return one table of triggers; a word may be in several."""
    table: dict[str, tuple[Trigger, ...]] = {}
    for part in parts:
        for key, trigger in part.items():
            table[key] = (*table.get(key, ()), trigger)
    return table

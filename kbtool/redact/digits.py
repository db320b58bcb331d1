"""Runs of digits: which are dates, and where two numbers stand side by side."""

import re
from collections.abc import Iterator

from kbtool.redact.view import Number, View

DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:(?:19|20)\d\d|\d\d)"
    r"|(?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d[./-](?:0[1-9]|1[0-2])[./-](?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_ADDRESS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_NEXT_NUMBER = re.compile(r"[ \t/,-]{1,3}(?=\+\d|00[1-9]|\(?0[1-9]\d)")
_LONGEST_SINGLE = 13
_LONGEST_ABROAD = 15  # E.164
_SHORTEST = 5


def pieces(view: View) -> Iterator[Number]:
    """Yield each number of a text on its own: dates and IP addresses left out, neighbours separated."""
    for number in view.numbers:
        for start, end in _without_dates(number):
            piece = _piece(number, start, end)
            if len(piece.digits) > _LONGEST_SINGLE:
                yield from _apart(piece)
            elif len(piece.digits) >= _SHORTEST:
                yield piece


def _without_dates(number: Number) -> Iterator[tuple[int, int]]:
    start = 0
    for other in sorted(
        [found.span() for pattern in (DATE, _ADDRESS) for found in pattern.finditer(number.text)]
    ):
        if start < other[0]:
            yield start, other[0]
        start = max(start, other[1])
    if start < len(number.text):
        yield start, len(number.text)


def _piece(number: Number, start: int, end: int) -> Number:
    text = number.text[start:end]
    kept = (
        text.strip(" \xa0\t)./\u2010\u2011\u2012\u2013\u2014\u2015-")
        if start or end < len(number.text)
        else text
    )
    offset = number.start + start + text.find(kept)
    return Number(offset, offset + len(kept), kept, "".join(filter(str.isdigit, kept)))


def _apart(number: Number) -> Iterator[Number]:
    if (
        number.text.startswith(("+", "(+"))
        and len(number.digits) <= _LONGEST_ABROAD
        and "+" not in number.text[2:]
    ):
        yield number
        return
    start = 0
    for gap in _NEXT_NUMBER.finditer(number.text):
        left = _piece(number, start, gap.start())
        right = sum(map(str.isdigit, number.text[gap.end() : gap.end() + _LONGEST_SINGLE]))
        if min(len(left.digits), right) >= _SHORTEST:
            yield left
            start = gap.end()
    yield _piece(number, start, len(number.text))

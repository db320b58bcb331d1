"""Ranges of a text that hold something private."""

from collections.abc import Iterable
from typing import NamedTuple

from kbtool.redact.types import Kind


class Span(NamedTuple):
    """A range and what it is; `keys` are the folded words of a name.

    `sure` is false where only the shape speaks for it: such a span is redacted in a ticket, but only suspected
    in an article, where a person decides.
    """

    start: int
    end: int
    kind: Kind
    rule: str
    keys: tuple[str, ...] = ()
    sure: bool = True


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, overlapping ones united under the longest of them.

    Everything covered before is covered afterwards.
    """
    merged: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end, not item.sure)):
        if merged and span.start < merged[-1].end:
            merged[-1] = _united(merged[-1], span)
        elif span.end > span.start:
            merged.append(span)
    return merged


def _united(first: Span, second: Span) -> Span:
    longest = max(first, second, key=lambda span: span.end - span.start)
    return longest._replace(start=first.start, end=max(first.end, second.end), sure=first.sure or second.sure)

"""Bar charts as SVG that everybody can read: a title, a description, and the numbers in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kbtool.site.html import render

# In units of the drawing, which is narrow enough to be read on a phone.
_BAR = 330
_VALUE = 70
_SHORT = 8  # letters of labels that have room beside their bars


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its length as a share of the longest, bounds where it has any, and what the table says."""

    label: str
    share: float
    cells: tuple[str, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; `columns` are the headings of its table, the first that of the labels."""

    id: str
    title: str
    description: str
    columns: tuple[str, ...]
    bars: Sequence[Bar]
    table_title: str


def chart(what: Chart) -> Markup:
    """Return the chart with its table, which opens on demand; the first cell of a bar stands at its end."""
    is_short = all(len(bar.label) <= _SHORT for bar in what.bars)
    left, row, top = (70, 28, 6) if is_short else (0, 50, 24)
    rows = [
        {
            "label": bar.label,
            "value": bar.cells[0],
            "y": number * row + top,
            "width": round(_BAR * bar.share, 1),
            "low": None if bar.low is None else round(left + _BAR * bar.low, 1),
            "high": None if bar.high is None else round(left + _BAR * bar.high, 1),
            "cells": bar.cells,
        }
        for number, bar in enumerate(what.bars)
    ]
    size = {"width": left + _BAR + _VALUE, "height": row * len(rows), "left": left, "bar": _BAR}
    return render("chart.html", chart=what, rows=rows, size=size)

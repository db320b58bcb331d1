"""Bar charts as SVG that everybody can read: a title, a description, and the numbers in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kbtool.site.html import render

_ROW = 28
_LABEL = 240
_BAR = 340
_VALUE = 82


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
    rows = [
        {
            "label": bar.label,
            "value": bar.cells[0],
            "y": number * _ROW,
            "width": round(_BAR * bar.share, 1),
            "low": None if bar.low is None else round(_LABEL + _BAR * bar.low, 1),
            "high": None if bar.high is None else round(_LABEL + _BAR * bar.high, 1),
            "cells": bar.cells,
        }
        for number, bar in enumerate(what.bars)
    ]
    height = _ROW * len(rows)
    size = {"width": _LABEL + _BAR + _VALUE, "height": height, "label": _LABEL, "bar": _BAR}
    return render("chart.html", chart=what, rows=rows, size=size)

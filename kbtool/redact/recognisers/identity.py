"""Tax and social insurance numbers, by check digits; shapes without them only where the words around say so."""

import re
from collections.abc import Callable, Iterator

from stdnum.at import vnr
from stdnum.ch import ssn as ahv
from stdnum.de import idnr, vat
from stdnum.gb import nhs
from stdnum.us import ssn

from kbtool.redact.digits import pieces
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Number, View

_AHV = re.compile(r"(?<!\d)756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}(?!\d)")
_NINO = re.compile(
    r"(?<![^\W_])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d{2}){3} ?[A-D](?![^\W_])"
)
_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_PENSION = re.compile(r"(?<![^\W_])\d{2} ?(?:[0-2]\d|3[01])(?:0\d|1[0-2])\d{2} ?[A-Z] ?\d{2} ?\d(?![^\W_])")
_VAT = re.compile(r"(?<![^\W_])(?:DE ?\d{3} ?\d{3} ?\d{3}|ATU ?\d{8})(?![^\W_])")
_VNR = re.compile(r"(?<!\d)\d{4} (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}(?!\d)")
_AROUND = 40
_SHORTEST = 6
_LETTERS = 8
_NAMES: tuple[tuple[re.Pattern[str], Callable[[str], bool], str], ...] = (
    (
        re.compile(r"steuer|idnr|id-?nr|tin\b|tax", re.IGNORECASE),
        lambda text: len(text) in {10, 11, 12, 13},
        "tax-context",
    ),
    (
        re.compile(r"sv-?nr|svnr|sozialvers|versicherungsn", re.IGNORECASE),
        lambda text: bool(vnr.is_valid(text)),
        "vnr",
    ),
    (re.compile(r"\bnhs\b", re.IGNORECASE), lambda text: bool(nhs.is_valid(text)), "nhs"),
)


def find(view: View) -> Iterator[Span]:
    """Find the numbers by which states know a person or a firm."""
    for number in view.numbers:
        if len(number.digits) >= _SHORTEST:
            yield from _formed(view, number)
    yield from _plain(view)


def _formed(view: View, number: Number) -> Iterator[Span]:
    start, end = max(0, number.start - _LETTERS), number.end + _LETTERS
    for pattern, check, rule in _FORMS:
        for found in pattern.finditer(view.text, start, end):
            if check(found[0]):
                yield Span(found.start(), found.end(), Kind.NUMBER, rule)


def _is_vat(text: str) -> bool:
    return text.startswith("ATU") or bool(vat.is_valid(text))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], object], str], ...] = (
    (_AHV, ahv.is_valid, "ahv"),
    (_NINO, bool, "nino"),
    (_SSN, ssn.is_valid, "ssn"),
    (_VAT, _is_vat, "vat"),
    (_PENSION, bool, "pension"),
    (_VNR, vnr.is_valid, "vnr"),
)


def _plain(view: View) -> Iterator[Span]:
    for number in pieces(view):
        if number.text.startswith(("0", "+")):
            continue
        if idnr.is_valid(number.digits):
            yield Span(number.start, number.end, Kind.NUMBER, "idnr")
            continue
        around = view.text[max(0, number.start - _AROUND) : number.start]
        for name, check, rule in _NAMES:
            if name.search(around) and check(number.digits):
                yield Span(number.start, number.end, Kind.NUMBER, rule)

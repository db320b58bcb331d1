"""Firms by their legal form ("Hövelmann Bau GmbH") and partners by their names ("Adams, Evans and Jones")."""

import re
from collections.abc import Iterator

from kbtool.redact.recognisers.base import Triggers, joined
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import ambiguous, contexts, is_any_word, is_product, is_technical, listed

_PARTNERS = re.compile(
    r"(?<![^\W_])[A-ZÄÖÜ][\w'’-]{1,24}, [A-ZÄÖÜ][\w'’-]{1,24},? (?:and|und|&) [A-ZÄÖÜ][\w'’-]{1,24}"
)
_FAMILY = re.compile(
    r"(?<![^\W_])[A-ZÄÖÜ][\w'’-]{1,24} (?:and|und|&|\+) "
    r"(?:Sons?|Daughters?|Co|Partners?|Bros|Brothers|Söhne|Sohn|Cie)$"
)
_ASSOCIATION = re.compile(
    r"(?<![^\W_])[A-ZÄÖÜ][\w'’-]{1,24}(?: [A-ZÄÖÜ][\w'’&+-]{0,24}){0,3} (?:e\. ?[VGK]\.|S\. ?A\.|B\. ?V\.)"
)
_MARKS = ("e.V.", "e. V.", "e.G.", "e. G.", "e.K.", "e. K.", "S.A.", "B.V.")
_GAPS = frozenset({" ", "-", ", ", " & ", " + ", "'", "’"})
_LONGEST = 6
_LEAST_LIKELY = 2


def _partners(view: View, index: int) -> Iterator[Span]:
    """Find three names in a row, as partnerships call themselves; colleagues in a row are private, too."""
    if not 1 < index < len(view.tokens) - 1 or view.gap(index - 2) != ", ":
        return
    found = _PARTNERS.match(view.text, view.tokens[index - 2].start)
    if found is None:
        return
    tokens = (*view.tokens[index - 2 : index], view.tokens[index + 1])
    names = [token for token in tokens if token.key in listed() or not is_any_word(token.word)]
    likely = [token for token in tokens if token in names or token.key in ambiguous()]
    terms = [token for token in tokens if is_technical(token.key) and token.key not in listed()]
    if (names and not terms) or len(likely) >= _LEAST_LIKELY:
        yield Span(found.start(), found.end(), Kind.ORGANISATION, "partners", sure=False)


def _family(view: View, index: int) -> Iterator[Span]:
    """Find "Kowalczyk & Sons", "Jenni und Söhne"."""
    start = view.tokens[max(0, index - 2)].start
    found = _FAMILY.search(view.text, start, view.tokens[index].end)
    if found:
        yield Span(found.start(), found.end(), Kind.ORGANISATION, "legal-form", sure=False)


def find(view: View) -> Iterator[Span]:
    """Find associations by the letters behind their names: "Nordlicht e. V."."""
    for found in _ASSOCIATION.finditer(view.text) if any(mark in view.text for mark in _MARKS) else ():
        yield Span(found.start(), found.end(), Kind.ORGANISATION, "legal-form", sure=False)


def _legal_form(view: View, index: int) -> Iterator[Span]:
    """Find the words with capitals before "GmbH", "Ltd"."""
    if not view.tokens[index].is_capital or _is_floor(view, index):
        return
    first = index
    while first and index - first < _LONGEST:
        token = view.tokens[first - 1]
        if view.gap(first - 1) not in _GAPS and not (token.key == "co" and view.gap(first - 1) == ". "):
            break
        if not (token.is_capital or token.key in {"und", "and"}):
            break
        first -= 1
    while first < index and not view.tokens[first].is_capital:
        first += 1
    named = view.tokens[first:index]
    if named and not is_product(named[-1].key):
        last = index + view.text.startswith(" mbH", view.tokens[index].end)  # "Löchel OHG mbH"
        yield Span(named[0].start, view.tokens[last].end, Kind.ORGANISATION, "legal-form", sure=False)


def _is_floor(view: View, index: int) -> bool:
    """Whether "UG", "OG" is a floor with its number: "Depot UG 2"."""
    token = view.tokens[index]
    return (
        token.word in {"UG", "OG", "EG"} and re.match(r" \d{1,2}(?!\w)", view.text[token.end :][:4]) is not None
    )


TRIGGERS: Triggers = joined(
    dict.fromkeys(contexts("organisations.legal_forms"), _legal_form),
    dict.fromkeys(("and", "und"), _partners),
    dict.fromkeys(contexts("organisations.families"), _family),
)

"""Firms by their legal form ("Hövelmann Bau GmbH") and partners by their names ("Adams, Evans and Jones")."""

import re
from collections.abc import Iterator

from kbtool.redact.recognisers.base import Triggers
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View, index_at
from kbtool.redact.wordlist import ambiguous, contexts, is_any_word, is_product, is_technical, listed

_PARTNERS = re.compile(
    r"(?<![^\W_])[A-ZÄÖÜ][\w'’-]{1,24}, [A-ZÄÖÜ][\w'’-]{1,24},? (?:and|und|&) [A-ZÄÖÜ][\w'’-]{1,24}"
)
_FAMILY = re.compile(
    r"(?<![^\W_])[A-ZÄÖÜ][\w'’-]{1,24} (?:and|und|&|\+) (?:Sons?|Daughters?|Co|Partners?|Bros|Brothers|Söhne|Sohn|Partner|Cie)\b\.?"
    r"|(?<![^\W_])[A-ZÄÖÜ][\w'’-]{1,24}(?: [A-ZÄÖÜ][\w'’&+-]{0,24}){0,3} (?:e\. ?[VGK]\.|S\. ?A\.|B\. ?V\.)"
)
_GAPS = frozenset({" ", "-", ", ", " & ", " + ", "'", "’"})
_LONGEST = 6
_LEAST_LIKELY = 2


def find(view: View) -> Iterator[Span]:
    """Find three names in a row, as partnerships call themselves; colleagues in a row are private, too."""
    for found in _FAMILY.finditer(view.text):
        yield Span(found.start(), found.end(), Kind.ORGANISATION, "legal-form", sure=False)
    for found in _PARTNERS.finditer(view.text):
        first, last = index_at(view, found.start()), index_at(view, found.end())
        tokens = [token for token in view.tokens[first:last] if token.is_capital]
        names = [token for token in tokens if token.key in listed() or not is_any_word(token.word)]
        likely = [token for token in tokens if token in names or token.key in ambiguous()]
        terms = [token for token in tokens if is_technical(token.key) and token.key not in listed()]
        if (names and not terms) or len(likely) >= _LEAST_LIKELY:
            yield Span(found.start(), found.end(), Kind.ORGANISATION, "partners", sure=False)


def _legal_form(view: View, index: int) -> Iterator[Span]:
    """Find the words with capitals before "GmbH", "Ltd"."""
    if not view.tokens[index].is_capital:
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
        yield Span(named[0].start, view.tokens[index].end, Kind.ORGANISATION, "legal-form", sure=False)


TRIGGERS: Triggers = dict.fromkeys(contexts("organisations.legal_forms"), (_legal_form,))

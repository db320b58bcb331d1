"""Bank accounts and cards, by their check digits or by their name."""

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from kbtool.redact.digits import pieces
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import is_any_word

_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ \xa0-]?[A-Z0-9]){11,30}(?![^\W_])")
_NAMED_IBAN = re.compile(
    r"\biban\b[\s:=.-]{0,4}([a-z]{2}\d{2}(?:[ \xa0-]?[a-z0-9]){8,30})(?![^\W_])", re.IGNORECASE
)
_BIC = re.compile(
    r"\b(?:BIC|SWIFT)(?:[ -]?code)?(?:[:=]| ist| lautet| is)?\s{0,3}([a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?)\b",
    re.IGNORECASE,
)
_BARE_BIC = re.compile(r"(?<![\w-])[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![\w-])")
_BIC_COUNTRIES = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK TR UA "
    "US".split()
)
_BANKING = re.compile(
    r"bank|iban|konto|account|überweis|lastschrift|sepa|transfer|kredit|credit|swift"
    r"|wages|salary|payroll|gehalt|lohn|[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3}",
    re.IGNORECASE,
)
_REACH = 80
_CARD_SHAPE = re.compile(r"(?<!\d)[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)")
_CARD_LENGTHS = range(13, 20)
_NAMED_LENGTHS = range(12, 20)
_CARD_WORD = re.compile(
    r"(?:\b(?:credit|debit)? ?cards?|karte|kartennummer|\bcc|visa|mastercard|amex)\b[^\d\n]{0,16}$",
    re.IGNORECASE,
)
_CARD_STARTS = frozenset("23456")
_LEAST_DIFFERENT = 4
_CARD_GROUPS = re.compile(r"[ -]")


def find(view: View) -> Iterator[Span]:
    """Find IBANs, BICs that are named so, and payment cards."""
    if any(name in view.text for name in ("BIC", "Bic", "bic", "SWIFT", "Swift", "swift")):
        for found in _BIC.finditer(view.text):
            if found[1].isupper() or not is_any_word(found[1]):
                yield Span(found.start(1), found.end(1), Kind.NUMBER, "bic")
    for found in _BARE_BIC.finditer(view.text):
        if found[1] in _BIC_COUNTRIES and _is_banking(view.text, found) and not is_any_word(found[0]):
            yield Span(found.start(), found.end(), Kind.NUMBER, "bic-shape", sure=False)
    if view.numbers:
        yield from _accounts(view)
        yield from _cards(view)


def _is_banking(text: str, found: re.Match[str]) -> bool:
    return bool(_BANKING.search(text, max(0, found.start() - _REACH), min(len(text), found.end() + _REACH)))


def _accounts(view: View) -> Iterator[Span]:
    for found in _IBAN.finditer(view.text):
        end = _valid_end(found[0])
        if end:
            yield Span(found.start(), found.start() + end, Kind.NUMBER, "iban")
    if "IBAN" in view.text or "iban" in view.text.lower():
        for found in _NAMED_IBAN.finditer(view.text):
            yield Span(found.start(1), found.end(1), Kind.NUMBER, "iban-context")


def _cards(view: View) -> Iterator[Span]:
    for number in {*view.numbers, *pieces(view)}:
        if is_card(number.digits):
            yield Span(number.start, number.end, Kind.NUMBER, "card")
        elif _CARD_SHAPE.search(number.text):  # with a slip in it
            yield Span(number.start, number.end, Kind.NUMBER, "card-shape", sure=False)
        elif len(number.digits) in _NAMED_LENGTHS and _CARD_WORD.search(
            view.text[max(0, number.start - 30) : number.start]
        ):
            yield Span(number.start, number.end, Kind.NUMBER, "card-context")


def _valid_end(text: str) -> int:
    """Return how far a valid IBAN reaches; words in capitals may follow it after a space."""
    end = len(text)
    while end:
        if iban.is_valid(text[:end]):
            return end
        end = max(text.rfind(" ", 0, end), 0)
    return 0


def is_card(digits: str) -> bool:
    """Whether digits can be a payment card: length, first digit, Luhn, and at least four different digits."""
    return (
        len(digits) in _CARD_LENGTHS
        and digits[0] in _CARD_STARTS
        and len(set(digits)) >= _LEAST_DIFFERENT
        and luhn.is_valid(digits)
    )

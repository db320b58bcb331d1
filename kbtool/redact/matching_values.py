"""Find the logins, numbers and domains that the deny lists hold."""

import re
from collections.abc import Iterator

from kbtool.redact.digits import pieces
from kbtool.redact.known import Known
from kbtool.redact.people import login_key
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View

_LOGIN = re.compile(r"[^\W_]+(?:[._-][^\W_]+){1,4}")
_JOINED = re.compile(r"[._-](?=[^\W_])")
_NUMBER = re.compile(
    r"(?<![^\W_])(?:[A-Za-z]{1,6}[-./ ]?)?\d[^\W_]*(?:[-./ ]{1,3}[^\W_]*\d[^\W_]*){0,6}"
    r"(?:[-./ ][A-Za-z]{1,3}(?![^\W_]))?"
)
_NUMBER_PART = re.compile(r"[^\W_]+")
_DOMAIN = re.compile(r"(?<![\w@-])(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?![\w-])")
_LONGEST_WORD = 40
_LONG = 4


def values(view: View, own: Known, known: Known) -> Iterator[Span]:
    """Find logins of several parts, phones, customer numbers, and the domains of the ticket's customers."""
    yield from _logins(view, own, known)
    yield from _numbers(view, own, known)
    yield from _domains(view, own)


def _logins(view: View, own: Known, known: Known) -> Iterator[Span]:
    """Find login names of two or more parts: a.mueller, mueller_anna02."""
    done = 0
    for joint in _JOINED.finditer(view.text):
        if joint.start() < done:
            continue
        found = _LOGIN.search(view.text, _word_start(view.text, joint.start()))
        if found is None:
            return
        done = found.end()
        key = login_key(found[0])
        if len(key) >= _LONG and (key in own.logins or key in known.logins):
            kind = Kind.NAME if "-" in found[0] and found[0][0].isupper() else Kind.USER
            yield Span(found.start(), found.end(), kind, "known-login", (key,))


def _word_start(text: str, position: int) -> int:
    """Return where the word that ends at a position starts, at most 40 characters before."""
    start = position
    while start and position - start < _LONGEST_WORD and text[start - 1].isalnum():
        start -= 1
    return start


def _numbers(view: View, own: Known, known: Known) -> Iterator[Span]:
    both = (own, known)
    if any(deny.phones for deny in both):
        for piece in pieces(view):
            digits = "".join(filter(str.isdigit, piece.text.replace("(0)", "")))
            if any(deny.is_phone(digits) for deny in both):
                yield Span(piece.start, piece.end, Kind.PHONE, "known-phone")
    if any(deny.numbers for deny in both):
        for found in _NUMBER.finditer(view.text):
            for start, end, plain in _runs(found):
                if plain in own.numbers or (plain in known.numbers and _is_telling(plain)):
                    yield Span(start, end, Kind.NUMBER, "known-number")


def _runs(found: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield every sequence of neighbouring parts of a number, with the form in which numbers are compared."""
    parts = list(_NUMBER_PART.finditer(found[0]))
    for first, start in enumerate(parts):
        plain = ""
        for end in parts[first:]:
            plain += end[0].upper()
            yield found.start() + start.start(), found.start() + end.end(), plain


def _is_telling(plain: str) -> bool:
    """Whether a number is long enough not to be a year or a count by chance."""
    return len(plain) > _LONG or not plain.isdigit()


def _domains(view: View, own: Known) -> Iterator[Span]:
    if own.domains and "." in view.text:
        for found in _DOMAIN.finditer(view.text):
            domain = found[0].lower()
            if any(domain == one or domain.endswith(f".{one}") for one in own.domains):
                yield Span(found.start(), found.end(), Kind.HOST, "own-domain")

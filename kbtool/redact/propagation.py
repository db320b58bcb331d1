"""What was found once in a ticket is looked for in all of it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kbtool.redact.people import PARTICLES
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import first_names, is_any_word, is_strange_word, is_technical, surnames, words

_SPREAD = frozenset({Kind.PASSWORD, Kind.SECRET, Kind.USER, Kind.NUMBER, Kind.HOST, Kind.EMAIL})
_SHORTEST = 4
_JOINED = re.compile(r"(?<![\w.])[a-zäöüß]{2,24}[._][a-zäöüß]{2,24}\d{0,4}(?![\w=(]|\.\w)")
_FIRST_WORD = re.compile(r"[^\W_]+")


class Value(NamedTuple):
    """A value as it was written, the signs before its first word, its kind and the rule that found it."""

    text: str
    signs: int
    kind: Kind
    rule: str


def names(found: Iterable[tuple[View, Span]]) -> frozenset[str]:
    """Return the folded single names that context has shown."""
    return frozenset(
        key
        for _, span in found
        if span.kind is Kind.NAME
        for key in span.keys
        if len(key) > 2 and key not in PARTICLES and key not in words("generic_names.txt")  # noqa: PLR2004 - no initials
    )


def values(found: Iterable[tuple[View, Span]]) -> dict[str, list[Value]]:
    """Return the secrets and numbers that were found, by their first word; no plain words, no short ones."""
    spread: dict[str, dict[str, Value]] = {}
    for seen, span in found:
        text = seen.text[span.start : span.end]
        first = _FIRST_WORD.search(text)
        if span.kind not in _SPREAD or len(text) < _SHORTEST or first is None or _is_common(text):
            continue
        spread.setdefault(first[0], {}).setdefault(
            text, Value(text, first.start(), span.kind, f"{span.rule}-again")
        )
    return {
        word: sorted(by_text.values(), key=lambda value: -len(value.text)) for word, by_text in spread.items()
    }


def _is_common(text: str) -> bool:
    """Whether a value is an ordinary word or so short a number that it may count something else."""
    if text.isdigit():
        return len(text) <= _SHORTEST
    return text.isalpha() and (is_any_word(text) or is_any_word(text.title()))


def again(seen: View, spread: dict[str, list[Value]]) -> Iterator[Span]:
    """Yield the places where a value found elsewhere stands again."""
    if not spread:
        return
    for token in seen.tokens:
        for value in spread.get(token.word, ()):
            start = token.start - value.signs
            end = start + len(value.text)
            if (
                start >= 0
                and seen.text.startswith(value.text, start)
                and not seen.text[end : end + 1].isalnum()
            ):
                yield Span(start, end, value.kind, value.rule)
                break


def capitals(views: Iterable[View]) -> frozenset[str]:
    """Return the folded words that stand with a capital anywhere in a ticket: every name is among them."""
    keys = {
        token.key
        for seen in views
        for token in seen.tokens
        if token.word[0].isupper() and len(token.word) >= _SHORTEST
    }
    return frozenset(keys | {key.removesuffix("s") for key in keys})


def logins(seen: View, names: frozenset[str]) -> Iterator[Span]:
    """Find the ticket's names as logins: with a letter before or behind ("kochr"), or joined ("eva.koch")."""
    for token in seen.tokens:
        if is_strange_word(token.word):
            key = token.key.rstrip("0123456789")
            if key[1:] in names or key[:-1] in names:
                yield Span(token.start, token.end, Kind.USER, "user-of-name", sure=False)
    for found in _JOINED.finditer(seen.text):
        first = index_at(seen, found.start())
        if any(_is_name(token, names) for token in seen.tokens[first : first + 2]):
            yield Span(found.start(), found.end(), Kind.USER, "user-of-name", sure=False)


def _is_name(token: Token, names: frozenset[str]) -> bool:
    key = token.key.rstrip("0123456789")
    if key not in names or is_technical(key):
        return False
    return key in first_names().names or key in surnames().names or not is_any_word(key.title())

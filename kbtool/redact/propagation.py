"""What was found once in a ticket is looked for in all of it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kbtool.redact.people import PARTICLES
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View
from kbtool.redact.wordlist import is_any_word, is_strange_word, words

_SPREAD = frozenset({Kind.PASSWORD, Kind.SECRET, Kind.USER, Kind.NUMBER, Kind.HOST, Kind.EMAIL})
_SHORTEST = 4
_IN_SOMETHING = frozenset("@./\\-_")
_FIRST_WORD = re.compile(r"[^\W_]+")


class Value(NamedTuple):
    """A value as it was written, its kind and the rule that found it."""

    text: str
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
        if (
            span.kind not in _SPREAD
            or len(text) < _SHORTEST
            or first is None
            or first.start()
            or _is_common(text)
        ):
            continue
        spread.setdefault(first[0], {}).setdefault(text, Value(text, span.kind, f"{span.rule}-again"))
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
            end = token.start + len(value.text)
            if seen.text.startswith(value.text, token.start) and not seen.text[end : end + 1].isalnum():
                yield Span(token.start, end, value.kind, value.rule)
                break


def capitals(views: Iterable[View]) -> frozenset[str]:
    """Return the folded words that stand with a capital anywhere in a ticket: every name is among them."""
    return frozenset(
        token.key for seen in views for token in seen.tokens if len(token.word) > _SHORTEST - 1 and token.is_capital
    )


def logins(seen: View, names: frozenset[str]) -> Iterator[Span]:
    """Find words of no language that are one of the ticket's names with a letter before or behind: "kochr"."""
    for token in seen.tokens:
        if not is_strange_word(token.word):
            continue
        key = token.key.rstrip("0123456789")
        if (key[1:] in names or key[:-1] in names) and not _IN_SOMETHING.intersection(_around(seen, token)):
            yield Span(token.start, token.end, Kind.USER, "user-of-name", sure=False)


def _around(seen: View, token: Token) -> str:
    return seen.text[token.start - 1 : token.start] + seen.text[token.end : token.end + 1].replace(".", "")

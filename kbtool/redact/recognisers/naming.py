"""Read a person's name at a place where the words around promise one."""

from enum import Enum

from kbtool.redact.people import PARTICLES, TITLES
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import (
    ambiguous,
    first_names,
    is_any_word,
    is_technical,
    is_word,
    listed,
    surnames,
    words,
)

_LONGEST_NAME = 5
_MOST_TITLES = 4
_ACRONYM = 4
_CLAUSE_ENDS = frozenset({"", "\n", "\r", ",", ";", ":", "|", "<", ")", "?", "!"})
_GAPS = frozenset({" ", "\xa0", "-", ". ", "'", "’", ".", ".\xa0", "  "})


class Trust(Enum):
    """How much of a name must show by itself: nothing after "Mr", a rare or listed word in a plain sentence."""

    FIRM = 1
    LOOSE = 2


def name_at(view: View, index: int, trust: Trust, rule: str, *, last: int = _LONGEST_NAME) -> Span | None:
    """Return the name that begins at this token, at most `last` words long, or None."""
    index = _after_titles(view, index)
    end = index
    while end < len(view.tokens) and end - index < last and _continues(view, index, end, trust):
        end += 1
    while end > index and view.tokens[end - 1].key in PARTICLES:
        end -= 1
    if _is_team(view, end):
        return None
    keys = tuple(
        token.key for token in view.tokens[index:end] if len(token.word) > 1 and token.key not in PARTICLES
    )
    if not keys:
        return None
    return Span(view.tokens[index].start, view.tokens[end - 1].end, Kind.NAME, rule, keys)


def _is_team(view: View, end: int) -> bool:
    """Whether a hyphen and a generic word follow: "Shop-Team"."""
    if not 0 < end < len(view.tokens) or view.gap(end - 1) != "-":
        return view.tokens[end - 1].key in words("generic_names.txt") if end else False
    return view.tokens[end].key in words("generic_names.txt")


def with_family_name(view: View, span: Span) -> Span:
    """Return a first name at a place for whole names with the word behind it, even a noun: "Zara Grill"."""
    index = index_at(view, span.end)
    if len(span.keys) > 1 or index >= len(view.tokens) or view.gap(index - 1) != " ":
        return span
    token = view.tokens[index]
    if not token.is_capital or not is_name(token, Trust.FIRM):
        return span
    return span._replace(end=token.end, keys=(*span.keys, token.key))


def _after_titles(view: View, index: int) -> int:
    for token in view.tokens[index : index + _MOST_TITLES]:
        if token.key not in TITLES or len(token.word) == 1:
            break
        index += 1
    return index


def _continues(view: View, first: int, index: int, trust: Trust) -> bool:
    token = view.tokens[index]
    if index > first and view.gap(index - 1) not in _GAPS:
        return False
    if token.word.isupper() and view.text[token.end : token.end + 1] == "_":
        return False  # a constant: SCARD_W_CHV
    if token.key in PARTICLES and not token.word.isupper():
        following = view.tokens[index + 1 : index + 2]
        return any(token.is_capital or token.key in PARTICLES for token in following)
    if len(token.word) == 1:
        small = token.word == "v" and index >= first
        dotted = view.text[token.end : token.end + 1] == "."
        return (token.is_capital or small) and (dotted or _is_between(view, first, index))
    return _goes_on(view, first, index, trust)


def _goes_on(view: View, first: int, index: int, trust: Trust) -> bool:
    """Whether a whole word is part of a name that began at `first`."""
    token = view.tokens[index]
    if index == first:
        return is_name(token, trust)
    before, gap = view.tokens[index - 1], view.gap(index - 1)
    if gap == "-" and trust is Trust.FIRM:
        return token.is_capital
    if before.key in first_names().names and gap == " ":
        return _is_family_name(view, token)
    behind_particle = before.key in PARTICLES or before.word == "v"
    return is_name(token, trust if behind_particle else Trust.LOOSE)


def _is_between(view: View, first: int, index: int) -> bool:
    """Whether a letter stands between names without a dot, or before an apostrophe: "Ruth R Mo", "O'Hara"."""
    if not index < len(view.tokens) - 1 or not view.tokens[index + 1].is_capital:
        return False
    return view.gap(index) in {"'", "’"} or (first < index and view.gap(index) == " ")


def is_name(token: Token, trust: Trust, *, small: bool = False) -> bool:
    """Whether a word can be a name: listed or in no dictionary; after a firm promise any capital word."""
    key = token.key
    if key in words("not_names.txt") or key in words("generic_names.txt") or not token.word.isalpha():
        return False
    if key in listed():
        return True
    if trust is Trust.LOOSE and token.word.isupper() and len(key) <= _ACRONYM:
        return False
    if (not token.is_capital and not small) or is_technical(key):
        return False
    if trust is Trust.FIRM or key in ambiguous():
        return True
    return not is_any_word(token.word)


def _is_family_name(view: View, token: Token) -> bool:
    """Whether a word after a first name belongs to it: listed, no German noun, or at the end of its clause."""
    if not token.is_capital or not is_name(token, Trust.FIRM):
        return False
    if token.key in listed() or token.key in surnames().names or not is_word(token.word, "de"):
        return True
    return view.text[token.end : token.end + 1] in _CLAUSE_ENDS

"""Mending mistyped words: which known word was meant.

Only a word that no article holds is mended, by the known word that is nearest in edits; the longer the word,
the more edits it may be away. Of four letters many are words that the articles happen not to hold (sell, tell),
so these are mended only where a letter is missing or two are swapped.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

_SHORT, _LONG = 4, 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known word and the number of articles that hold it."""

    word: str
    articles: int


def allowance(word: str) -> int:
    """Return how many edits away the meant word may be; words with digits are codes and stay.

    >>> allowance("vpn"), allowance("druker"), allowance("widerherstellung"), allowance("0x0000011b")
    (0, 1, 2, 0)
    """
    if len(word) < _SHORT or not word.isalpha():
        return 0
    return 1 if len(word) < _LONG else 2


def distance(one: str, other: str, limit: int) -> int:
    """Return the number of edits (insert, delete, replace, swap neighbours) between two words.

    More than `limit` is told as limit + 1. This is the "optimal string alignment" distance.

    >>> distance("pritner", "printer", 2), distance("druker", "drucker", 2), distance("maus", "haus", 0)
    (1, 1, 1)
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before, above = above, line
    return min(above[-1], limit + 1)


def swapped(word: str) -> list[str]:
    """Return the word with each two neighbouring letters swapped.

    >>> swapped("nad")
    ['and', 'nda']
    """
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


def nearest(word: str, candidates: Iterable[Candidate]) -> str | None:
    """Return the candidate with the fewest edits; then with most pairs of letters alike, then the commonest.

    >>> nearest("pritner", [Candidate("pointer", 9), Candidate("printer", 1)])
    'printer'
    >>> nearest("ofline", [Candidate("online", 9), Candidate("offline", 1)])
    'offline'
    """
    limit = allowance(word)
    ranked = [
        (edits, -_alike(word, found.word), -found.articles, found.word)
        for found in candidates
        if _is_likely(word, found.word) and 0 < (edits := distance(word, found.word, limit)) <= limit
    ]
    return min(ranked)[-1] if ranked else None


def _is_likely(word: str, other: str) -> bool:
    return len(word) > _SHORT or len(other) > len(word) or sorted(word) == sorted(other)


def _alike(one: str, other: str) -> float:
    """Return the share of neighbouring letters that two words have in common (Dice), ends included."""
    pairs, others = (set(itertools.pairwise(f" {word} ")) for word in (one, other))
    return 2 * len(pairs & others) / (len(pairs) + len(others))

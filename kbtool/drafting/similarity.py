"""How alike texts are: cosine of tf-idf weights over stemmed words.

The weight of a word is (1 + ln tf) · ln(1 + N / df): how often it stands in the text, and in how few of all
texts it stands (Salton and Buckley 1988). Two texts without a common word have 0, equal ones 1.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

from kbtool.drafting import words

Vector = Mapping[str, float]
MAX_TERMS = 60


@dataclass(frozen=True, slots=True)
class Terms:
    """The stems of a text with how often each occurs (at most 255), small enough to keep for every ticket."""

    names: tuple[str, ...] = ()
    counts: bytes = b""

    @classmethod
    def of(cls, text: str, lang: str) -> "Terms":
        """Return the terms of a text, the 60 commonest where there are more."""
        return cls.of_counts(words.terms(text, lang))

    @classmethod
    def of_counts(cls, counts: Counter[str]) -> "Terms":
        """Return terms from counts."""
        kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MAX_TERMS]
        return cls(tuple(sys.intern(name) for name, _ in kept), bytes(min(count, 255) for _, count in kept))


@dataclass(slots=True)
class Frequencies:
    """In how many texts of one language each word stands."""

    texts: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, names: Iterable[str]) -> None:
        """Count one text's words."""
        self.texts += 1
        self.counts.update(set(names))

    def weight(self, name: str) -> float:
        """Return how much a word tells: ln(1 + N / df), most for a word not seen before."""
        return log(1 + max(self.texts, 1) / max(self.counts[name], 1))

    def vector(self, terms: Terms) -> Vector:
        """Return the weights of a text's words, of length 1."""
        raw = {
            name: (1 + log(count)) * self.weight(name)
            for name, count in zip(terms.names, terms.counts, strict=True)
        }
        length = sqrt(sum(value * value for value in raw.values()))
        return {name: value / length for name, value in raw.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """Return how alike two texts are, from 0 to 1.

    >>> cosine({"vpn": 0.6, "weg": 0.8}, {"vpn": 1.0})
    0.6
    """
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other.get(name, 0.0) for name, value in one.items())

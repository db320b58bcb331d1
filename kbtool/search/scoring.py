"""Ranking: BM25F over words and runs of letters, and a score that compares across languages.

For one term t of the query and one article, each field's frequency is divided by how long the field is against
the average, the fields are added by their weights, and the sum is damped once (Robertson, Zaragoza and Taylor,
"Simple BM25 extension to multiple weighted fields", 2004):

    tf(t)   = Σ_field  weight · frequency / (1 − b + b · length / average length)
    part(t) = idf(t) · tf(t) · (K1 + 1) / (tf(t) + K1)
    idf(t)  = ln(1 + (articles − df + 0.5) / (df + 0.5)),  df: articles that hold t in any field

The score of an article is (Σ words part + share · Σ grams part) / the same sums with (K1 + 1) · idf in place of
part: the share of what a perfect article would get, 0 to 1. A word that no article of the language holds lowers
every score of this language, which is what sorts a German and an English index into one list.

Figures and how they were chosen: docs/explanation/search.md, tests/bench/bench_search.py.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

K1 = 1.2
# What the runs of letters count beside the words.
GRAM_SHARE: Mapping[str, float] = MappingProxyType({"de": 0.4, "en": 0.2})

Postings = Callable[[str, str], Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Field:
    """How a field counts: its weight, and how much its length takes away (`b`, 0 to 1)."""

    weight: float = 1.0
    b: float = 0.75


# Many known phrasings are no reason to trust each of them less, hence their small b.
WORD_FIELDS: Mapping[str, Field] = MappingProxyType({
    "title": Field(weight=2.0),
    "phrasings": Field(weight=2.0, b=0.3),
    "headings": Field(),
    "body": Field(),
    "tags": Field(),
})  # fmt: skip
GRAM_FIELDS: Mapping[str, Field] = MappingProxyType({"grams": Field()})


@dataclass(frozen=True, slots=True)
class Collection:
    """What is known of all articles of a language: the length of each field of each article, in words."""

    lengths: Mapping[str, Sequence[int]]

    @property
    def size(self) -> int:
        """The number of articles."""
        return len(next(iter(self.lengths.values()), ()))

    def average(self, field: str) -> float:
        """Return the average length of a field where it is not empty."""
        filled = [length for length in self.lengths[field] if length]
        return sum(filled) / len(filled) if filled else 1.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The score of each article that has one, by number, and the score that no article can exceed."""

    of: Mapping[int, float]
    limit: float


def idf(articles: int, holding: int) -> float:
    """Return how much a term tells: 0 and up, more the fewer articles hold it.

    >>> round(idf(100, 1), 2), round(idf(100, 50), 2)
    (4.21, 0.69)
    """
    return math.log(1 + (articles - holding + 0.5) / (holding + 0.5))


def bm25f(
    terms: Iterable[str], fields: Mapping[str, Field], collection: Collection, postings: Postings
) -> Scores:
    """Score all articles term by term; `postings(field, term)` gives the frequency by article number.

    A term counts once however often the query repeats it.

    >>> one = Collection({"body": [2, 2]})
    >>> scores = bm25f(["toner"], {"body": Field()}, one, lambda field, term: {0: 1})
    >>> round(scores.of[0], 3), round(scores.limit, 3)  # ln(1 + 1.5 / 1.5) · 1 · 2.2 / (1 + 1.2), · 2.2
    (0.693, 1.525)
    """
    averages = {name: collection.average(name) for name in fields}
    total: dict[int, float] = {}
    limit = 0.0
    for term in dict.fromkeys(terms):
        frequencies: dict[int, float] = {}
        for name, field in fields.items():
            lengths, scale = collection.lengths[name], field.b / averages[name]
            for number, frequency in postings(name, term).items():
                part = field.weight * frequency / (1 - field.b + scale * lengths[number])
                frequencies[number] = frequencies.get(number, 0.0) + part
        weight = idf(collection.size, len(frequencies)) * (K1 + 1)
        limit += weight
        for number, frequency in frequencies.items():
            total[number] = total.get(number, 0.0) + weight * frequency / (frequency + K1)
    return Scores(total, limit)


def combined(words: Scores, grams: Scores, lang: str) -> dict[int, float]:
    """Return each article's share (0 to 1) of the best possible score."""
    share = GRAM_SHARE[lang]
    limit = words.limit + share * grams.limit
    if limit <= 0:
        return {}
    numbers = words.of.keys() | grams.of.keys()
    return {
        number: (words.of.get(number, 0.0) + share * grams.of.get(number, 0.0)) / limit for number in numbers
    }

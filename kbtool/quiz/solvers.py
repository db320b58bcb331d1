"""Blind solvers: guessers that know nothing of IT and look only at how the options are worded.

A bank on which one of them does better than chance gives its keys away. Each returns a score for every option;
the option with the highest score is its guess, and a tie counts as 1 divided by the number tied.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbtool.model.quiz import Item, ItemType
from kbtool.quiz.text import FEATURES, Stems, features, jaccard, plain, shared, stems


@dataclass(frozen=True, slots=True)
class Puzzle:
    """An item as a solver sees it: the texts of the options, the stems of all, and the position of the key."""

    type: ItemType
    article: str
    stem: Stems
    texts: tuple[str, ...]
    options: tuple[Stems, ...]
    key: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each option text occurs in the bank, how often as the key, and how often each position is."""

    texts: Mapping[tuple[ItemType, str], int]
    keys: Mapping[tuple[ItemType, str], int]
    positions: Mapping[int, int]


Solver = Callable[[Puzzle, Counts], Sequence[float]]


def puzzle(item: Item) -> Puzzle:
    """Work out the stems of an item."""
    return Puzzle(
        item.type,
        item.article,
        stems(item.stem, item.lang),
        tuple(option.text for option in item.options),
        tuple(stems(option.text, item.lang) for option in item.options),
        next(place for place, option in enumerate(item.options) if option.is_key),
    )


def count(puzzles: Iterable[Puzzle]) -> Counts:
    """Count texts, keys and positions over a bank."""
    texts: Counter[tuple[ItemType, str]] = Counter()
    keys: Counter[tuple[ItemType, str]] = Counter()
    positions: Counter[int] = Counter()
    for one in puzzles:
        texts.update((one.type, text) for text in one.texts)
        keys[one.type, one.texts[one.key]] += 1
        positions[one.key] += 1
    return Counts(texts, keys, positions)


def longest(one: Puzzle, counts: Counts) -> Sequence[float]:  # noqa: ARG001 - every solver has the same signature
    """Score by length: writers add what makes the right one watertight."""
    return [len(plain(text)) for text in one.texts]


def stem_overlap(one: Puzzle, counts: Counts) -> Sequence[float]:  # noqa: ARG001
    """Score by the words shared with the question."""
    return overlaps(one)


def overlaps(one: Puzzle) -> list[int]:
    """Return how many words each option shares with the question."""
    return [len(shared(one.stem, found)) for found in one.options]


def centre(one: Puzzle, counts: Counts) -> Sequence[float]:  # noqa: ARG001
    """Score by likeness to the others: distractors are often variations of the key."""
    return [sum(jaccard(found, other) for other in one.options) for found in one.options]


def odd_one_out(one: Puzzle, counts: Counts) -> Sequence[float]:
    """Score by unlikeness to the others."""
    return [-score for score in centre(one, counts)]


def rarest(one: Puzzle, counts: Counts) -> Sequence[float]:
    """Score by rarity in the whole bank: distractors are used again, keys are not."""
    return [-counts.texts[one.type, text] for text in one.texts]


def most_specific(one: Puzzle, counts: Counts) -> Sequence[float]:  # noqa: ARG001
    """Score by the kinds of digits, product names, paths, menus and code."""
    return [len(features(text)) / len(FEATURES) for text in one.texts]


def usual_key(one: Puzzle, counts: Counts) -> Sequence[float]:
    """Score by how often the text is right elsewhere in the bank (this item does not count)."""
    key = one.texts[one.key]
    return [counts.keys.get((one.type, text), 0) - (text == key) for text in one.texts]


def key_position(one: Puzzle, counts: Counts) -> Sequence[float]:
    """Score by how often the key stands at this position."""
    return [counts.positions.get(place, 0) for place in range(len(one.texts))]


SOLVERS: Mapping[str, Solver] = {
    "longest": longest,
    "stem-overlap": stem_overlap,
    "centre": centre,
    "odd-one-out": odd_one_out,
    "rarest": rarest,
    "most-specific": most_specific,
    "usual-key": usual_key,
    "key-position": key_position,
}


def hit(scores: Sequence[float], key: int) -> float:
    """Return the chance that a solver with these scores picks the key, ties split evenly.

    >>> hit([3, 1, 3], 0), hit([3, 1, 3], 1)
    (0.5, 0.0)
    """
    best = max(scores)
    near = [place for place, score in enumerate(scores) if math.isclose(score, best, abs_tol=1e-9)]
    return 1 / len(near) if key in near else 0.0

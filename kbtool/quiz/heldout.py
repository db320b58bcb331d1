"""The trained solver: a logit that learns from the items of some articles and is tried on those of others."""

from collections.abc import Sequence

from kbtool.model.quiz import fingerprint
from kbtool.quiz import logit
from kbtool.quiz.solvers import SOLVERS, Counts, Puzzle, count, hit

FOLDS = 5
# What a text looks like among the others; “odd-one-out” is “centre” turned round. Whether a text was right
# before is left out: that is memory of the bank, which the solver “usual-key” tries.
_TRAITS = ("longest", "stem-overlap", "centre", "rarest", "most-specific")
# Places of the key told apart; further ones count as the last.
_PLACES = 4

Row = list[float]


def hits(puzzles: Sequence[Puzzle]) -> float:
    """Return how many keys the logit finds in items it was not trained on; ties count as in `hit`.

    The articles are dealt into five folds by the fingerprint of their ids, so items of one article are never on
    both sides and every run deals the same. Each fold is guessed by a logit (see `logit.train`) trained on the
    other four. Its features are, for each option, the scores of the solvers and its place. A bank in which no
    mix of these cues tells the key leaves it at chance, whatever single solvers were evened out to.
    """
    counts = count(puzzles)
    choices = [(_features(one, counts), one.key) for one in puzzles]
    folds = [int(fingerprint(one.article)[:8], 16) % FOLDS for one in puzzles]
    return sum(_fold_hits(choices, folds, fold) for fold in sorted(set(folds)))


def _fold_hits(choices: Sequence[logit.Choice], folds: Sequence[int], fold: int) -> float:
    weights = logit.train([one for one, found in zip(choices, folds, strict=True) if found != fold])
    tried = [one for one, found in zip(choices, folds, strict=True) if found == fold]
    return sum(hit(logit.scores(weights, rows), key) for rows, key in tried)


def _features(one: Puzzle, counts: Counts) -> list[Row]:
    columns = [_scaled(SOLVERS[name](one, counts)) for name in _TRAITS]
    places = range(len(one.options))
    columns += [[float(min(place, _PLACES - 1) == wanted) for place in places] for wanted in range(1, _PLACES)]
    return [list(row) for row in zip(*columns, strict=True)]


def _scaled(values: Sequence[float]) -> list[float]:
    """Return scores as distances from their mean in parts of their range, so that items can be compared.

    >>> _scaled([10, 30, 20]), _scaled([2, 2])
    ([-0.5, 0.5, 0.0], [0.0, 0.0])
    """
    mean, width = sum(values) / len(values), max(values) - min(values)
    return [(value - mean) / width if width else 0.0 for value in values]

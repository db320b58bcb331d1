"""How blind solvers do on a bank, and whether that is more than guessing explains."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbtool.model.quiz import Form, Item, ItemType
from kbtool.quiz import heldout, positions
from kbtool.quiz.limits import DEFAULT, Limits
from kbtool.quiz.positions import Positions
from kbtool.quiz.solvers import SOLVERS, Puzzle, count, hit, puzzle

TRAINED = "trained-logit"


@dataclass(frozen=True, slots=True)
class Result:
    """How one solver did on a group of items: shares of 0 to 1; `bound` is what guessing may reach."""

    group: str
    solver: str
    items: int
    share: float
    chance: float
    bound: float

    @property
    def is_over(self) -> bool:
        """Whether the solver does better than guessing."""
        return self.share > self.bound + 1e-9


@dataclass(frozen=True, slots=True)
class Solved:
    """What was found in a bank, by group: all items, and each type that is numerous enough."""

    solvers: tuple[Result, ...]
    positions: tuple[Positions, ...]


def results(items: Sequence[Item], limits: Limits = DEFAULT) -> Solved:
    """Try every solver on the whole bank and on each type of items that is numerous enough.

    Only items with one key are puzzles: nobody finds an order, a command or all of several points by a trick.
    The chance of blaming a mere guesser is divided by the number of tests made (Bonferroni).
    """
    puzzles = [puzzle(item) for item in items if item.form is Form.ONE]
    groups = {"all": puzzles} | {kind.value: [one for one in puzzles if one.type is kind] for kind in ItemType}
    groups = {name: group for name, group in groups.items() if len(group) >= limits.solver_items}
    # One test for each solver, one for the trained one, one for the positions of the keys.
    alpha = limits.alpha / max(1, len(groups) * (len(SOLVERS) + 2))
    return Solved(
        tuple(result for name, group in groups.items() for result in _group(name, group, alpha)),
        tuple(positions.compare(name, group, alpha) for name, group in groups.items()),
    )


def _group(name: str, group: Sequence[Puzzle], alpha: float) -> list[Result]:
    counts, items = count(group), len(group)
    found: Mapping[str, float] = {
        solver: sum(hit(score(one, counts), one.key) for one in group) for solver, score in SOLVERS.items()
    }
    chance = sum(1 / len(one.options) for one in group) / items
    bound = upper_bound(items, chance, alpha) / items
    return [
        Result(name, solver, items, hits / items, chance, bound)
        for solver, hits in {**found, TRAINED: heldout.hits(group)}.items()
    ]


def upper_bound(trials: int, chance: float, alpha: float) -> int:
    """Return the most hits that guessing reaches unless something of probability `alpha` happens.

    It is the smallest k with P(X > k) ≤ alpha for X ~ Binomial(trials, chance); divide alpha by the number of
    tests (Bonferroni). For 10 tosses of a coin and alpha 0.05 it is 8, since P(X > 8) = 11/1024 and
    P(X > 7) = 56/1024:

    >>> upper_bound(10, 0.5, 0.05)
    8
    """
    tail = 0.0
    for hits in range(trials, 0, -1):
        log = math.lgamma(trials + 1) - math.lgamma(hits + 1) - math.lgamma(trials - hits + 1)
        log += hits * math.log(chance) + (trials - hits) * math.log1p(-chance)
        tail += math.exp(log)
        if tail > alpha:
            return hits
    return 0

"""Whether the keys of a bank stand at every position equally often."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kbtool.quiz.solvers import Puzzle

# With fewer expected keys a position the statistic is not distributed as chi-square (Cochran 1954).
_EXPECTED = 5


@dataclass(frozen=True, slots=True)
class Positions:
    """The test of one group of items; `p` is the chance of such unevenness, `alpha` the least put up with."""

    group: str
    chi_square: float
    freedom: int
    p: float
    alpha: float

    @property
    def is_uneven(self) -> bool:
        """Whether chance does not explain where the keys stand."""
        return self.p < self.alpha


def compare(group: str, puzzles: Sequence[Puzzle], alpha: float) -> Positions:
    """Compare where the keys stand with an even spread, apart for items of three, of four, … options.

    Σ (observed - expected)² / expected (Pearson 1900) is added up over the numbers of options, and so are the
    degrees of freedom, options - 1 each. Numbers of options with too few items say nothing and are left out.
    """
    sizes: dict[int, Counter[int]] = defaultdict(Counter)
    for one in puzzles:
        sizes[len(one.options)][one.key] += 1
    enough = {size: keys for size, keys in sizes.items() if keys.total() >= _EXPECTED * size}
    statistic = sum(_chi_square([keys[place] for place in range(size)]) for size, keys in enough.items())
    freedom = sum(size - 1 for size in enough)
    return Positions(group, statistic, freedom, survival(statistic, freedom), alpha)


def _chi_square(counts: Sequence[int]) -> float:
    """Return Pearson's statistic of counts that should be equal.

    >>> _chi_square([20, 10, 0])
    20.0
    """
    expected = sum(counts) / len(counts)
    return sum((found - expected) ** 2 for found in counts) / expected


def survival(x: float, freedom: int) -> float:
    """Return the chance that a chi-square variable exceeds x; 1 without a degree of freedom.

    Q(x; 1) = erfc(√(x/2)), Q(x; 2) = exp(-x/2), and Q(x; k + 2) = Q(x; k) + (x/2)^(k/2) exp(-x/2) / Γ(k/2 + 1)
    (Abramowitz and Stegun 26.4.8). The table has 5.991 for 2 degrees of freedom and 7.815 for 3 at 5 %:

    >>> round(survival(5.991, 2), 4), round(survival(7.815, 3), 4)
    (0.05, 0.05)
    """
    if freedom == 0:
        return 1.0
    half = x / 2
    k = 2 - freedom % 2
    tail = math.erfc(math.sqrt(half)) if k == 1 else math.exp(-half)
    while k < freedom:
        tail += half ** (k / 2) * math.exp(-half) / math.gamma(k / 2 + 1)
        k += 2
    return min(1.0, tail)

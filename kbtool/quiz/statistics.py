"""Statistics of quiz answers: how hard, how telling, how much better; each with its formula.

Counts come in, numbers go out. Where too few people answered for a figure to mean anything, the caller leaves
it out: `ENOUGH_PEOPLE` for discrimination and reliability, `TEAM` for anything about a group.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pstdev, stdev

ENOUGH_PEOPLE = 40
TEAM = 5
MASTERY_ITEMS = 8
MASTERY_SHARE = 0.8
MASTERY_DAYS = 2
_Z = 1.959963984540054  # the 97.5th percentile of the normal distribution
_LEAST = 2
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(right: int, asked: int) -> Interval:
    """Return the share of right answers with its Wilson score interval (Wilson 1927).

    With p = right / n and z = 1.96: centre (p + z²/2n) / (1 + z²/n), half width
    z · √(p(1-p)/n + z²/4n²) / (1 + z²/n). Unlike p ± z·√(p(1-p)/n) it stays within 0 and 1 and holds for few
    answers. 2 of 10: centre (0.2 + 0.192) / 1.384 = 0.283, half width 0.227, so 0.057 to 0.510.

    >>> found = wilson(2, 10); round(found.low, 3), round(found.high, 3)
    (0.057, 0.51)
    """
    if asked == 0:
        return Interval(0.0, 0.0, 1.0)
    share, square = right / asked, _Z * _Z
    centre = (share + square / (2 * asked)) / (1 + square / asked)
    half = _Z * sqrt(share * (1 - share) / asked + square / (4 * asked * asked)) / (1 + square / asked)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


def difference(before: tuple[int, int], after: tuple[int, int]) -> Interval:
    """Return one person's gain between two tests, each as right and asked, by Newcombe's method 10 (1998).

    With p, l, u of each test from `wilson`: the gain is p₂ - p₁, its bounds are
    gain - √((p₂-l₂)² + (u₁-p₁)²) and gain + √((u₂-p₂)² + (p₁-l₁)²). The two tests are parallel forms, not the
    same questions, so they are compared as independent. 5 of 10, then 9 of 10: +0.4, from -0.002 to 0.676.

    >>> gain = difference((5, 10), (9, 10)); round(gain.value, 2), round(gain.low, 3), round(gain.high, 3)
    (0.4, -0.002, 0.676)
    """
    one, two = wilson(*before), wilson(*after)
    gain = two.value - one.value
    low = gain - sqrt((two.value - two.low) ** 2 + (one.high - one.value) ** 2)
    high = gain + sqrt((two.high - two.value) ** 2 + (one.value - one.low) ** 2)
    return Interval(gain, low, high)


def mean_gain(gains: Sequence[float]) -> Interval | None:
    """Return the mean gain of a group with its t interval; None for less than two people.

    Mean ± t(n-1) · s / √n (Student 1908). Gains 0.1, 0.2, 0.3, 0.2, 0.2: mean 0.2, s 0.0707, t(4) 2.776, so
    0.112 to 0.288.

    >>> found = mean_gain([0.1, 0.2, 0.3, 0.2, 0.2]); round(found.low, 3), round(found.high, 3)
    (0.112, 0.288)
    """
    if len(gains) < _LEAST:
        return None
    mean = fmean(gains)
    half = t_quantile(len(gains) - 1) * stdev(gains) / sqrt(len(gains))
    return Interval(mean, mean - half, mean + half)


_T_SMALL = (12.7062, 4.3027, 3.1824)


def t_quantile(freedom: int) -> float:
    """Return the 97.5th percentile of Student's t for some degrees of freedom.

    The first three come from the table, the others from the expansion of Cornish and Fisher (Abramowitz and
    Stegun 26.7.5), which is 0.3 % too small at 4 and closer after: 2.770 for 2.776, 2.045 for 29.

    >>> round(t_quantile(4), 2), round(t_quantile(29), 3)
    (2.77, 2.045)
    """
    if freedom <= len(_T_SMALL):
        return _T_SMALL[freedom - 1]
    z = _Z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, start=1))


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over the people who answered an item: how many, how many right, and their scores on other items.

    `of_right` is the sum of the scores of those who were right.
    """

    people: int
    right: int
    scores: float
    squares: float
    of_right: float


def point_biserial(sums: Moments) -> float | None:
    """Return an item's corrected discrimination r_pb; None where all answers or all scores are alike.

    The score of each person is their share right on *other* items. r = (M₁ - M₀) / s · √(p·q), with the mean
    scores of those right and wrong, the scores' standard deviation s (divided by n) and the share p of right
    answers, q = 1 - p (Lord and Novick 1968). Right with 0.8 and 0.6, wrong with 0.4 and 0.2:
    (0.7 - 0.3) / 0.2236 · 0.5 = 0.894.

    >>> round(point_biserial(Moments(4, 2, 2.0, 1.2, 1.4)), 3)
    0.894
    """
    wrong = sums.people - sums.right
    if not sums.right or not wrong:
        return None
    variance = sums.squares / sums.people - (sums.scores / sums.people) ** 2
    if variance <= _TINY:
        return None
    share = sums.right / sums.people
    gap = sums.of_right / sums.right - (sums.scores - sums.of_right) / wrong
    return gap / sqrt(variance) * sqrt(share * (1 - share))


def kr20(facilities: Sequence[float], scores: Sequence[int]) -> float | None:
    """Return a test's reliability by Kuder and Richardson's formula 20 (1937); None where it is undefined.

    k / (k-1) · (1 - Σ p·q / s²): `facilities` are the shares p of the k items, `scores` the sums of right
    answers of people who all answered them, s² their variance (divided by n). p = 0.5 three times, scores
    3, 3, 0, 0: 3/2 · (1 - 0.75 / 2.25) = 1.0.

    >>> kr20([0.5, 0.5, 0.5], [3, 3, 0, 0])
    1.0
    """
    count = len(facilities)
    variance = pstdev(scores) ** 2 if scores else 0.0
    if count < _LEAST or variance == 0:
        return None
    doubt = sum(share * (1 - share) for share in facilities)
    return count / (count - 1) * (1 - doubt / variance)


def is_mastered(right: int, items: int, days: int) -> bool:
    """Return whether somebody has mastered a topic.

    At least 8 items, 80 % of them right at the last answer, and answers on at least 2 days: fewer items may be
    luck, one day is only short-term memory. (The thresholds are kbtool's own; they are not from a study.)

    >>> is_mastered(7, 8, 2), is_mastered(8, 8, 1)
    (True, False)
    """
    return items >= MASTERY_ITEMS and right >= MASTERY_SHARE * items and days >= MASTERY_DAYS


def dominant(counts: Mapping[str, int]) -> tuple[str, float] | None:
    """Return the wrong option chosen most and its share of the wrong choices; None without any.

    >>> dominant({"b": 6, "c": 2})
    ('b', 0.75)
    """
    total = sum(counts.values())
    if total == 0:
        return None
    option = min(counts, key=lambda name: (-counts[name], name))
    return option, counts[option] / total

"""A conditional logit: how much each feature of an option speaks for its being right; numbers in and out."""

import math
from collections.abc import Sequence
from operator import mul

# One row of features for each option, and the position of the key.
Choice = tuple[Sequence[Sequence[float]], int]

_ROUNDS = 25
_STILL = 1e-6


def train(choices: Sequence[Choice], ridge: float = 1.0) -> list[float]:
    """Return the weights under which the keys were most likely chosen.

    Option j of an item with features x is chosen with P(j) = exp(w·xⱼ) / Σₖ exp(w·xₖ) (McFadden 1974). The
    weights maximise Σ ln P(key) - ridge / 2 · |w|²; the ridge keeps them finite where a feature tells all keys.
    Newton's steps are H⁻¹g with g = Σ (x_key - x̄) - ridge·w, H = Σ Σⱼ P(j) (xⱼ - x̄)(xⱼ - x̄)ᵀ + ridge·I and
    x̄ = Σⱼ P(j) xⱼ over the options of an item. Without choices there are no weights.

    Ten items of two options, one of which has the feature; it is the key in eight of them. Without a ridge
    P = 0.8, so w = ln(0.8 / 0.2) = 1.386; with one w = 8 - 10 P, so P = 0.710 and w = 0.897:

    >>> told = [([[1.0], [0.0]], 0)] * 8 + [([[1.0], [0.0]], 1)] * 2
    >>> round(train(told, ridge=1e-9)[0], 3), round(train(told, ridge=1.0)[0], 3)
    (1.386, 0.897)
    """
    size = len(choices[0][0][0]) if choices else 0
    weights = [0.0] * size
    for _ in range(_ROUNDS if size else 0):
        slope, bend = _derivatives(choices, weights, ridge)
        step = solve(bend, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _STILL:
            break
    return weights


def scores(weights: Sequence[float], rows: Sequence[Sequence[float]]) -> list[float]:
    """Return w·x for each option; the highest is the guess, and without weights all are alike."""
    return [sum(map(mul, weights, row)) for row in rows]


def _derivatives(
    choices: Sequence[Choice], weights: Sequence[float], ridge: float
) -> tuple[list[float], list[list[float]]]:
    """Return the gradient and the negative Hessian; of that only the upper half is summed up, then mirrored."""
    size = range(len(weights))
    slope = [-ridge * weight for weight in weights]
    bend = [[ridge if row == column else 0.0 for column in size] for row in size]
    for rows, key in choices:
        chances = _chances(weights, rows)
        mean = [sum(p * row[n] for p, row in zip(chances, rows, strict=True)) for n in size]
        for n in size:
            slope[n] += rows[key][n] - mean[n]
        for chance, row in zip(chances, rows, strict=True):
            apart = [value - middle for value, middle in zip(row, mean, strict=True)]
            for n in size:
                weighed, line = chance * apart[n], bend[n]
                if weighed:
                    for m in range(n, len(apart)):
                        line[m] += weighed * apart[m]
    for n in size:
        for m in range(n):
            bend[n][m] = bend[m][n]
    return slope, bend


def _chances(weights: Sequence[float], rows: Sequence[Sequence[float]]) -> list[float]:
    found = scores(weights, rows)
    top = max(found)
    powers = [math.exp(score - top) for score in found]
    total = sum(powers)
    return [power / total for power in powers]


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return x with matrix·x = right, by Gauss' elimination with the largest pivot.

    >>> solve([[2, 1], [1, 3]], [5, 10])
    [1.0, 3.0]
    """
    lines = [[*map(float, line), float(value)] for line, value in zip(matrix, right, strict=True)]
    size = len(lines)
    for n in range(size):
        best = max(range(n, size), key=lambda place: abs(lines[place][n]))
        lines[n], lines[best] = lines[best], lines[n]
        for below in lines[n + 1 :]:
            factor = below[n] / lines[n][n]
            for m in range(n, size + 1):
                below[m] -= factor * lines[n][m]
    found = [0.0] * size
    for n in reversed(range(size)):
        rest = sum(lines[n][m] * found[m] for m in range(n + 1, size))
        found[n] = (lines[n][size] - rest) / lines[n][n]
    return found

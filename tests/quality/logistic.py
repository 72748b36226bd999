"""Logistic regression with a ridge and signs, by Newton's method: small, exact, and without numpy."""

import math
from collections.abc import Sequence

from bot.answers.relevance import logistic

RIDGE = 1.0
STEPS = 12
#: Rounds in which weights of the wrong sign are set to nothing.
ROUNDS = 5
Row = Sequence[float]


def fit(rows: Sequence[Row], right: Sequence[bool], signs: Sequence[int]) -> list[float]:
    """Weights that tell right rows from wrong ones.

    ``signs`` are 1 or -1 where a weight must not have the other sign, 0 where it may.
    """
    free = list(range(len(signs)))
    weights = [0.0] * len(signs)
    for _ in range(ROUNDS):
        weights = _newton(rows, right, free, len(signs))
        wrong = {i for i in free if weights[i] * signs[i] < 0}
        if not wrong:
            break
        free = [i for i in free if i not in wrong]
    return weights


def _newton(
    rows: Sequence[Row], right: Sequence[bool], free: Sequence[int], size: int
) -> list[float]:
    columns = [[row[i] for i in free] for row in rows]
    weights = [0.0] * len(free)
    for _ in range(STEPS):
        gradient = [-RIDGE * w for w in weights]
        curve = [[RIDGE * (i == j) for j in range(len(free))] for i in range(len(free))]
        for row, is_right in zip(columns, right, strict=True):
            chance = logistic(row, weights)
            error, bend = is_right - chance, chance * (1 - chance)
            held = [(i, value) for i, value in enumerate(row) if value]
            for i, value in held:
                gradient[i] += error * value
                line, scaled = curve[i], bend * value
                for j, other in held:
                    line[j] += scaled * other
        step = solve(curve, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if math.sqrt(sum(s * s for s in step)) < 1e-4:
            break
    whole = [0.0] * size
    for i, weight in zip(free, weights, strict=True):
        whole[i] = weight
    return whole


def solve(matrix: Sequence[Row], vector: Row) -> list[float]:
    """The solution of a small positive definite system, by elimination."""
    lines = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    for i, line in enumerate(lines):
        for other in lines[i + 1 :]:
            factor = other[i] / line[i]
            for j in range(i, len(line)):
                other[j] -= factor * line[j]
    found = [0.0] * len(lines)
    for i in reversed(range(len(lines))):
        rest = sum(lines[i][j] * found[j] for j in range(i + 1, len(lines)))
        found[i] = (lines[i][-1] - rest) / lines[i][i]
    return found

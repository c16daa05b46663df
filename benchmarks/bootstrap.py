"""Figures of counts, with intervals by bootstrap.

A count is (correct, predicted, gold) and its figure the F1, 2 * correct / (predicted + gold), in points.
A share is a count with as many predicted as gold. Intervals are of 95 %, from 1,000 draws with
replacement of whatever was counted apart: documents, or rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Count = tuple[int, int, int]
Counts = Mapping[str, Count]

DRAWS = 1000
SEED = 0


@dataclass(frozen=True)
class Figure:
    """An F1 with its 95 % interval, all in points (0 to 100), and the counts behind it."""

    value: float
    low: float
    high: float
    correct: int
    predicted: int
    gold: int

    def __str__(self) -> str:
        figure = f"{self.value:6.1f}  [{self.low:5.1f}, {self.high:5.1f}]"
        if self.predicted == self.gold:
            return f"{figure}  {self.correct} of {self.gold}"
        precision = 100 * self.correct / max(self.predicted, 1)
        recall = 100 * self.correct / max(self.gold, 1)
        return (
            f"{figure}  precision {precision:5.1f}  recall {recall:5.1f}"
            f"  right {self.correct}, given {self.predicted}, gold {self.gold}"
        )


def ratio(right: Iterable[bool]) -> Count:
    """A share as a count."""
    verdicts = list(right)
    return sum(verdicts), len(verdicts), len(verdicts)


def f1(correct: np.ndarray, predicted: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """F1 in points, 0 where there is nothing to find and nothing found."""
    total = predicted + gold
    return 200.0 * correct / np.where(total == 0, 1, total)


def table(documents: Sequence[Counts], keys: Sequence[str]) -> np.ndarray:
    """Counts as an array of documents by keys by 3."""
    return np.array([[row.get(key, (0, 0, 0)) for key in keys] for row in documents], dtype=float)


def weights(documents: int, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """How often each document is drawn in each draw with replacement: draws by documents."""
    return np.random.default_rng(seed).multinomial(documents, [1 / documents] * documents, size=draws)


def figures(documents: Sequence[Counts]) -> dict[str, Figure]:
    """Figures over documents, with bootstrap intervals over them."""
    keys = list(dict.fromkeys(key for row in documents for key in row))
    counts = table(documents, keys)
    totals = counts.sum(axis=0)
    drawn = np.tensordot(weights(len(documents)), counts, axes=1)
    low, high = np.percentile(f1(*np.moveaxis(drawn, 2, 0)), [2.5, 97.5], axis=0)
    value = f1(*totals.T)
    return {
        key: Figure(float(value[i]), float(low[i]), float(high[i]), *(int(n) for n in totals[i]))
        for i, key in enumerate(keys)
    }


def differences(first: Sequence[Counts], second: Sequence[Counts]) -> dict[str, Figure]:
    """How much the first model is better than the second, in points; both on the same draws.

    The counts of the figures are the first model's.
    """
    keys = list(dict.fromkeys(key for row in [*first, *second] for key in row))
    one, two = table(first, keys), table(second, keys)
    drawn = weights(len(first))
    ours, theirs = (f1(*np.moveaxis(np.tensordot(drawn, counts, axes=1), 2, 0)) for counts in (one, two))
    low, high = np.percentile(ours - theirs, [2.5, 97.5], axis=0)
    totals = one.sum(axis=0)
    value = f1(*totals.T) - f1(*two.sum(axis=0).T)
    return {
        key: Figure(float(value[i]), float(low[i]), float(high[i]), *(int(n) for n in totals[i]))
        for i, key in enumerate(keys)
    }


def report(title: str, rows: Sequence[Counts], unit: str = "documents") -> None:
    """Print the figures of rows of counts, one a line."""
    print(f"{title} ({len(rows)} {unit})")
    found = figures(rows)
    width = max(map(len, found), default=0)
    for key, figure in found.items():
        print(f"  {key:{width}}  {figure}", flush=True)

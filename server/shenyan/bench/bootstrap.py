"""How sure a figure is: 95 % intervals by resampling the rows, with a fixed seed."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

ROUNDS: Final = 1000
SEED: Final = 20261122

Counts = npt.NDArray[np.float64]


def resampled(counts: Counts) -> Counts:
    """Sum `counts` (rows × columns) over `ROUNDS` samples of rows drawn with replacement."""
    summed: Counts = _weights(counts.shape[0]) @ counts
    return summed


@cache
def _weights(rows: int) -> Counts:
    """How often each row is drawn in each round: the same draw for every figure of a set."""
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(rows, np.full(rows, 1 / rows), size=ROUNDS)
    weights: Counts = drawn.astype(np.float64)
    return weights


def interval(samples: Counts) -> tuple[float, float]:
    """Return the middle 95 % of the samples; samples without a figure (nan) do not count."""
    known = samples[~np.isnan(samples)]
    if known.size == 0:
        return (float("nan"), float("nan"))
    low, high = np.percentile(known, [2.5, 97.5])
    return (float(low), float(high))


def ratio(part: Counts, whole: Counts) -> Counts:
    """Divide; nan where there is nothing to divide by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Counts = np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)
    return share


def f1(precision: Counts, recall: Counts) -> Counts:
    """Return the harmonic mean; an undefined precision (nothing found) counts as 0."""
    p = np.nan_to_num(precision)
    total = p + recall
    value: Counts = np.where(
        np.isnan(recall), np.nan, 2 * p * recall / np.where(total > 0, total, 1)
    )
    return value

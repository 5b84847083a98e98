"""Fit the weights: logistic regression over sparse features by AdaGrad, the seed fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

EPOCHS: Final = 10
BATCH: Final = 256
RATE: Final = 2.0
DECAY: Final = 1e-6

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of present features: row i holds `columns[bounds[i]:bounds[i + 1]]`."""

    columns: Ints
    bounds: Ints
    width: int

    def scale(self) -> Floats:
        """Give what makes a long row count no more than a short one."""
        lengths: Floats = np.maximum(np.diff(self.bounds), 1).astype(np.float64)
        return 1 / np.sqrt(lengths)

    def take(self, rows: Ints) -> tuple[Ints, Ints]:
        """Give the features of some rows, and for each the number of its row among them."""
        lengths = self.bounds[rows + 1] - self.bounds[rows]
        places = [np.arange(self.bounds[row], self.bounds[row + 1]) for row in rows]
        return self.columns[np.concatenate(places)], np.repeat(np.arange(len(rows)), lengths)


def sparse(rows: Sequence[Sequence[int]], width: int) -> Sparse:
    """Pack rows of feature numbers."""
    bounds = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return Sparse(columns, bounds, width)


def fit(rows: Sparse, labels: Floats, shares: Floats, seed: int = 0) -> tuple[Floats, float]:
    """Return weights and bias; `shares` say how much each row counts."""
    random = np.random.default_rng(seed)
    weights, steps = np.zeros(rows.width), np.full(rows.width, 1e-2)
    bias, bias_steps = 0.0, 1e-2
    scale = rows.scale()
    for _ in range(EPOCHS):
        order = random.permutation(len(labels))
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            columns, owners = rows.take(batch)
            sums = np.bincount(owners, weights=weights[columns], minlength=len(batch))
            guess = 1 / (1 + np.exp(-bias - sums * scale[batch]))
            wrong = (guess - labels[batch]) * shares[batch]
            touched, places = np.unique(columns, return_inverse=True)
            pull = np.bincount(places, weights=(wrong * scale[batch])[owners]) / len(batch)
            pull += DECAY * weights[touched]
            steps[touched] += pull * pull
            weights[touched] -= RATE * pull / np.sqrt(steps[touched])
            bias_steps += float(wrong.mean()) ** 2
            bias -= RATE / 10 * float(wrong.mean()) / float(np.sqrt(bias_steps))
    return weights, bias

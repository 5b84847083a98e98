"""Logistic regression for many questions on sparse features, by stochastic gradient (Adagrad)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from shenyan.wording.weights import SCALE, Floats

Rows = NDArray[np.int32]
Numbers = NDArray[np.int64]

ROUNDS: Final = 8
_BATCH: Final = 256
_RATE: Final = 0.15
_DECAY: Final = 2e-4
_FIRST_BIAS: Final = -2.0


@dataclass(frozen=True, slots=True)
class Table:
    """Texts as numbers: `rows` holds all features one text after the other, `counts` how many.

    `wanted` and `weight` have one column per question; a weight of nought means unknown.
    """

    rows: Rows
    counts: Numbers
    wanted: Floats
    weight: Floats


def table(rows: Sequence[Sequence[int]], wanted: Floats, weight: Floats) -> Table:
    """Put texts, given as rows of features, into one table."""
    flat = np.fromiter((row for text in rows for row in text), np.int32)
    return Table(flat, np.array([len(text) for text in rows]), wanted, weight)


def fit(data: Table, chosen: Numbers, features: int, seed: int) -> tuple[Floats, Floats]:
    """Train on the chosen texts. Returns the weights of all features and the biases."""
    learner = _Learner(features, data.wanted.shape[1])
    starts = np.concatenate([[0], np.cumsum(data.counts)[:-1]])
    draw = np.random.default_rng(seed)
    usable = chosen[data.counts[chosen] > 0]
    for _ in tqdm(range(ROUNDS), desc="training", unit="round", leave=False):
        order = draw.permutation(usable)
        for low in range(0, len(order), _BATCH):
            some = order[low : low + _BATCH]
            flat = np.concatenate([data.rows[starts[i] : starts[i] + data.counts[i]] for i in some])
            learner.step(flat, data.counts[some], data.wanted[some], data.weight[some])
    return learner.table, learner.bias


class _Learner:
    """Weights on their way, with the sums of squared gradients that slow each of them down."""

    def __init__(self, features: int, questions: int) -> None:
        self.table = np.zeros((features, questions), np.float32)
        self.bias = np.full(questions, _FIRST_BIAS, np.float32)
        self._squares = np.full((features, questions), 1e-6, np.float32)
        self._bias_squares = np.full(questions, 1e-6, np.float32)

    def step(self, flat: Rows, counts: Numbers, wanted: Floats, weight: Floats) -> None:
        """Move once, against the gradient of one batch."""
        share = (SCALE / np.sqrt(counts))[:, None].astype(np.float32)
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        sums = np.add.reduceat(self.table[flat], starts, axis=0) * share + self.bias
        slope = (1 / (1 + np.exp(-sums)) - wanted) * weight
        total = slope.sum(axis=0)
        self._bias_squares += total**2
        self.bias -= _RATE * total / np.sqrt(self._bias_squares)
        order = np.argsort(flat, kind="stable")
        used, first = np.unique(flat[order], return_index=True)
        each = np.repeat(slope * share, counts, axis=0)[order]
        moved = np.add.reduceat(each, first, axis=0) + _DECAY * len(counts) * self.table[used]
        self._squares[used] += moved**2
        self.table[used] -= _RATE * moved / np.sqrt(self._squares[used])

"""The trained network's layers, run one after another without the machinery for training.

thinc keeps what a backward pass would need, and a layer here costs less than the calls around it.
The weights are thinc's, and so is the arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shenyan.names.features import COLUMNS, Columns

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

_TINY: Final = 1e-8
"""Keeps the norm of a constant row from dividing by zero; thinc's own number."""

_EMBED, _MAXOUT, _NORM, _SOFTMAX, _WINDOWS = (
    *("hashembed", "maxout", "layernorm", "softmax"),
    "with_array(residual(",
)
"""thinc's names for its layers."""


class Stretch(NamedTuple):
    """Columns to read, and which of them (`[start, end)`) to score."""

    columns: Columns
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Embed:
    """A table of vectors; the hashes of a number, under `seed`, say which to add up."""

    vectors: Floats
    seed: int

    def __call__(self, ops: Any, numbers: NDArray[np.uint64]) -> Floats:
        keys = ops.hash(np.ascontiguousarray(numbers), self.seed) % len(self.vectors)
        added: Floats = ops.gather_add(self.vectors, keys)
        return added


@dataclass(frozen=True, slots=True)
class _Mix:
    """A maxout layer with its norm: `weights` go from inputs to outputs times pieces."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, ops: Any, rows: Floats) -> Floats:
        pieces = rows @ self.weights
        pieces += self.bias
        best: Floats = ops.maxout(pieces.reshape(len(rows), len(self.gain), -1))[0]
        best -= best.mean(axis=1, keepdims=True)
        best *= ((best * best).mean(axis=1, keepdims=True) + _TINY) ** -0.5
        best *= self.gain
        best += self.shift
        return best


@dataclass(frozen=True, slots=True)
class Network:
    """The layers from columns to one score per tag. Threads may share it."""

    ops: Any
    embeds: Sequence[_Embed]
    mix: _Mix
    windows: Sequence[_Mix]
    pad: int
    """Rows of zeros between two stretches, so that neither sees the other."""
    weights: Floats
    bias: Floats

    def scores(self, stretches: Sequence[Stretch]) -> list[Floats]:
        """Score the asked rows of each stretch, all stretches in one go; columns are tags."""
        columns = np.concatenate([stretch.columns for stretch in stretches])[:, : len(COLUMNS)].T
        seen = [embed(self.ops, column) for embed, column in zip(self.embeds, columns, strict=True)]
        read, asked = self._places(stretches)
        rows = np.zeros((int(read[-1]) + 1 + self.pad, len(self.weights)), dtype=np.float32)
        rows[read] = self.mix(self.ops, np.concatenate(seen, axis=1))
        far = len(self.windows) - 1
        for reach, window in zip(range(far, -1, -1), self.windows, strict=True):
            here = _widened(asked, reach, len(rows))
            beside = np.concatenate((rows[here - 1], rows[here], rows[here + 1]), axis=1)
            rows[here] += window(self.ops, beside)
        found = rows[asked] @ self.weights + self.bias
        ends = np.cumsum([stretch.end - stretch.start for stretch in stretches])
        return np.split(found, ends[:-1])

    def _places(self, stretches: Sequence[Stretch]) -> tuple[Places, Places]:
        """Say where the rows of all stretches lie among the rows of zeros, and the asked ones."""
        read, asked = [], []
        low = self.pad
        for columns, start, end in stretches:
            read.append(np.arange(low, low + len(columns)))
            asked.append(np.arange(low + start, low + end))
            low += len(columns) + self.pad
        return np.concatenate(read), np.concatenate(asked)


def _widened(places: Places, reach: int, size: int) -> Places:
    """Add the places up to `reach` away: a layer is worked out only where a later one looks."""
    wanted = np.zeros(size, dtype=np.bool_)
    for shift in range(-reach, reach + 1):
        wanted[places + shift] = True
    return np.flatnonzero(wanted)


def from_thinc(model: Any, order: Sequence[int]) -> Network:
    """Take the weights out of a trained tagger; `order` says which of its tags comes first."""
    layers = list(model.walk())
    embeds = [
        _Embed(layer.get_param("E"), layer.attrs["seed"])
        for layer in layers
        if layer.name == _EMBED
    ]
    mixers = [layer for layer in layers if layer.name == _MAXOUT]
    norms = [layer for layer in layers if layer.name == _NORM]
    mixes = [_mix(maxout, norm) for maxout, norm in zip(mixers, norms, strict=True)]
    last = next(layer for layer in layers if layer.name == _SOFTMAX)
    pad = next(layer.attrs["pad"] for layer in layers if layer.name.startswith(_WINDOWS))
    tags = list(order)
    weights = np.ascontiguousarray(last.get_param("W")[tags].T)
    bias = last.get_param("b")[tags]
    return Network(model.ops, embeds, mixes[0], mixes[1:], pad, weights, bias)


def _mix(maxout: Any, norm: Any) -> _Mix:
    weights = maxout.get_param("W")
    flat = weights.reshape(-1, weights.shape[-1])
    return _Mix(
        np.ascontiguousarray(flat.T),
        maxout.get_param("b").reshape(-1),
        norm.get_param("G"),
        norm.get_param("b"),
    )

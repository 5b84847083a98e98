"""The trained network's layers, run one after another without the machinery for training.

spaCy trains them and writes them to disk; here numpy alone reads and runs them. So spaCy is needed
for training only: loading it was a fifth of a server's start and 45 MB of its memory.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgpack
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

_FIRST, _SECOND = np.uint64(0x87C37B91114253D5), np.uint64(0x4CF5AD432745937F)
_FINAL: Final = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_BYTES: Final = np.uint64(8)
"""The constants of MurmurHash3_x64_128, and the length of what is hashed."""


class Stretch(NamedTuple):
    """Columns to read, and which of them (`[start, end)`) to score."""

    columns: Columns
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mix:
    """A maxout layer with its norm: `weights` go from inputs to outputs, all of one piece first."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        pieces = rows @ self.weights
        pieces += self.bias
        size = len(self.gain)
        best: Floats = pieces[:, :size]
        for low in range(size, pieces.shape[1], size):
            best = np.maximum(best, pieces[:, low : low + size])
        best -= np.add.reduce(best, axis=1, keepdims=True) / size
        spread = np.add.reduce(best * best, axis=1, keepdims=True) / size
        best *= (spread + _TINY) ** -0.5
        best *= self.gain
        best += self.shift
        return best


@dataclass(frozen=True, slots=True)
class Network:
    """The layers from columns to one score per tag. Threads may share it."""

    tables: Sequence[Floats]
    """For each column a table of vectors; the hashes of a number say which to add up."""
    seeds: NDArray[np.uint64]
    mix: _Mix
    windows: Sequence[_Mix]
    pad: int
    """Rows of zeros between two stretches, so that neither sees the other."""
    weights: Floats
    bias: Floats

    def scores(self, stretches: Sequence[Stretch]) -> list[Floats]:
        """Score the asked rows of each stretch, all stretches in one go; columns are tags."""
        columns = np.concatenate([stretch.columns for stretch in stretches])[:, : len(COLUMNS)].T
        keys = hashes(columns, self.seeds)
        seen = [
            table[numbers % len(table)].sum(axis=1)
            for table, numbers in zip(self.tables, keys, strict=True)
        ]
        read, asked = self._places(stretches)
        rows = np.zeros((int(read[-1]) + 1 + self.pad, len(self.weights)), dtype=np.float32)
        rows[read] = self.mix(np.concatenate(seen, axis=1))
        far = len(self.windows) - 1
        for reach, window in zip(range(far, -1, -1), self.windows, strict=True):
            here = _widened(asked, reach, len(rows))
            beside = np.concatenate((rows[here - 1], rows[here], rows[here + 1]), axis=1)
            rows[here] += window(beside)
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


def hashes(numbers: Columns, seeds: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Give four hashes for each number, each row under its own seed: MurmurHash3_x64_128.

    As thinc's `NumpyOps.hash`, whose algorithm is Austin Appleby's, in the public domain.
    """
    mixed = _rotated(numbers * _FIRST) * _SECOND
    seeds = seeds[:, np.newaxis]
    high = seeds ^ _BYTES
    low = (seeds ^ mixed ^ _BYTES) + high
    high = high + low
    low, high = _final(low), _final(high)
    low += high
    high += low
    return np.stack((low, high), axis=-1).astype("<u8", copy=False).view("<u4")


def _rotated(numbers: Columns) -> Columns:
    return (numbers << np.uint64(31)) | (numbers >> np.uint64(33))


def _final(numbers: Columns) -> Columns:
    for factor in _FINAL:
        numbers = (numbers ^ (numbers >> np.uint64(33))) * factor
    return numbers ^ (numbers >> np.uint64(33))


def load_network(folder: Path, tags: Sequence[str]) -> Network:
    """Read the network from a spaCy tagger's folder; `tags` says in which order to score them.

    Raises OSError where a file is missing.
    """
    saved = msgpack.unpackb((folder / "model").read_bytes(), object_hook=_array)
    labels = json.loads((folder / "cfg").read_text(encoding="utf-8"))["labels"]
    layers: dict[str, list[Mapping[str, Any]]] = {}
    for node, kept, params in zip(saved["nodes"], saved["attrs"], saved["params"], strict=True):
        read = {name: msgpack.unpackb(value) for name, value in kept.items()}
        layers.setdefault(node["name"], []).append({**read, **params})
    (last,) = layers[_SOFTMAX]
    (windows,) = (layers[name][0] for name in layers if name.startswith(_WINDOWS))
    order = [labels.index(tag) for tag in tags]
    mix, *others = map(_mix, layers[_MAXOUT], layers[_NORM])
    return Network(
        tables=[layer["E"] for layer in layers[_EMBED]],
        seeds=np.array([layer["seed"] for layer in layers[_EMBED]], dtype=np.uint64),
        mix=mix,
        windows=others,
        pad=windows["pad"],
        weights=np.ascontiguousarray(last["W"][order].T),
        bias=last["b"][order],
    )


def _array(entry: dict[Any, Any]) -> Any:
    """Read an array as srsly, spaCy's own reader, does."""
    if b"nd" not in entry:
        return entry
    return np.frombuffer(entry[b"data"], dtype=entry[b"type"]).reshape(entry[b"shape"])


def _mix(maxout: Mapping[str, Any], norm: Mapping[str, Any]) -> _Mix:
    weights = maxout["W"]
    by_piece = weights.transpose(2, 1, 0).reshape(weights.shape[-1], -1)
    return _Mix(np.ascontiguousarray(by_piece), maxout["b"].T.reshape(-1), norm["G"], norm["b"])

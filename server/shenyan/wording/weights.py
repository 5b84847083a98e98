"""The trained weights: one small number per feature and question, in one file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SCALE: Final = 3.0
"""Feature sums are divided by the root of their number, times this: long clauses weigh no more."""

ANY: Final = -2
BLOCK: Final = -1
"""The last two questions: any category in the clause, any category in its block."""

_STEP: Final = 127
_FILE: Final = "weights.npz"
_BETWEEN: Final = "\0"
"""Parts the names of features: a sign that no text read here holds, unlike the end of a line."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`table[row]` holds a feature's weight for each question, `bias` what is true without any.

    The questions are: each of `categories`, any of them, and any of them somewhere in the block.
    `mix` turns the evidence for each category into log odds; `sure` and `likely` are the odds from
    which a finding of a category is one, or a hint.
    """

    categories: tuple[str, ...]
    rows: Mapping[str, int]
    table: Floats
    bias: Floats
    mix: Floats
    sure: Floats
    likely: Floats

    def numbers(self, features: Iterable[str]) -> set[int]:
        """Give the rows of those features that the model knows."""
        known = {self.rows.get(feature, -1) for feature in features}
        known.discard(-1)
        return known

    def scores(self, texts: Sequence[Collection[int]]) -> Floats:
        """Add up the rows of each text: log odds for each question."""
        counts = np.array([len(rows) for rows in texts])
        total = np.tile(self.bias, (len(texts), 1))
        filled = counts > 0
        if filled.any():
            flat = np.fromiter(chain.from_iterable(texts), np.intp, int(counts.sum()))
            starts = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
            sums = np.add.reduceat(self.table[flat], starts, axis=0)
            total[filled] += sums * (SCALE / np.sqrt(counts[filled], dtype=np.float32))[:, None]
        return total


def save(weights: Weights, folder: Path, least: float) -> None:
    """Write the weights as bytes; features that say less than `least` anywhere are left out."""
    strong = np.abs(weights.table).max(axis=1) >= least
    kept = sorted(f for f, row in weights.rows.items() if strong[row])
    table = weights.table[[weights.rows[f] for f in kept]]
    unit = np.abs(table).max(axis=0) / _STEP
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / _FILE,
        features=np.frombuffer(_BETWEEN.join(kept).encode(), np.uint8),
        table=np.rint(table / unit).astype(np.int8),
        unit=unit.astype(np.float32),
        bias=weights.bias,
        mix=weights.mix,
        sure=weights.sure,
        likely=weights.likely,
        categories=np.array(weights.categories),
    )


def load(folder: Path) -> Weights:
    """Read what `save` wrote."""
    with np.load(folder / _FILE) as numbers:
        kept = numbers["features"].tobytes().decode().split(_BETWEEN)
        return Weights(
            categories=tuple(map(str, numbers["categories"])),
            rows=dict(zip(kept, range(len(numbers["table"])), strict=True)),
            table=numbers["table"].astype(np.float32) * numbers["unit"],
            bias=numbers["bias"],
            mix=numbers["mix"],
            sure=numbers["sure"],
            likely=numbers["likely"],
        )

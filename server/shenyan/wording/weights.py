"""The trained weights: one small number per feature and question, in one file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

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


class Said(NamedTuple):
    """A clause's rows, and the log odds for each question from what it says alone."""

    rows: frozenset[int]
    scores: tuple[float, ...]


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

    def said(self, rows: Collection[int]) -> Said:
        """Add up a clause's rows: log odds for each question."""
        if not rows:
            return Said(frozenset(), tuple(self.bias.tolist()))
        total: Floats = self.table[list(rows)].sum(axis=0) * share(len(rows)) + self.bias
        return Said(frozenset(rows), tuple(total.tolist()))

    def block(self, rows: Collection[int]) -> float:
        """Add up a block's rows: log odds that it holds an act of any category."""
        total = self.table[list(rows), BLOCK].sum() * share(len(rows)) if rows else 0.0
        return float(total + self.bias[BLOCK])


def share(count: int) -> float:
    """Return what each of `count` features counts."""
    return float(SCALE / count**0.5)


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

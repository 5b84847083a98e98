"""The trained weights: one small number per feature and question, in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shenyan.wording.index import LONGEST, Index, chars_of

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

SCALE: Final = 3.0
"""Feature sums are divided by the root of their number, times this: long clauses weigh no more."""

ANY: Final = -2
BLOCK: Final = -1
"""The last two questions: any category in the clause, any category in its block."""

_STEP: Final = 127
_LEAST_UNIT: Final = 1e-6
_FILE: Final = "weights.npz"
_BETWEEN: Final = "\0"
"""Parts the longer names: a sign that none of them holds."""


Marks = dict[int, tuple[int, int]]
"""The stretch of a clause to mark for each category, by its number."""


class Said(NamedTuple):
    """A clause's rows, sorted, and the log odds for each question from what it says alone.

    `marks` has where in it the words stand that made the score of a category, once asked for.
    """

    rows: Rows
    scores: Floats
    marks: Marks


@dataclass(frozen=True, slots=True)
class Weights:
    """`table[row]` times `unit` is a feature's weight for each question, `bias` that of none.

    The questions are: each of `categories`, any of them, and any of them somewhere in the block.
    `mix` turns the evidence for each category into log odds; `sure` and `likely` are the odds from
    which a finding of a category is one, or a hint.
    """

    categories: tuple[str, ...]
    rows: Index
    table: Floats | NDArray[np.int8]
    bias: Floats
    mix: Floats
    sure: Floats
    likely: Floats
    unit: Floats | float = 1.0

    def at(self, rows: Rows, first: int = 0) -> Floats:
        """Give the weights of some features for the questions from `first` on."""
        unit = np.broadcast_to(self.unit, self.table.shape[1:])
        weights: Floats = np.multiply(self.table[rows, first:], unit[first:], dtype=np.float32)
        return weights

    def said(self, clauses: Sequence[Rows]) -> list[Said]:
        """Add up the rows of each clause, none of them twice: log odds for each question."""
        return [*map(Said, clauses, self._added(clauses), [{} for _ in clauses])]

    def blocks(self, blocks: Sequence[Rows]) -> Floats:
        """Add up the rows of each block: log odds that it holds an act of any category."""
        return self._added(blocks, BLOCK)[:, 0]

    def _added(self, groups: Sequence[Rows], first: int = 0) -> Floats:
        sizes = np.array([len(rows) for rows in groups], dtype=np.int64)
        bias = self.bias[first:]
        added = np.zeros((len(groups), len(bias)), dtype=np.float32)
        some = np.flatnonzero(sizes)
        if len(some):
            starts = (np.cumsum(sizes) - sizes)[some]
            each = self.at(np.concatenate(groups), first)
            added[some] = np.add.reduceat(each, starts) * share(sizes[some])[:, np.newaxis]
        biased: Floats = added + bias
        return biased


def once(numbers: Rows) -> Rows:
    """Sort numbers and give each once; numpy's own `unique` takes ten times as long on few."""
    numbers = np.sort(numbers)
    new = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return numbers[new]


def share(counts: Rows) -> Floats:
    """Return what each feature counts where there are so many."""
    return (SCALE / np.sqrt(counts)).astype(np.float32)


def save(weights: Weights, folder: Path, least: float) -> None:
    """Write the weights as bytes; features that say less than `least` anywhere are left out."""
    full = weights.table * weights.unit
    strong = np.abs(full).max(axis=1) >= least
    rows = {f: row for f, row in weights.rows.items() if strong[row]}
    short = sorted(f for f in rows if len(f) <= LONGEST)
    longer = sorted(f for f in rows if len(f) > LONGEST)
    table = full[[rows[f] for f in (*short, *longer)]]
    # A question that nothing speaks for or against has no weights.
    unit = np.maximum(np.abs(table).max(axis=0), _LEAST_UNIT) / _STEP
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / _FILE,
        short=chars_of(short),
        longer=np.frombuffer(_BETWEEN.join(longer).encode(), np.uint8),
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
        short = numbers["short"]
        count = short.shape[1]
        longer = numbers["longer"].tobytes().decode().split(_BETWEEN)
        places = {name: row for row, name in enumerate(longer, count) if name}
        return Weights(
            categories=tuple(map(str, numbers["categories"])),
            rows=Index(short, np.arange(count), places),
            table=numbers["table"],
            bias=numbers["bias"],
            mix=numbers["mix"],
            sure=numbers["sure"],
            likely=numbers["likely"],
            unit=numbers["unit"],
        )

"""Judge clauses with trained weights: what category fits best, how surely, and which belong as one.

A clause is judged by what it says, by the clauses beside it and by the block around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from shenyan.wording.clauses import Clause
from shenyan.wording.weights import ANY, Floats, Said, Weights

TOGETHER: Final = 12
"""How many clauses make a block."""

EVIDENCE: Final = 7
"""How many numbers `weigh` gives for a clause."""

JOINED: Final = 45
"""Acts of one category in clauses side by side are one act up to this length (code points)."""

_ALONE: Final = -5.0
"""What a neighbour scores that is not there."""


class Seen(NamedTuple):
    """A clause's best category (its number), and what speaks for it.

    The evidence: that the clause is any category, that its block holds any, that it is this one,
    how far the next best is behind, that a neighbour is this one, or any, and 1.
    """

    kind: int
    evidence: Floats


class Scored(NamedTuple):
    """The judgement of one clause: the category that fits best, and the log odds that it is one."""

    kind: int
    odds: float


class Act(NamedTuple):
    """Clauses `first` to `last` that are one act, with the log odds of the surest of them."""

    kind: int
    first: int
    last: int
    odds: float


def weigh(weights: Weights, clauses: Sequence[Said]) -> list[Seen]:
    """Find each clause's best category and the evidence for it."""
    if not clauses:
        return []
    scores = np.array([clause.scores for clause in clauses])
    around = np.concatenate(
        [
            np.full(len(block), weights.block(frozenset().union(*(said.rows for said in block))))
            for block in (clauses[at : at + TOGETHER] for at in range(0, len(clauses), TOGETHER))
        ]
    )
    padded = np.pad(scores, ((1, 1), (0, 0)), constant_values=_ALONE)
    near = np.maximum(padded[:-2], padded[2:])
    kinds = scores[:, :ANY]
    best = kinds.argmax(axis=1)
    each = np.arange(len(clauses))
    this = kinds[each, best]
    behind = this - np.partition(kinds, -2, axis=1)[:, -2]
    one = np.ones_like(this)
    columns = (scores[:, ANY], around, this, behind, near[each, best], near[:, ANY], one)
    evidence = np.stack(columns, axis=1).astype(np.float32)
    return [Seen(int(kind), seen) for kind, seen in zip(best, evidence, strict=True)]


def judge(weights: Weights, seen: Sequence[Seen]) -> list[Scored]:
    """Turn evidence into log odds."""
    return [Scored(kind, float(evidence @ weights.mix[kind])) for kind, evidence in seen]


def acts(scored: Sequence[Scored], clauses: Sequence[Clause], least: Floats) -> list[Act]:
    """Find the clauses that reach the `least` odds of their category; neighbours are one act."""
    found: list[Act] = []
    for number, (kind, odds) in enumerate(scored):
        if odds < least[kind]:
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and (last.kind, last.last) == (kind, number - 1)
            and clauses[number].end - clauses[last.first].start <= JOINED
        ):
            found[-1] = Act(kind, last.first, number, max(last.odds, odds))
        else:
            found.append(Act(kind, number, number, odds))
    return found

"""Judge clauses with trained weights: what category fits best, how surely, and which belong as one.

A clause is judged by what it says, by the clauses beside it and by the block around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from shenyan.wording.weights import ANY, Floats, Rows, Said, Weights, once

TOGETHER: Final = 12
"""How many clauses make a block."""

EVIDENCE: Final = 7
"""How many numbers `weigh` gives for a clause."""

JOINED: Final = 45
"""Acts of one category in clauses side by side are one act up to this length (code points)."""

_ALONE: Final = -5.0
"""What a neighbour scores that is not there."""


class Seen(NamedTuple):
    """Each clause's best category (its number), and what speaks for it, in one row.

    The evidence: that the clause is any category, that its block holds any, that it is this one,
    how far the next best is behind, that a neighbour is this one, or any, and 1.
    """

    kinds: NDArray[np.intp]
    evidence: NDArray[np.float64]


class Scored(NamedTuple):
    """The judgement of one clause: the category that fits best, and the log odds that it is one."""

    kind: int
    odds: float


class Stretch(Protocol):
    """What lies somewhere: a clause, or a clause's judgement."""

    @property
    def start(self) -> int:
        """Its first code point in the view."""

    @property
    def end(self) -> int:
        """The code point behind its last."""


class Act(NamedTuple):
    """Clauses `first` to `last` that are one act, with the log odds of the surest of them."""

    kind: int
    first: int
    last: int
    odds: float


def weigh(scores: Floats, around: Floats) -> Seen:
    """Find each clause's best category and the evidence for it.

    `scores` has a row per clause and a column per question, `around` a number per block.
    """
    alone = scores.astype(np.float64)
    each = np.arange(len(alone))
    kinds = alone[:, :ANY].argmax(axis=1)
    this = alone[each, kinds]
    others = alone[:, :ANY].copy()
    others[each, kinds] = -np.inf
    near = np.full_like(alone, -np.inf if len(alone) > 1 else _ALONE)
    near[1:] = alone[:-1]
    near[:-1] = np.maximum(near[:-1], alone[1:])
    evidence = (
        *(alone[:, ANY], around[each // TOGETHER], this, this - others.max(axis=1)),
        *(near[each, kinds], near[:, ANY], np.ones(len(alone))),
    )
    return Seen(kinds, np.stack(evidence, axis=1))


def weigh_all(weights: Weights, clauses: Sequence[Said]) -> Seen:
    """Weigh all clauses of a text."""
    scores = np.array([said.scores for said in clauses]).reshape(-1, len(weights.bias))
    lows = range(0, len(clauses), TOGETHER)
    return weigh(scores, weights.blocks([union(clauses[low : low + TOGETHER]) for low in lows]))


def union(block: Sequence[Said]) -> Rows:
    """Give the rows of a block: those of its clauses, each once."""
    return once(np.concatenate([said.rows for said in block]))


def judge(weights: Weights, seen: Seen) -> list[Scored]:
    """Turn evidence into log odds."""
    odds = (seen.evidence * weights.mix[seen.kinds]).sum(axis=1)
    return [*map(Scored, seen.kinds.tolist(), odds.tolist())]


def acts(scored: Sequence[Scored], clauses: Sequence[Stretch], least: Floats) -> list[Act]:
    """Find the clauses that reach the `least` odds of their category; neighbours are one act."""
    found: list[Act] = []
    enough = least.tolist()
    for number, (kind, odds) in enumerate(scored):
        if odds < enough[kind]:
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

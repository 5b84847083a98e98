"""Judge clauses with trained weights: what category fits best, how surely, and which belong as one.

A clause is judged by what it says, by the clauses beside it and by the block around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

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
    evidence: tuple[float, ...]


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


def weigh(weights: Weights, clauses: Sequence[Said]) -> list[Seen]:
    """Find each clause's best category and the evidence for it."""
    blocks = (clauses[low : low + TOGETHER] for low in range(0, len(clauses), TOGETHER))
    around = [weights.block(frozenset().union(*(said.rows for said in block))) for block in blocks]
    scores = [said.scores for said in clauses]
    seen = []
    for number, (*kinds, any_, _) in enumerate(scores):
        kind = kinds.index(max(kinds))
        this = kinds[kind]
        behind = this - max(kinds[:kind] + kinds[kind + 1 :])
        near = scores[max(number - 1, 0) : number] + scores[number + 1 : number + 2]
        near_this = max([clause[kind] for clause in near], default=_ALONE)
        near_any = max([clause[ANY] for clause in near], default=_ALONE)
        block = around[number // TOGETHER]
        seen.append(Seen(kind, (any_, block, this, behind, near_this, near_any, 1.0)))
    return seen


def judge(weights: Weights, seen: Sequence[Seen]) -> list[Scored]:
    """Turn evidence into log odds."""
    mix = weights.mix.tolist()
    return [
        Scored(kind, sum(part * share for part, share in zip(evidence, mix[kind], strict=True)))
        for kind, evidence in seen
    ]


def acts(scored: Sequence[Scored], clauses: Sequence[Stretch], least: Floats) -> list[Act]:
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

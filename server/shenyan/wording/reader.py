"""Read a draft with the trained weights: which clauses are an act, of which category, and where.

A clause is judged by what it says and by the block of clauses around it; its category is the one
that fits best. What is marked is the part of the clause that made the score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from shenyan.draft import Draft
from shenyan.rules import Words
from shenyan.wording.clauses import view
from shenyan.wording.features import Text, features, parse
from shenyan.wording.phrase import phrase
from shenyan.wording.senses import Senses
from shenyan.wording.weights import ANY, BLOCK, Floats, Weights, load

MODEL_DIR: Final = Path(__file__).with_name("model")

TOGETHER: Final = 12
"""How many clauses make a block."""

_REACH: Final = 120
"""How far (code points) around a stretch its odds are read."""

_JOINED: Final = 20
"""Clauses of one act side by side are marked as one up to this length (code points)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the folded text, its category, and whether it is more than a hint."""

    start: int
    end: int
    category: str
    sure: bool


class Scored(NamedTuple):
    """The judgement of one clause: the category that fits best, and the log odds that it is one."""

    kind: int
    act: float


class Reader:
    """The loaded model; reading changes nothing, so threads may share it."""

    def __init__(self, weights: Weights, words: Words) -> None:
        """Take trained weights and the word lists of the rule folder."""
        self.weights = weights
        self._senses = Senses(words)

    def odds(self, draft: Draft, start: int, end: int) -> float:
        """Return how likely (log odds) a stretch of the folded text is an act of any category."""
        low = max(start - _REACH, 0)
        text = parse(view(draft, low, end + _REACH), self._senses)
        scored = zip(text.clauses, judge(self.weights, self._rows(text)), strict=True)
        inside = (s.act for c, s in scored if low + c.start < end and start < low + c.end)
        return max(inside, default=0.0)

    def read(self, draft: Draft) -> list[Found]:
        """Find the acts of a draft whose names and values are known already."""
        text = parse(view(draft), self._senses)
        scored = judge(self.weights, self._rows(text))
        return _joined([*self._acts(text, scored)], text.view)

    def _rows(self, text: Text) -> list[set[int]]:
        return [
            self.weights.numbers(f for f, _, _ in features(text, number))
            for number in range(len(text.clauses))
        ]

    def _acts(self, text: Text, scored: Sequence[Scored]) -> Iterator[Found]:
        for number, (kind, act) in enumerate(scored):
            if act >= self.weights.likely[kind]:
                start, end = phrase(text, number, self.weights, kind)
                sure = bool(act >= self.weights.sure[kind])
                yield Found(start, end, self.weights.categories[kind], sure)


def judge(weights: Weights, rows: Sequence[set[int]]) -> list[Scored]:
    """Judge clauses given as rows of the table."""
    return [Scored(kind, float(evidence @ weights.mix)) for kind, evidence in weigh(weights, rows)]


def weigh(weights: Weights, rows: Sequence[set[int]]) -> Iterator[tuple[int, Floats]]:
    """Yield each clause's best category and the evidence for it, block by block.

    The evidence: that it is any category, that its block holds any, that it is this one, how far
    the next best is behind, and 1.
    """
    for low in range(0, len(rows), TOGETHER):
        block = rows[low : low + TOGETHER]
        around = weights.scores(set().union(*block))[BLOCK]
        for clause in block:
            scores = weights.scores(clause)
            kinds = scores[:ANY]
            kind = int(kinds.argmax())
            behind = kinds[kind] - np.partition(kinds, -2)[-2]
            yield kind, np.array([scores[ANY], around, kinds[kind], behind, 1], np.float32)


def _joined(found: Sequence[Found], text: str) -> list[Found]:
    """Join acts of one category that stand in clauses side by side, while they stay short."""
    joined: list[Found] = []
    for act in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.category == act.category
            and act.end - last.start <= _JOINED
            and not any(map(str.isalnum, text[last.end : act.start]))
        ):
            joined[-1] = Found(last.start, act.end, act.category, last.sure or act.sure)
        else:
            joined.append(act)
    return joined


@cache
def load_weights(folder: Path = MODEL_DIR) -> Weights:
    """Load the shipped weights, once per process."""
    return load(folder)

"""Read a draft with the trained weights: which clauses are an act, of which category, and where.

What is marked is the part of the clauses that made the score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from shenyan.draft import Draft
from shenyan.rules import Words
from shenyan.wording.clauses import view
from shenyan.wording.features import Text, features, parse
from shenyan.wording.judge import Scored, acts, judge, weigh
from shenyan.wording.phrase import phrase
from shenyan.wording.senses import Senses
from shenyan.wording.weights import Weights, load

MODEL_DIR: Final = Path(__file__).with_name("model")

_REACH: Final = 120
"""How far (code points) around a stretch its odds are read."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the folded text, its category, and whether it is more than a hint."""

    start: int
    end: int
    category: str
    sure: bool


class Reader:
    """The loaded model; reading changes nothing, so threads may share it."""

    def __init__(self, weights: Weights, words: Words) -> None:
        """Take trained weights and the word lists of the rule folder."""
        self.weights = weights
        self._senses = Senses(words)

    def at(self, draft: Draft, start: int, end: int) -> list[Scored]:
        """Judge the clauses that a stretch of the folded text touches."""
        low = max(start - _REACH, 0)
        text = parse(view(draft, low, end + _REACH), self._senses)
        scored = zip(text.clauses, self._judged(text), strict=True)
        return [s for c, s in scored if low + c.start < end and start < low + c.end]

    def read(self, draft: Draft) -> list[Found]:
        """Find the acts of a draft whose names and values are known already."""
        weights = self.weights
        text = parse(view(draft), self._senses)
        found = []
        for act in acts(self._judged(text), text.clauses, weights.likely):
            start, _ = phrase(text, act.first, weights, act.kind)
            _, end = phrase(text, act.last, weights, act.kind)
            sure = bool(act.odds >= weights.sure[act.kind])
            found.append(Found(start, end, weights.categories[act.kind], sure))
        return found

    def _judged(self, text: Text) -> list[Scored]:
        rows = [
            self.weights.numbers(f for f, _, _ in features(text, number))
            for number in range(len(text.clauses))
        ]
        return judge(self.weights, weigh(self.weights, rows))


@cache
def load_weights(folder: Path = MODEL_DIR) -> Weights:
    """Load the shipped weights, once per process."""
    return load(folder)

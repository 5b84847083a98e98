"""Read a draft with the trained weights: which clauses are an act, of which category, and where.

What is marked is the part of the clauses that made the score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from shenyan.draft import Draft
from shenyan.memory import Memory
from shenyan.rules import Words
from shenyan.wording.clauses import view
from shenyan.wording.features import Text, features, parse
from shenyan.wording.judge import Scored, acts, judge, weigh
from shenyan.wording.phrase import phrase
from shenyan.wording.senses import PREFIX, Senses
from shenyan.wording.weights import Said, Weights, load

MODEL_DIR: Final = Path(__file__).with_name("model")

_DRAFTS: Final = 16
"""How many drafts' judgements are remembered: those that are being read just now."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the folded text, its category, and whether it is more than a hint."""

    start: int
    end: int
    category: str
    sure: bool


class Judged(NamedTuple):
    """Code points `[start, end)` of a clause in the view, and its judgement."""

    start: int
    end: int
    scored: Scored


class Reader:
    """The loaded model, and what it made of the clauses it read last. Threads may share it."""

    def __init__(self, weights: Weights, words: Words) -> None:
        """Take trained weights and the word lists of the rule folder."""
        self.weights = weights
        self._senses = Senses(words)
        self._clauses: Memory[Said] = Memory()
        self._phrases: Memory[tuple[int, int]] = Memory()
        self._drafts: Memory[tuple[Judged, ...]] = Memory(_DRAFTS)

    def at(self, draft: Draft, start: int, end: int) -> list[Scored]:
        """Judge the clauses that a stretch of the folded text touches."""
        judged = self._judged(view(draft))
        return [clause.scored for clause in judged if clause.start < end and start < clause.end]

    def read(self, draft: Draft) -> list[Found]:
        """Find the acts of a draft whose names and values are known already."""
        weights = self.weights
        seen = view(draft)
        judged = self._judged(seen)
        standing = acts([clause.scored for clause in judged], judged, weights.likely)
        text = parse(seen if standing else "", self._senses)
        found = []
        for act in standing:
            start, _ = self._phrase(text, act.first, act.kind)
            _, end = self._phrase(text, act.last, act.kind)
            sure = bool(act.odds >= weights.sure[act.kind])
            found.append(Found(start, end, weights.categories[act.kind], sure))
        return found

    def _judged(self, seen: str) -> tuple[Judged, ...]:
        """Judge every clause of a view; each finding of a draft asks for the same view."""
        judged = self._drafts.recall(seen)
        if judged is None:
            text = parse(seen, self._senses)
            said = [self._said(text, number) for number in range(len(text.clauses))]
            scored = judge(self.weights, weigh(self.weights, said))
            pairs = zip(text.clauses, scored, strict=True)
            judged = tuple(Judged(clause.start, clause.end, score) for clause, score in pairs)
            self._drafts.keep(seen, judged)
        return judged

    def _phrase(self, text: Text, number: int, kind: int) -> tuple[int, int]:
        low = text.clauses[number].start
        words = f"{kind}\n{text.said(number)}"
        known = self._phrases.recall(words)
        if known is None:
            start, end = phrase(text, number, self.weights, kind)
            known = start - low, end - low
            self._phrases.keep(words, known)
        return low + known[0], low + known[1]

    def _said(self, text: Text, number: int) -> Said:
        words = text.said(number)
        said = self._clauses.recall(words)
        if said is None:
            said = self.weights.said(self.weights.numbers(f for f, _, _ in features(text, number)))
            self._clauses.keep(words, said)
        return said


def shared(words: Words) -> Reader:
    """Return the one reader of the shipped weights for these word lists.

    What marks and what doubts both ask it, so that neither reads again what the other has read.
    """
    lists = ((name, tuple(listed)) for name, listed in words.items() if name.startswith(PREFIX))
    return _shared(tuple(sorted(lists)))


@lru_cache(maxsize=2)
def _shared(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Reader:
    return Reader(load_weights(), dict(lists))


@cache
def load_weights(folder: Path = MODEL_DIR) -> Weights:
    """Load the shipped weights, once per process."""
    return load(folder)

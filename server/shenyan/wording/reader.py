"""Read a draft with the trained weights: which clauses are an act, of which category, and where.

What is marked is the part of the clauses that made the score.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from shenyan.draft import Draft
from shenyan.memory import Memory
from shenyan.rules import Words
from shenyan.sentences import ahead, back
from shenyan.wording.clauses import Clause, view
from shenyan.wording.features import SIGNS, Text, longer, parse
from shenyan.wording.grams import short_features
from shenyan.wording.index import Index
from shenyan.wording.judge import TOGETHER, Scored, acts, judge, union, weigh
from shenyan.wording.phrase import phrase
from shenyan.wording.senses import PREFIX, Senses
from shenyan.wording.weights import Floats, Marks, Rows, Said, Weights, load, once

MODEL_DIR: Final = Path(__file__).with_name("model")

_DRAFTS: Final = 16
"""How many drafts' judgements are remembered: those that are being read just now."""

_SENTENCE_ENDS: Final = frozenset("\n。!?;")
_STOPS: Final = "\n。;"
"""Those that say nothing about their sentence."""

_ALONE: Final = 120
"""How far (code points) a sentence that is judged alone reaches to each side."""

_PIECE: Final = 12
"""Clauses that are remembered together: a sentence, and no more than these."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the folded text, its category, its odds, and whether it is more than a hint."""

    start: int
    end: int
    category: str
    odds: float
    sure: bool


class Judged(NamedTuple):
    """Code points `[start, end)` of a clause in the view, its judgement, and what to mark in it."""

    start: int
    end: int
    scored: Scored
    marks: Marks


class Reader:
    """The loaded model, and what it made of the clauses it read last. Threads may share it."""

    def __init__(self, weights: Weights, words: Words) -> None:
        """Take trained weights and the word lists of the rule folder."""
        self.weights = weights
        self._longer = _Known(weights.rows)
        self._senses = Senses(words)
        self._pieces: Memory[tuple[Said, ...]] = Memory()
        self._blocks: Memory[float] = Memory()
        self._views: Memory[tuple[Judged, ...]] = Memory(_DRAFTS)
        self._alone: Memory[tuple[Judged, ...]] = Memory()
        self._drafts: WeakKeyDictionary[Draft, tuple[str, tuple[Judged, ...]]] = WeakKeyDictionary()

    def at(self, draft: Draft, start: int, end: int) -> list[Scored]:
        """Judge the clauses that a stretch of the folded text touches."""
        _, judged = self._seen(draft)
        return _touched(judged, start, end)

    def alone(self, draft: Draft, start: int, end: int) -> list[Scored]:
        """Judge the clauses that a stretch touches, as if its sentence were all that is written."""
        seen, _ = self._seen(draft)
        least, most = max(start - _ALONE, 0), min(end + _ALONE, len(seen))
        low = back(seen, least, start, _SENTENCE_ENDS)
        sentence = seen[low : ahead(seen, end, most, _SENTENCE_ENDS)].rstrip(_STOPS)
        judged = self._alone.remember(sentence, lambda: self._judged(parse(sentence, self._senses)))
        return _touched(judged, start - low, end - low)

    def _seen(self, draft: Draft) -> tuple[str, tuple[Judged, ...]]:
        known = self._drafts.get(draft)
        if known is None:
            seen = view(draft)
            judged = self._views.remember(seen, lambda: self._judged(parse(seen, self._senses)))
            known = self._drafts[draft] = seen, judged
        return known

    def read(self, draft: Draft) -> list[Found]:
        """Find the acts of a draft whose names and values are known already."""
        weights = self.weights
        text = parse(view(draft), self._senses)
        judged = self._views.remember(text.view, lambda: self._judged(text))
        found = []
        for act in acts([clause.scored for clause in judged], judged, weights.likely):
            start, end = self._phrase(text, judged, act.first, act.kind)
            if act.last > act.first:
                _, end = self._phrase(text, judged, act.last, act.kind)
            sure = bool(act.odds >= weights.sure[act.kind])
            found.append(Found(start, end, weights.categories[act.kind], act.odds, sure))
        return found

    def _judged(self, text: Text) -> tuple[Judged, ...]:
        """Judge every clause of a text."""
        said = self._said(text)
        if not said:
            return ()
        scores = np.array([clause.scores for clause in said])
        scored = judge(self.weights, weigh(scores, self._around(text, said)))
        starts, ends, *_ = zip(*text.clauses, strict=True)
        return tuple(map(Judged, starts, ends, scored, [clause.marks for clause in said]))

    def _said(self, text: Text) -> list[Said]:
        """Give what each clause says; pieces of the text that were read lately are remembered."""
        pieces = [(low, high, text.said(low, high)) for low, high in _pieces(text.clauses)]
        known = self._pieces.recall_all([words for _, _, words in pieces])
        new = [piece for piece, said in zip(pieces, known, strict=True) if said is None]
        if new:
            first, behind = new[0][0], new[-1][1]
            read = self.weights.said(self._rows(text, first, behind))
            for place, (low, high, words) in enumerate(pieces):
                if known[place] is None:
                    known[place] = said = tuple(read[low - first : high - first])
                    self._pieces.keep(words, said)
        return [clause for said in known for clause in said or ()]

    def _rows(self, text: Text, first: int, behind: int) -> list[Rows]:
        """Give the rows of the features of the clauses `[first, behind)`, each once, sorted."""
        low = max(first - 1, 0)
        short, owners = short_features(text.clauses[low : behind + 1], self.weights.rows)
        size = len(self.weights.table)
        longs = [
            (number - low) * size + row
            for number in range(first, behind)
            for name, _, _ in longer(text, number)
            if (row := self._longer[name]) >= 0
        ]
        each = np.concatenate((owners * size + short, np.array(longs, dtype=np.int64)))
        each = once(each[(each >= (first - low) * size) & (each < (behind - low) * size)])
        number, rows = np.divmod(each, size)
        return np.split(rows, np.searchsorted(number, np.arange(first - low + 1, behind - low)))

    def _around(self, text: Text, said: Sequence[Said]) -> Floats:
        """Judge the blocks; those that were read lately are remembered."""
        lows = range(0, len(said), TOGETHER)
        words = [text.said(low, min(low + TOGETHER, len(said))) for low in lows]
        known = self._blocks.recall_all(words)
        new = [place for place, odds in enumerate(known) if odds is None]
        rows = [union(said[lows[place] : lows[place] + TOGETHER]) for place in new]
        for place, odds in zip(new, self.weights.blocks(rows).tolist(), strict=True):
            known[place] = odds
            self._blocks.keep(words[place], odds)
        return np.array(known, dtype=np.float32)

    def _phrase(
        self, text: Text, judged: Sequence[Judged], number: int, kind: int
    ) -> tuple[int, int]:
        low, marks = judged[number].start, judged[number].marks
        if kind not in marks:
            start, end = phrase(text, number, self.weights, kind)
            marks[kind] = start - low, end - low
        start, end = marks[kind]
        return low + start, low + end


class _Known(dict[str, int]):
    """The rows of features, -1 for none, each looked up once.

    The signs beside a clause are a draft's own: those that the model does not know are not kept.
    """

    def __init__(self, rows: Index) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, name: str) -> int:
        row = int(self._rows.places([name])[0])
        if row >= 0 or not name.startswith(SIGNS):
            self[name] = row
        return row


def _touched(judged: Sequence[Judged], start: int, end: int) -> list[Scored]:
    first = bisect_right(judged, start, key=lambda clause: clause.end)
    behind = bisect_left(judged, end, lo=first, key=lambda clause: clause.start)
    return [clause.scored for clause in judged[first:behind]]


def _pieces(clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """Cut clauses into sentences: after a keystroke only one of them is new."""
    low = 0
    for behind, clause in enumerate(clauses, start=1):
        if clause.after in _SENTENCE_ENDS or behind - low == _PIECE or behind == len(clauses):
            yield low, behind
            low = behind


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

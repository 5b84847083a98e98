"""Hint at the phrase that speaks the loudest where a whole post sounds like those that wound.

A guess of a small model (`shenyan.tone`), hence never more than the rule's own level; `guesses`
drops it beside any other finding that tells how the post sounds: that says more, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.memory import Memory
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words
from shenyan.tone import pieces, tone

STAGE: Final = 3
_LOUD: Final = 0.7
"""From this score on a piece is hinted at; chosen so that few calm posts are."""

_QUOTED: Final = re.compile('“[^”]*”|「[^」]*」|『[^』]*』|"[^"]*"|《[^》]*》')
"""What somebody else said: no business of the author's tone."""

_CLAUSE_ENDS: Final = re.compile(r"[\n,。!?;:…~]")
_FEWEST: Final = 8
"""Fewer characters say too little for a guess."""


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Offer each rule of this kind the loud phrases, but not those that the author denies."""
    said = meant(words)
    memory: Memory[tuple[int, int]] = Memory()

    def loudest(text: str) -> tuple[int, int]:
        found = _loudest(text)
        memory.keep(text, found)
        return found

    def detect(draft: Draft) -> Iterator[Span]:
        read = list(pieces(draft.folded.text))
        known = memory.recall_all([piece.text for piece in read])
        for piece, found in zip(read, known, strict=True):
            start, end = found or loudest(piece.text)
            if start < end and said(piece.text, start, end):
                place = draft.folded.span(piece.start + start, piece.start + end)
                for rule in rules:
                    yield Span(*place, rule, rule.level)

    return detect


def _loudest(text: str) -> tuple[int, int]:
    """Give the place of the loudest phrase of a loud text, else an empty one."""
    if len(text) < _FEWEST or tone().score(text) < _LOUD:
        return 0, 0
    return tone().telling(text)


def meant(words: Words) -> Callable[[str, int, int], bool]:
    """Make the test whether an author says a phrase `[start, end)` of a text of others.

    Who denies it, forbids it, says it of themselves or tells what another said does not.
    """

    def listed(*names: str) -> tuple[str, ...]:
        return tuple(fold_text(word) for name in names for word in words.get(name, ()))

    denied = listed("tone-denied")
    beside = denied + listed("tone-oneself")
    forbidden, reported = listed("tone-forbidden"), listed("aim-reported")

    def test(text: str, start: int, end: int) -> bool:
        if any(quote.start() < end and start < quote.end() for quote in _QUOTED.finditer(text)):
            return False
        if text[:start].endswith(beside) or text.startswith(denied, start):
            return False
        if _CLAUSE_ENDS.split(text[:start])[-1].startswith(forbidden):
            return False
        return not any(word in text[start:end] for word in reported)

    return test

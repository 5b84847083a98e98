"""Hint at the phrase that speaks the loudest where a whole post sounds like those that wound.

A guess of a small model (`shenyan.tone`), hence never more than the rule's own level; `guesses`
drops it beside any other finding that tells how the post sounds: that says more, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.rules import Rule, Words
from shenyan.tone import Piece, Tone, pieces, tone

STAGE: Final = 3
_LOUD: Final = 0.7
"""From this score on a piece is hinted at; chosen so that few calm posts are."""

_QUOTED: Final = re.compile('“[^”]*”|「[^」]*」|『[^』]*』|"[^"]*"|《[^》]*》')
"""What somebody else said: no business of the author's tone."""

_FEWEST: Final = 8
"""Fewer characters say too little for a guess."""


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Offer each rule of this kind the loud phrases. The word lists are not needed."""
    del words
    model = tone()

    def detect(draft: Draft) -> Iterator[Span]:
        for piece in pieces(draft.folded.text):
            place = _spoken(piece, model)
            if place:
                for rule in rules:
                    yield Span(*draft.folded.span(*place), rule, rule.level)

    return detect


def _spoken(piece: Piece, model: Tone) -> tuple[int, int] | None:
    """Give the loudest phrase of a loud piece, as folded positions."""
    if len(piece.text) < _FEWEST or model.score(piece.text) < _LOUD:
        return None
    start, end = model.telling(piece.text)
    quoted = any(q.start() < end and start < q.end() for q in _QUOTED.finditer(piece.text))
    return (piece.start + start, piece.start + end) if start < end and not quoted else None

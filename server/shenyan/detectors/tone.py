"""Hint at the phrase that speaks the loudest where a whole post sounds like those that wound.

A guess of a small model (`shenyan.tone`), hence never more than the rule's own level, and only
where no rule has found an insult: that says the same, and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.rules import Rule, Words
from shenyan.tone import Piece, Tone, pieces, tone

STAGE: Final = 3
_LOUD: Final = 0.72
"""From this score on a piece is hinted at; chosen so that few calm posts are."""

_FEWEST: Final = 8
"""Fewer characters say too little for a guess."""


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Offer each rule of this kind the loud phrases. The word lists are not needed."""
    del words
    categories = {rule.category for rule in rules}
    model = tone()

    def detect(draft: Draft) -> Iterator[Span]:
        taken = [s.start for s in draft.spans if s.rule.category in categories]
        for piece in pieces(draft.folded.text):
            place = _spoken(piece, model)
            if place and not any(_inside(start, piece, draft) for start in taken):
                for rule in rules:
                    yield Span(*draft.folded.span(*place), rule, rule.level)

    return detect


def _spoken(piece: Piece, model: Tone) -> tuple[int, int] | None:
    """Give the loudest phrase of a loud piece, as folded positions."""
    if len(piece.text) < _FEWEST or model.score(piece.text) < _LOUD:
        return None
    start, end = model.telling(piece.text)
    return (piece.start + start, piece.start + end) if end else None


def _inside(start: int, piece: Piece, draft: Draft) -> bool:
    low, high = draft.folded.span(piece.start, piece.end)
    return low <= start < high

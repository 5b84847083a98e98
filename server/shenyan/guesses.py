"""A guess is silent beside anything surer; a doubtful word is told only there."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from shenyan.draft import Span
from shenyan.finding import IDENTIFIERS

_GUESSING: Final = frozenset({"tone"})
"""Detectors that guess from the sound of a post."""

_MUTE: Final = IDENTIFIERS | {"person-name"}
"""Categories that say nothing of how a post sounds."""

_BESIDE: Final = 120
"""Code points between two findings of what is read as one post."""


def surest(spans: list[Span]) -> list[Span]:
    """Drop the guesses beside a finding of what the post says, and doubtful words elsewhere."""
    told = [s for s in spans if s.rule.category not in _MUTE and not _guessed(s) and not s.doubtful]
    starts = sorted(span.start for span in told)
    taken = {(s.rule.category, place) for s in told for place in range(s.start, s.end)}

    def alone(span: Span) -> bool:
        first = bisect_left(starts, span.start - _BESIDE)
        return first == len(starts) or starts[first] > span.end + _BESIDE

    def stays(span: Span) -> bool:
        if not span.doubtful:
            return not _guessed(span) or alone(span)
        free = all((span.rule.category, n) not in taken for n in range(span.start, span.end))
        return free and not alone(span)

    return [span for span in spans if stays(span)]


def _guessed(span: Span) -> bool:
    return span.rule.detector in _GUESSING

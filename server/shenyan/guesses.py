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
    sure = (s for s in spans if s.rule.category not in _MUTE and not (_guessed(s) or s.doubtful))
    told = sorted(sure, key=lambda span: span.start)
    starts = [span.start for span in told]
    longest = max((span.end - span.start for span in told), default=0)

    def alone(span: Span) -> bool:
        first = bisect_left(starts, span.start - _BESIDE)
        return first == len(starts) or starts[first] > span.end + _BESIDE

    def covered(span: Span) -> bool:
        first, last = (bisect_left(starts, at) for at in (span.start - longest, span.end))
        over = (other for other in told[first:last] if other.end > span.start)
        return any(other.rule.category == span.rule.category for other in over)

    def stays(span: Span) -> bool:
        if span.doubtful:
            return not alone(span) and not covered(span)
        return not _guessed(span) or alone(span)

    return [span for span in spans if stays(span)]


def _guessed(span: Span) -> bool:
    return span.rule.detector in _GUESSING

"""A guess is silent beside anything surer."""

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
    """Drop the guesses that stand beside a finding of what the post says."""
    told = [s for s in spans if s.rule.category not in _MUTE and not _guessed(s)]
    starts = sorted(span.start for span in told)

    def alone(guess: Span) -> bool:
        first = bisect_left(starts, guess.start - _BESIDE)
        return first == len(starts) or starts[first] > guess.end + _BESIDE

    return [span for span in spans if not _guessed(span) or alone(span)]


def _guessed(span: Span) -> bool:
    return span.rule.detector in _GUESSING

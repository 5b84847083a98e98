"""What stands together counts together: levels of findings beside a private person's name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import Final

from shenyan.draft import Span
from shenyan.finding import IDENTIFIERS, LEVELS, Level, raised

RAISING: Final = IDENTIFIERS | {"insult", "accusation", "threat", "doxxing", "health", "minor"}
"""Beside a private name these make it an error and rise by one level themselves."""

SHOWING: Final = frozenset({"chat-record", "recording", "portrait", "debt-shaming"})
"""Beside a private name these make it a warning."""

QUIET: Final = frozenset({"email", "license-plate"})
"""Alone these are hints (`info`); beside a private name they count all the same."""

BESIDE: Final = 120
"""Code points between two spans that still count as standing together."""


def combine(spans: list[Span]) -> list[Span]:
    """Raise names and what stands beside them. Partners that context quieted do not count.

    `spans` are sorted by start, so that only the neighbourhood of a name is looked at.
    """
    partners = [i for i, span in enumerate(spans) if _counts(span)]
    starts = [spans[i].start for i in partners]
    longest = max((spans[i].end - spans[i].start for i in partners), default=0)
    levels = [span.level for span in spans]
    related: dict[int, list[int]] = defaultdict(list)
    for i, name in enumerate(spans):
        if name.rule.category == "person-name" and not name.public and not name.own:
            first = bisect_left(starts, name.start - BESIDE - longest)
            last = bisect_right(starts, name.end + BESIDE)
            for j in partners[first:last]:
                if _beside(name, spans[j]):
                    own, other = _raised(spans[j])
                    levels[i] = max(levels[i], own, key=LEVELS.index)
                    related[i].append(j)
                    if other is not None:
                        levels[j] = max(levels[j], other, key=LEVELS.index)
                        related[j].append(i)
    return [
        replace(span, level=levels[i], related=(*span.related, *related[i]))
        if i in related
        else span
        for i, span in enumerate(spans)
    ]


def _counts(partner: Span) -> bool:
    """Tell whether a partner is more than a hint, or a hint by its rule rather than by context."""
    if partner.rule.category not in RAISING | SHOWING:
        return False
    quiet = partner.rule.category in QUIET and partner.rule.level == "info" and not partner.own
    return partner.level != "info" or quiet


def _raised(partner: Span) -> tuple[Level, Level | None]:
    """Give the least level of a name beside a partner, and the partner's, if that rises too."""
    if partner.rule.category in RAISING:
        return "error", raised(partner.level)
    return "warning", None


def _beside(a: Span, b: Span) -> bool:
    return max(a.start, b.start) - min(a.end, b.end) <= BESIDE

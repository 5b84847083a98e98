"""Settle which of several overlapping spans stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from shenyan.draft import Span
from shenyan.finding import IDENTIFIERS, LEVELS


def settle(spans: Iterable[Span], *, ties: bool = False) -> list[Span]:
    """Keep at most one span of a category (of all identifiers: one) over the same text.

    The longest stays; of equally long ones the more urgent, then the first by rule id.
    Findings of different categories may nest: an insult inside a threat stays visible. But what
    is an insult from its first character to its last is nobody's name (沙比, 艹尼玛).

    With `ties`, several rules' spans of one category over exactly the same text stay: before
    context has judged them nobody knows which is the more urgent.
    """
    groups: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        category = span.rule.category
        groups["identifier" if category in IDENTIFIERS else category].append(span)
    kept = [span for group in groups.values() for span in _disjoint(group, ties)]
    abuse = {(s.start, s.end) for s in kept if s.rule.category == "insult" and s.level != "info"}
    if abuse:
        kept = [
            s for s in kept if s.rule.category != "person-name" or (s.start, s.end) not in abuse
        ]
    return sorted(kept, key=lambda s: (s.start, s.end, s.rule.id))


def _disjoint(spans: list[Span], ties: bool) -> list[Span]:
    if len(spans) == 1:
        return spans
    order = sorted(spans, key=lambda s: (s.start - s.end, -LEVELS.index(s.level), s.start))
    taken = bytearray(max(span.end for span in spans))
    places: set[tuple[int, int, str]] = set()
    kept = []
    for span in order:
        free = not any(taken[span.start : span.end])
        if free or (ties and _place(span) in places):
            places.add(_place(span))
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return kept


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.rule.category

"""Where a draft exposes somebody: a phone number, an address … that leads to one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from shenyan.draft import Draft, Span
from shenyan.finding import IDENTIFIERS

REACH: Final = 60
"""How far (code points) such a value still speaks of the same person."""


def leads(draft: Draft) -> list[tuple[int, int]]:
    """List the stretches of the folded text whose findings lead to one person."""
    return [draft.folded.within(s.start, s.end) for s in draft.spans if _leads(s)]


def near(places: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of the places stands within REACH of a folded stretch."""
    return any(max(low, start) - min(high, end) <= REACH for low, high in places)


def _leads(span: Span) -> bool:
    """Tell whether a finding leads to one person; a bare @mention does not expose anybody."""
    quiet = span.level == "info" and span.rule.category == "account"
    return span.rule.category in IDENTIFIERS and not span.own and not quiet

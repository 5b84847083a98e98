"""Hide an address and keep the city and the district: 朝阳区某小区, 老集镇某村."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shenyan.address_parts import kinds_of
from shenyan.alternation import any_of
from shenyan.normalize import Folded
from shenyan.rules import Words

Mask = Callable[[Folded, int, int], str | None]
"""Takes a folded text and the span of an address in it; None where no words are set instead."""

_AREAS: Final = 12
"""How far into an address its city and district may reach."""

_ESTATE: Final = re.compile(r"[0-9a-z零一二三四五六七八九十东西南北中小园校厂城景社片]$")
"""Before 区: a part of an estate or of a town (四区, 东区, 小区) rather than a district."""


def prepare(words: Words) -> Mask:
    """Make it from `address-masks`: a word, and what is written where it occurs."""
    area = re.compile(any_of(kinds_of(words)["admin"]))
    lines = [line.split() for line in words.get("address-masks", ())]

    def mask(folded: Folded, start: int, end: int) -> str | None:
        if not lines:
            return None
        text = folded.text
        areas = area.finditer(text, start, min(end, start + _AREAS))
        kept = [m.end() for m in areas if m.start() - start > 1 and _is_area(text, m)]
        known = folded.source[folded.starts[start] : folded.ends[kept[-1] - 1]] if kept else ""
        fitting = (hidden for word, hidden in lines if word in text[start:end])
        return known + next(fitting, lines[0][1])

    return mask


def _is_area(text: str, area: re.Match[str]) -> bool:
    return _ESTATE.search(text, area.start() - 1, area.start()) is None

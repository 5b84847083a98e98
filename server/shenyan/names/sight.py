"""Where many patterns match a text; after a keystroke only what stands around it is scanned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from shenyan.strips import Cut, Place, Strips

_FAR: Final = 32
"""No match, with what it looks at on either side, is longer (code points)."""

Sights = Mapping[str, Sequence[tuple[int, int]]]
"""The places of each pattern by its name, from left to right; of its group where it has one."""


class Scan:
    """Patterns under names. Threads may share it."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._patterns = [(name, found, found.groups) for name, found in patterns.items()]
        self._strips = Strips(self._read, _FAR)

    def find(self, cut: Cut) -> Sights:
        """Give the places of every pattern."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for start, end, name in self._strips.find(cut):
            places[name].append((start, end))
        return places

    def _read(self, text: str) -> Iterable[Place[str]]:
        return (place for pattern in self._patterns for place in _places(text, *pattern))


def _places(text: str, name: str, pattern: re.Pattern[str], group: int) -> Iterator[Place[str]]:
    for match in pattern.finditer(text):
        yield *match.span(group), name

"""Compile a large pattern when it is first needed: most drafts need few, and start-up none."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Lazy:
    """A pattern that is compiled at its first search. Threads may share it."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern itself, as `Match.re` names it."""
        return re.compile(self._source)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at a place (code points)."""
        return self.regex.match(text, start)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first match between two places (code points)."""
        return self.regex.search(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give the matches in turn."""
        return self.regex.finditer(text)

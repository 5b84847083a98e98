"""What only people do or have, right after a name: 王强|酒驾, 李静|诈捐, 黄海|糖尿病.

The words are the rule authors' (`name-deeds`). Before one of them stands a person, and none of its
characters is the name's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final

from shenyan.alternation import any_of

_BEYOND: Final = 3
"""A word of everyday that runs over a deed's end is no longer beyond it (酒|驾到)."""
_LEAST: Final = 2
"""A name has this many characters."""


class Deeds:
    """The deeds of a word list; `edges` gives where the likeliest words of a text end."""

    def __init__(self, words: Iterable[str], edges: Callable[[str], Collection[int]]) -> None:
        self._words = re.compile(any_of(words))
        self._edges = edges

    def end(self, text: str, start: int) -> int:
        """Give where the deed that begins at `start` ends, or `start` where there is none.

        It is none where an everyday word runs over its end: 中|风险, 打|人民.
        """
        match = self._words.match(text, start)
        if match is None:
            return start
        whole = match.end() - start in self._edges(text[start : match.end() + _BEYOND])
        return match.end() if whole else start

    def cut(self, text: str, start: int, end: int) -> int:
        """Give where the name in text[start:end] ends: before a deed that runs over its end.

        A deed right after the span leaves it whole (王国家|打人). Of a surname alone nothing is
        left but the surname (老|赵|中风).
        """
        if self.end(text, end) > end:
            return end
        for at in range(start + 1, end):
            if self.end(text, at) >= end and (at - start >= _LEAST or self.end(text, at) == end):
                return at
        return end

"""Cut a text into windows in which patterns are tried as if they were tried on the whole text.

Hardly a pattern can match across more than two full stops: a window is a sentence with one or two
after it. After a keystroke few windows are new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.slots import FULL_STOPS

_SENTENCE_START: Final = re.compile(f"(?<![^{FULL_STOPS}])[^{FULL_STOPS}]")
_PAUSE: Final = re.compile(r"[,;:\s]")
_LONG: Final = 160
"""A sentence of more code points is read in pieces."""
_LONGEST: Final = 100
"""No match is longer (code points), but for an endless row of digits or of one word."""
_BEFORE: Final = 40
"""The last person before a match is looked for from here on."""
FAR: Final = 3
"""Patterns that may cross so many full stops are tried on the whole text."""


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence with the sign before it. Matches that begin in `[first, own)` are this window's.

    It starts one character before and ends one character inside the next sentence, or inside the
    first or second after that: so `^` and `$` are true of the text's own begin and end only. A long
    sentence is cut at its pauses; what may belong to a match lies in the window all the same.
    """

    start: int
    first: int
    own: int
    ends: Sequence[int]

    def moved(self, by: int) -> Window:
        """Give the same window of a text that begins elsewhere."""
        ends = [end + by for end in self.ends]
        return Window(self.start + by, self.first + by, self.own + by, ends)

    def shown(self, text: str, far: int) -> str:
        """Give all that its matches depend on, as one text."""
        own = f"{self.first - self.start} {self.own - self.start}"
        return f"{own} {text[self.start : self.ends[far]]}"

    def owns(self, place: int) -> bool:
        """Tell whether a match that begins at a place of the window is this window's."""
        return self.first <= self.start + place < self.own


def whole(text: str) -> Window:
    """Give a text as one window."""
    size = len(text)
    return Window(0, 0, size, [size] * FAR)


def windows(text: str) -> Iterator[Window]:
    """Cut the text; the windows own it all, each place once."""
    size = len(text)
    sentences = [match.start() for match in _SENTENCE_START.finditer(text)] or [0]
    sentences[0] = 0
    for i, sentence in enumerate(sentences):
        nexts = (*sentences[i + 1 : i + FAR + 1], *[size + 1] * FAR)
        begin, behind = max(sentence - 1, 0), min(nexts[0] - 1, size)
        first = begin
        for own in (*_pauses(text, sentence, behind), behind):
            start = max(begin - 1, first - _BEFORE, 0)
            ends = [min(after + 1, own + _LONGEST, size) for after in nexts[:FAR]]
            yield Window(start, first, own, ends)
            first = own


def _pauses(text: str, start: int, end: int) -> Iterator[int]:
    """Give places at which a long sentence can be cut, most of them behind a sign."""
    while end - start > _LONG:
        pause = _PAUSE.search(text, start + _LONG // 2, start + _LONG)
        start = pause.end() if pause else start + _LONG
        yield start

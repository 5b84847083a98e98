"""Read a text strip by strip: after a keystroke only what stands around it is read again.

What a reader finds at a place must depend on the characters around the place alone, and no further
than its reach. The text is cut at the ends of sentences; what was found in each strip is remembered
with the strip's surroundings, and strips side by side that are new are read as one text. A short
text is simply read: most posts are short, and need not pay for what is remembered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Generic, TypeVar

from shenyan.memory import Memory

_STRIP: Final = re.compile("[^\n。!?;]{1,48}[\n。!?;]{0,16}|[\n。!?;]{1,16}")
_SHORT: Final = 256

What = TypeVar("What")
Place = tuple[int, int, What]
"""Code points `[start, end)` of a text, and what was found there."""


class Strips(Generic[What]):
    """A reader of texts with what it found lately. Threads may share it."""

    def __init__(self, read: Callable[[str], Iterable[Place[What]]], reach: int) -> None:
        """Take a reader; `reach` counts code points to each side of where a place begins.

        Nothing of what `read` gives may hold a piece of the text.
        """
        self._read = read
        self._reach = reach
        self._memory: Memory[tuple[Place[What], ...]] = Memory()

    def find(self, text: str) -> list[Place[What]]:
        """Give all places, strip by strip; within one in the order in which they are read."""
        if len(text) <= _SHORT:
            return list(self._read(text))
        bounds = [match.span() for match in _STRIP.finditer(text)]
        keys = [self._key(text, *bound) for bound in bounds]
        known = self._memory.recall_all(keys)
        for first, behind in _gaps(known):
            self._read_anew(text, bounds, keys, known, first, behind)
        return [
            (start + a, start + b, what)
            for (start, _), found in zip(bounds, known, strict=True)
            if found
            for a, b, what in found
        ]

    def _key(self, text: str, start: int, end: int) -> str:
        low = max(start - self._reach, 0)
        return f"{start - low} {end - start} {text[low : end + self._reach]}"

    def _read_anew(
        self,
        text: str,
        bounds: Sequence[tuple[int, int]],
        keys: Sequence[str],
        known: list[tuple[Place[What], ...] | None],
        first: int,
        behind: int,
    ) -> None:
        """Read the strips from `first` on as one text, and remember what each of them holds."""
        low = max(bounds[first][0] - self._reach, 0)
        found: list[list[Place[What]]] = [[] for _ in bounds[first:behind]]
        starts = [start for start, _ in bounds[first:behind]]
        for a, b, what in self._read(text[low : bounds[behind - 1][1] + self._reach]):
            nth = bisect_right(starts, low + a) - 1
            if nth >= 0 and low + a < bounds[first + nth][1]:
                found[nth].append((low + a - starts[nth], low + b - starts[nth], what))
        for nth, places in enumerate(found, first):
            known[nth] = kept = tuple(places)
            self._memory.keep(keys[nth], kept)


def _gaps(known: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Give the stretches of what is not known."""
    first = -1
    for nth, found in enumerate((*known, ())):
        if found is None and first < 0:
            first = nth
        elif found is not None and first >= 0:
            yield first, nth
            first = -1

"""Read a text strip by strip: after a keystroke only what stands around it is read again.

What a reader finds at a place must depend on the characters around the place alone, and no further
than its reach. The text is cut at the ends of sentences; what was found in each strip is remembered
with the strip's surroundings, and strips side by side that are new are read as one text. A short
text is simply read: most posts are short, and need not pay for what is remembered.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, Generic, TypeVar
from weakref import WeakKeyDictionary

from shenyan.lazily import Lazy
from shenyan.memory import DIGEST, Memory, Secret
from shenyan.normalize import Folded

_ENDS: Final = "\n。!?;□"
"""The last stands for whitespace in the view in which names are read."""

_STRIP: Final = re.compile(f"[^{_ENDS}]{{1,48}}[{_ENDS}]{{0,16}}|[{_ENDS}]{{1,16}}")
_SHORT: Final = 256
_SECRET: Final = Secret()
"""All readers share the digests of a text."""

What = TypeVar("What")
Place = tuple[int, int, What]
"""Code points `[start, end)` of a text, and what was found there."""


class Cut:
    """A text and its strips. It is cut when first asked for, and once for all readers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._keys: dict[int, list[bytes]] = {}

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Code points `[start, end)` of each strip."""
        return [match.span() for match in _STRIP.finditer(self.text)]

    def keys(self, reach: int) -> list[bytes]:
        """Tell each strip with its surroundings, at least `reach` code points, from others."""
        if reach not in self._keys:
            starts, ends = zip(*self.bounds, strict=True)
            lows = [max(bisect_right(starts, start - reach) - 1, 0) for start in starts]
            highs = [bisect_left(ends, end + reach) + 1 for end in ends]
            self._keys[reach] = [
                (nth - low).to_bytes(2) + self._digests[low * DIGEST : high * DIGEST]
                for nth, (low, high) in enumerate(zip(lows, highs, strict=True))
            ]
        return self._keys[reach]

    @cached_property
    def _digests(self) -> bytes:
        return b"".join([_SECRET.digest(self.text[start:end]) for start, end in self.bounds])


_CUTS: Final[WeakKeyDictionary[Folded, Cut]] = WeakKeyDictionary()


def cut(folded: Folded, view: str | None = None) -> Cut:
    """Give the cut of a folded text, which lasts as long as that, or of a view that differs."""
    if view is not None and view != folded.text:
        return Cut(view)
    known = _CUTS.get(folded)
    if known is None:
        known = _CUTS[folded] = Cut(folded.text)
    return known


class Strips(Generic[What]):
    """A reader of texts with what it found lately. Threads may share it."""

    def __init__(self, read: Callable[[str], Iterable[Place[What]]], reach: int) -> None:
        """Take a reader; `reach` counts code points to each side of where a place begins.

        Nothing of what `read` gives may hold a piece of the text.
        """
        self._read = read
        self._reach = reach
        self._memory: Memory[tuple[Place[What], ...]] = Memory(secret=_SECRET)

    def find(self, cut: Cut) -> list[Place[What]]:
        """Give all places, strip by strip; within one in the order in which they are read."""
        if len(cut.text) <= _SHORT:
            return list(self._read(cut.text))
        keys = cut.keys(self._reach)
        known = self._memory.known(keys)
        for first, behind in _gaps(known):
            self._read_anew(cut, keys, known, first, behind)
        return [
            (start + a, start + b, what)
            for (start, _), found in zip(cut.bounds, known, strict=True)
            if found
            for a, b, what in found
        ]

    def _read_anew(
        self,
        cut: Cut,
        keys: Sequence[bytes],
        known: list[tuple[Place[What], ...] | None],
        first: int,
        behind: int,
    ) -> None:
        """Read the strips from `first` on as one text, and remember what each of them holds."""
        bounds = cut.bounds[first:behind]
        low = max(bounds[0][0] - self._reach, 0)
        found: list[list[Place[What]]] = [[] for _ in bounds]
        starts = [start for start, _ in bounds]
        for a, b, what in self._read(cut.text[low : bounds[-1][1] + self._reach]):
            nth = bisect_right(starts, low + a) - 1
            if nth >= 0 and low + a < bounds[nth][1]:
                found[nth].append((low + a - starts[nth], low + b - starts[nth], what))
        known[first:behind] = kept = [tuple(places) for places in found]
        self._memory.learn(keys[first:behind], kept)


def matching(pattern: re.Pattern[str] | Lazy, reach: int) -> Strips[None]:
    """Make a reader of the places where a pattern matches."""
    return Strips(lambda text: ((*match.span(), None) for match in pattern.finditer(text)), reach)


def _gaps(known: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Give the stretches of what is not known."""
    first = -1
    for nth, found in enumerate((*known, ())):
        if found is None and first < 0:
            first = nth
        elif found is not None and first >= 0:
            yield first, nth
            first = -1

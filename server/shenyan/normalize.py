"""Fold a draft into plain text, with a map back to every original character.

One original character folds to zero or more folded characters, so the map is exact:
`folded.text[i]` comes from `source[starts[i]:ends[i]]`. Per-character NFKC differs from
whole-string NFKC for combining sequences; exact offsets are worth more to us.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat
from typing import Final

from opencc import OpenCC

_MARKS: Final = frozenset({"Mn", "Me"})  # variation selectors, keycaps, strikes through a letter
_BOXED: Final = ("NEGATIVE CIRCLED LATIN CAPITAL LETTER ", "NEGATIVE SQUARED LATIN CAPITAL LETTER ")
EMOJI: Final = "\u2190-\u2bff\U0001f000-\U0001faff"
"""Arrows, dingbats and emoji, for a pattern's set: what people dress characters with."""

_HIDDEN: Final = frozenset({"Cf"})  # zero-width spaces and joiners, soft hyphens, direction marks


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Folded:
    """Folded text and where each of its characters stands in the source (code points)."""

    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the source span of the non-empty folded span `text[start:end]`."""
        return self.starts[start], self.ends[end - 1]

    def index(self, position: int) -> int:
        """Give the folded index of the first character at or after a source position."""
        return bisect_left(self.starts, position)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Give the folded span of a source span: all folded characters that start inside it."""
        return bisect_left(self.starts, start), bisect_right(self.starts, end - 1)


class _Table(dict[str, str]):
    """Folded form of each character, worked out once per process."""

    def __missing__(self, char: str) -> str:
        category = unicodedata.category(char)
        if category in _MARKS or category in _HIDDEN:
            folded = ""
        elif category in {"Co", "Cs"}:
            folded = "\ufffd"  # private use: our markers in later steps; lone surrogates: RE2 fails
        elif category in {"Nd", "No"} and (value := unicodedata.numeric(char, -1)) in range(100):
            folded = str(int(value))  # circled, dingbat, Arabic-Indic … where NFKC leaves them
        else:
            name = unicodedata.name(char, "") if category == "So" else ""
            letter = name[-1:] if name.startswith(_BOXED) else char
            plain = unicodedata.normalize("NFKC", letter).casefold()
            bare = unicodedata.normalize("NFKD", plain)
            plain = bare if bare[:1].isascii() else plain  # shǎbī is shabi
            folded = "".join(_simplified(c) for c in plain if unicodedata.category(c) not in _MARKS)
        # 1.1 million code points exist; a hostile client must not fill the memory with them.
        if len(self) < 1 << 16:
            self[char] = folded
        return folded


_TABLE: Final = _Table()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _simplified(char: str) -> str:
    return str(_converter().convert(char)) if char >= "\u3400" and char.isalpha() else char


def fold_text(source: str) -> str:
    """Give what `fold` makes of a text, without the map: for the words of rules and lists."""
    return "".join(map(_TABLE.__getitem__, source))


def fold(source: str) -> Folded:
    """Fold width, case, traditional characters and invisible characters away.

    A dropped mark (variation selector, keycap, strike) belongs to the character before it, so
    that a span over a keycap digit covers the whole keycap. Line breaks stay.
    """
    pieces = list(map(_TABLE.__getitem__, source))
    text = "".join(pieces)
    if len(text) == len(source) and "" not in pieces:
        return Folded(source, text, range(len(source)), range(1, len(source) + 1))
    starts = tuple(chain.from_iterable(map(repeat, range(len(source)), map(len, pieces))))
    ends = [start + 1 for start in starts]
    for position, piece in enumerate(pieces):
        if not piece and unicodedata.category(source[position]) in _MARKS:
            before = bisect_left(starts, position)
            if before and ends[before - 1] == position:
                first = bisect_left(starts, starts[before - 1])
                ends[first:before] = [position + 1] * (before - first)
    return Folded(source, text, starts, tuple(ends))

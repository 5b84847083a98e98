"""A compact word list: the most likely words of a text, each with its kind and rarity.

The list is made from jieba's dictionary when training and lies beside the model, so that nothing
is read from, or cached in, other places at run time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final

KINDS: Final = (
    *("x", "n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "v", "a", "i", "l", "m", "z", "d", "t"),
    *("j", "b", "g", "r", "s", "c", "o", "f", "q", "p", "u", "y", "e", "h", "k", "vn"),
)
"""Kinds of words (jieba's tags); others count under their first letter."""

LONGEST: Final = 6
_KIND_BITS: Final = 5
_STEP: Final = 0.0625
"""Costs (negative natural logarithms of a word's share) are kept in steps of this size."""

_EVERYDAY: Final = 12.0
_PLAIN_KINDS: Final = frozenset(
    i for i, kind in enumerate(KINDS) if kind not in {"nr", "nrt", "nrfg", "ns", "nt", "nz", "t"}
)

_RARE: Final = 6
"""Words seen less often are left out unless they may be names or places."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at text[start:end]; `kind` indexes KINDS, `cost` grows with rarity."""

    start: int
    end: int
    kind: int
    cost: float


class Lexicon:
    """The loaded word list. Looking words up changes nothing, so threads may share it."""

    def __init__(self, words: dict[str, int]) -> None:
        self._words = words
        reach: dict[str, int] = {}
        for word in words:
            head = word[:2]
            if len(word) > reach.get(head, 1):
                reach[head] = len(word)
        self._reach = reach
        self._unknown = max(v >> _KIND_BITS for v in words.values()) * _STEP + 2.0

    def cost(self, word: str) -> float:
        """Return the cost of one word, or of an unknown one."""
        value = self._words.get(word)
        return self._unknown if value is None else (value >> _KIND_BITS) * _STEP

    def holds(self, word: str) -> bool:
        """Tell whether the list has this word."""
        return word in self._words

    def everyday(self) -> frozenset[str]:
        """Give the words of two characters or more that everybody uses and nobody is called."""
        most = int(_EVERYDAY / _STEP) << _KIND_BITS
        last = (1 << _KIND_BITS) - 1
        common = [(word, value) for word, value in self._words.items() if value < most]
        return frozenset(w for w, value in common if len(w) > 1 and value & last in _PLAIN_KINDS)

    def segment(self, text: str) -> tuple[list[Word], list[float]]:
        """Cut `text` into its most likely words; also the cost of the best cut from each index."""
        size = len(text)
        best = [0.0] * (size + 1)
        choice = [(0, 0)] * size
        words, reach, unknown = self._words, self._reach, self._unknown
        for i in range(size - 1, -1, -1):
            value = words.get(text[i])
            cost = unknown if value is None else (value >> _KIND_BITS) * _STEP
            low, pick = cost + best[i + 1], (i + 1, value or 0)
            for end in range(i + 2, min(i + reach.get(text[i : i + 2], 1), size) + 1):
                found = words.get(text[i:end])
                if found is not None:
                    total = (found >> _KIND_BITS) * _STEP + best[end]
                    if total < low:
                        low, pick = total, (end, found)
            best[i], choice[i] = low, pick
        return _path(choice), best


def _path(choice: list[tuple[int, int]]) -> list[Word]:
    found = []
    start = 0
    while start < len(choice):
        end, value = choice[start]
        kind = value & ((1 << _KIND_BITS) - 1)
        found.append(Word(start, end, kind, (value >> _KIND_BITS) * _STEP))
        start = end
    return found


def load_lexicon(path: Path) -> Lexicon:
    """Read the packed list: one line of words per value, the value first."""
    words: dict[str, int] = {}
    for line in zlib.decompress(path.read_bytes()).decode().split("\n"):
        value, *members = line.split(" ")
        words.update(dict.fromkeys(members, int(value)))
    return Lexicon(words)


def pack(lines: Iterable[str]) -> bytes:
    """Pack dictionary lines `word count tag` (jieba's format) for `load_lexicon`."""
    rows = [line.split() for line in lines]
    total = log(sum(int(row[1]) for row in rows))
    groups: dict[int, list[str]] = {}
    for word, count, tag in rows:
        if len(word) <= LONGEST and _wanted(len(word), int(count), tag):
            cost = round((total - log(int(count))) / _STEP)
            groups.setdefault(cost << _KIND_BITS | _kind(tag), []).append(word)
    text = "\n".join(f"{value} {' '.join(sorted(groups[value]))}" for value in sorted(groups))
    return zlib.compress(text.encode(), 9)


def _wanted(length: int, count: int, tag: str) -> bool:
    return count >= _RARE or length == 1 or (tag.startswith(("nr", "ns")) and count > 2)


def _kind(tag: str) -> int:
    return KINDS.index(tag if tag in KINDS else tag[0] if tag[0] in KINDS else "x")

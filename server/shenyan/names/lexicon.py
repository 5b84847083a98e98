"""A compact word list: the most likely words of a text, each with its kind and rarity.

The list is made from jieba's dictionary when training and lies beside the model, so that nothing
is read from, or cached in, other places at run time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from math import log
from pathlib import Path
from typing import Final, NamedTuple

KINDS: Final = (
    *("x", "n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "v", "a", "i", "l", "m", "z", "d", "t"),
    *("j", "b", "g", "r", "s", "c", "o", "f", "q", "p", "u", "y", "e", "h", "k", "vn"),
)
"""Kinds of words (jieba's tags); others count under their first letter."""

LONGEST: Final = 6
_PAIR: Final = 2
_KIND_BITS: Final = 5
_STEP: Final = 0.0625
"""Costs (negative natural logarithms of a word's share) are kept in steps of this size."""

_EVERYDAY: Final = 15.0
_NAME_KINDS: Final = frozenset({"nr", "nrt", "nrfg"})
_NO_NAMES: Final = frozenset(i for i, kind in enumerate(KINDS) if kind not in _NAME_KINDS)
_PLAIN_KINDS: Final = _NO_NAMES - {KINDS.index(kind) for kind in ("ns", "nt", "nz", "t")}
_EMPTY_KINDS: Final = frozenset(KINDS.index(kind) for kind in "tdrcpmfuy")

_RARE: Final = 6
"""Words seen less often are left out unless they may be names or places."""


class Word(NamedTuple):
    """A word at text[start:end]; `kind` indexes KINDS, `cost` grows with rarity."""

    start: int
    end: int
    kind: int
    cost: float


class Lexicon:
    """The packed word list; the words of a first character are unpacked when a text has it.

    Looking words up leaves no trace but that, so threads may share it.
    """

    def __init__(self, packed: Mapping[str, str], highest: int) -> None:
        """`packed` holds lines of `pack` by their first character."""
        self._packed = packed
        self._unpacked: set[str] = set()
        self._words: dict[str, int] = {}
        self._reach: dict[str, int] = {}
        self._unknown = (highest >> _KIND_BITS) * _STEP + 2.0

    def cost(self, word: str) -> float:
        """Return the cost of one word, or of an unknown one."""
        value = self._value(word)
        return self._unknown if value is None else (value >> _KIND_BITS) * _STEP

    def holds(self, word: str) -> bool:
        """Tell whether the list has this word."""
        return self._value(word) is not None

    def everyday(self, word: str) -> bool:
        """Tell whether a word of two characters or more is a known one and no name."""
        value = self._value(word) if len(word) > 1 else None
        plain = value is not None and value & ((1 << _KIND_BITS) - 1) in _PLAIN_KINDS
        return plain and self.cost(word) < _EVERYDAY

    def ends_in_word(self, text: str) -> bool:
        """Tell whether the likeliest cut of `text` ends in a word of two or more, and no name."""
        *_, last = self.segment(text)[0]
        return last.end - last.start > 1 and last.kind in _NO_NAMES

    def edges(self, text: str) -> set[int]:
        """Give where the words of the likeliest cut of `text` end."""
        return {word.end for word in self.segment(text)[0]}

    def ordinary(self, word: str) -> bool:
        """Tell whether the list has this word, and not as somebody's name."""
        value = self._value(word)
        return value is not None and value & ((1 << _KIND_BITS) - 1) in _NO_NAMES

    def empty(self, word: str) -> bool:
        """Tell whether a word says when or how, or binds others (明天, 曾经)."""
        value = self._value(word)
        return value is not None and value & ((1 << _KIND_BITS) - 1) in _EMPTY_KINDS

    def _value(self, word: str) -> int | None:
        if word[:1] not in self._unpacked:
            self._unpack({word[:1]})
        return self._words.get(word)

    def _unpack(self, heads: set[str]) -> None:
        for head in heads - self._unpacked:
            for group in self._packed.get(head, "").split("\t")[1:]:
                value, _, rests = group.partition(" ")
                self._learn(head, int(value), rests.split(" "))
            if head in self._packed:
                self._unpacked.add(head)

    def _learn(self, head: str, value: int, rests: list[str]) -> None:
        words, reach = self._words, self._reach
        for rest in rests:
            word = head + rest
            words[word] = value
            size = len(word)
            if size <= _PAIR:
                reach.setdefault(word, size)
            elif size > reach.get(word[:_PAIR], 1):
                reach[word[:_PAIR]] = size

    def segment(self, text: str) -> tuple[list[Word], list[float]]:
        """Cut `text` into its most likely words; also the cost of the best cut from each index."""
        self._unpack(set(text))
        size = len(text)
        best = [0.0] * (size + 1)
        ends, values = [0] * size, [0] * size
        words, reach, unknown = self._words, self._reach, self._unknown
        for i in range(size - 1, -1, -1):
            value = words.get(text[i])
            cost = unknown if value is None else (value >> _KIND_BITS) * _STEP
            low, until, pick = cost + best[i + 1], i + 1, value or 0
            longest = reach.get(text[i : i + 2])
            if longest is not None:
                for end in range(i + 2, min(i + longest, size) + 1):
                    found = words.get(text[i:end])
                    if found is not None:
                        total = (found >> _KIND_BITS) * _STEP + best[end]
                        if total < low:
                            low, until, pick = total, end, found
            best[i], ends[i], values[i] = low, until, pick
        return _path(ends, values), best


def _path(ends: list[int], values: list[int]) -> list[Word]:
    found = []
    start = 0
    while start < len(ends):
        end, value = ends[start], values[start]
        kind = value & ((1 << _KIND_BITS) - 1)
        found.append(Word(start, end, kind, (value >> _KIND_BITS) * _STEP))
        start = end
    return found


def load_lexicon(path: Path) -> Lexicon:
    """Open the list that `pack` wrote."""
    highest, *lines = zlib.decompress(path.read_bytes()).decode().split("\n")
    return Lexicon({line[0]: line for line in lines}, int(highest))


def pack(lines: Iterable[str]) -> bytes:
    """Pack dictionary lines `word count tag` (jieba's format) for `load_lexicon`.

    First the highest value, then one line per first character: the character, and after each tab
    a value and the rests of the words that have it.
    """
    rows = [line.split() for line in lines]
    total = log(sum(int(row[1]) for row in rows))
    heads: dict[str, dict[int, list[str]]] = {}
    for word, count, tag in rows:
        if len(word) <= LONGEST and _wanted(len(word), int(count), tag):
            cost = round((total - log(int(count))) / _STEP)
            groups = heads.setdefault(word[0], {})
            groups.setdefault(cost << _KIND_BITS | _kind(tag), []).append(word[1:])
    highest = max(value for groups in heads.values() for value in groups)
    text = "\n".join((str(highest), *(_line(head, heads[head]) for head in sorted(heads))))
    return zlib.compress(text.encode(), 9)


def _line(head: str, groups: Mapping[int, list[str]]) -> str:
    return "\t".join((head, *(f"{v} {' '.join(sorted(groups[v]))}" for v in sorted(groups))))


def _wanted(length: int, count: int, tag: str) -> bool:
    return count >= _RARE or length == 1 or (tag.startswith(("nr", "ns")) and count > 2)


def _kind(tag: str) -> int:
    return KINDS.index(tag if tag in KINDS else tag[0] if tag[0] in KINDS else "x")

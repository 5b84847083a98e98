"""Find every wording of `{person}` in a text at once, so that no pattern need hold them all.

The list stands for tens of thousands of wordings: in each of hundreds of patterns it would take
most of the memory. A pattern is tried loosely first (see `alphabet`); where that matches, it is
tried for good with those people only that stand in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import Any, Final

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from shenyan.alphabet import MENTION
from shenyan.draft import PERSON
from shenyan.normalize import fold_text
from shenyan.rules import Words

NAMED: Final = (f"{PERSON}+", "".join(MENTION) + "{1,16}")
"""Who has no wording in the list. They come after those who have one."""

_NAMED: Final = re.compile("|".join(NAMED))
_PERSONS: Final = re.compile(f"{PERSON}+")
_PART: Final = re.compile(r"\{([a-z][a-z-]*)\}(\??)|([^{?])(\?)|([^{?]+)(?!\?)|(.)")
_MOST: Final = 500_000
_LENGTH_BITS: Final = 8


@dataclass(frozen=True)
class Persons:
    """Who stands in a text.

    `covered` tells of each character whether any wording covers it; `words` are the wordings by
    their rank, which is the order in which a pattern tries them; `firsts` has what is tried first
    at a place.
    """

    text: str
    covered: NDArray[np.bool_]
    words: Mapping[int, str]
    firsts: Mapping[int, int]

    def beside(self, start: int, end: int) -> tuple[int, int]:
        """Tell where the last one before a stretch ends and the first one behind it begins.

        They are those that a search for one after the other finds; -1 for nobody.
        """
        starts, ends = self._found
        last, first = bisect_right(ends, start), bisect_left(starts, end)
        before = ends[last - 1] if last else -1
        # 律师家暴: the longest wording, 律师家, runs into the match; a shorter one may not
        if last < len(starts) and self.text[starts[last] : start] in self._wordings:
            before = start
        return before, starts[first] if first < len(starts) else -1

    @cached_property
    def _wordings(self) -> frozenset[str]:
        return frozenset(self.words.values())

    @property
    def ends(self) -> tuple[int, ...]:
        """Tell where each of those ends that a search for one after the other finds."""
        return tuple(self._found[1])

    @cached_property
    def _found(self) -> tuple[Sequence[int], Sequence[int]]:
        found = tuple(_found(self.text, self.firsts))
        return [start for start, _ in found], [end for _, end in found]


def choices(words: Mapping[int, str]) -> str:
    """Write a pattern that matches what `{person}` does where no other wordings stand."""
    listed = (re.escape(words[rank]) for rank in sorted(words))
    return f"(?:{'|'.join((*listed, *NAMED))})"


class People:
    """The list of people, with the lists that its lines name. Threads may share it."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @cached_property
    def chars(self) -> frozenset[str]:
        """All characters that a wording may cover."""
        return self._listed[0]

    @cached_property
    def _listed(self) -> tuple[frozenset[str], Any]:
        """All characters, and what finds each wording with its rank and length."""
        found = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        words = dict.fromkeys(wordings("person", self._words))
        for rank, word in enumerate(words):
            if 0 < len(word) < 1 << _LENGTH_BITS:
                found.add_word(word, rank << _LENGTH_BITS | len(word))
        found.make_automaton()
        return frozenset({PERSON, *"".join(words)}), found

    def find(self, text: str) -> Persons:
        """Find all of them in a folded text, overlapping ones too."""
        covered = bytearray(len(text))
        for named in _PERSONS.finditer(text):
            covered[named.start() : named.end()] = b"\1" * len(named[0])
        firsts: dict[int, int] = {}
        ranked: dict[int, str] = {}
        listed = self._listed[1]
        for last, value in listed.iter(text) if len(listed) else ():
            length = value & (1 << _LENGTH_BITS) - 1
            start = last + 1 - length
            covered[start : last + 1] = b"\1" * length
            firsts[start] = min(firsts.get(start, value), value)
            ranked[value] = text[start : last + 1]
        return Persons(text, np.frombuffer(covered, np.bool_), ranked, firsts)


def wordings(name: str, words: Words, inside: tuple[str, ...] = ()) -> Iterator[str]:
    """Give all that a list stands for, what a pattern tries first coming first.

    Raises ValueError for a list that does not exist, holds itself or stands for too much.
    """
    if name in inside:
        raise ValueError(f"the word list {{{name}}} contains itself")
    for line in sorted(words.get(name, ()), key=len, reverse=True):
        choices = [_choices(match, words, (*inside, name)) for match in _PART.finditer(line)]
        if prod(map(len, choices)) > _MOST:
            raise ValueError(f"a line of the word list {{{name}}} stands for too many wordings")
        yield from map("".join, product(*choices))


def _choices(part: re.Match[str], words: Words, inside: tuple[str, ...]) -> list[str]:
    """Give what one part of a line stands for; what may be absent is absent last."""
    name, absent, char, _, run, other = part.groups()
    if name:
        return [*wordings(name, words, inside), *([""] if absent else [])]
    return [fold_text(char), ""] if char else [fold_text(run or other)]


def _found(text: str, firsts: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Search for one person after the other, and give where each stands."""
    starts = sorted(firsts)
    end = 0
    while True:
        named = _NAMED.search(text, end)
        nth = bisect_left(starts, end)
        if nth < len(starts) and (named is None or starts[nth] <= named.start()):
            start = starts[nth]
            end = start + (firsts[start] & (1 << _LENGTH_BITS) - 1)
        elif named is not None:
            start, end = named.span()
        else:
            return
        yield start, end

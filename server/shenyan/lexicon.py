"""A dictionary of Chinese words, and the most likely cut of a text into them.

The words are jieba's, read straight from its dictionary file: jieba itself would write a cache
into the temporary folder, and nothing here is written at run time. Of a third of a million words
those are read whose first character somebody has asked for.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from math import log
from pathlib import Path
from typing import Final

import numpy as np

LONGEST: Final = 5
"""Longer dictionary entries are sayings; they add nothing to a cut."""


_TOTAL: Final = 60_000_000
"""About how many words the dictionary was counted on."""

_SLANG: Final = 2_000
"""How often the dictionary would have seen a swear word, had it counted them."""

RARE: Final = 10
"""How often it would have seen a term that few people use, or use of anything else."""

_MARGIN: Final = 0.5


class Lexicon:
    """The opened dictionary. What one thread reads of it serves the others too."""

    def __init__(self, data: bytes) -> None:
        """Open `data`: lines of a word, its count and its kind, with spaces between them."""
        self._data = data
        self._places = _places(data)
        self._read: set[str] = set()
        self._counts: dict[str, int] = {}
        self._total = log(_TOTAL)

    def holds(self, word: str) -> bool:
        """Tell whether the dictionary has this word."""
        return word in self._known(word[:1])

    def count(self, word: str) -> int:
        """Return how often the dictionary saw the word."""
        return self._known(word[:1]).get(word, 0)

    def _known(self, heads: str) -> dict[str, int]:
        """Give the counts with at least all words that begin with one of these characters."""
        for head in set(heads) - self._read:
            for start, end in self._places.get(_key(head), ()):
                columns = self._data[start:end].decode().split()
                self._counts.update(zip(columns[::3], map(int, columns[1::3]), strict=True))
            self._read.add(head)
        return self._counts

    def cut(self, text: str) -> list[int]:
        """Return, for each character, the length of the word that it stands in."""
        ends = self._best_ends(text)
        lengths: list[int] = []
        while len(lengths) < len(text):
            length = ends[len(lengths)] - len(lengths)
            lengths += [length] * length
        return lengths

    def splits(self, text: str, start: int, end: int, seen: int = _SLANG) -> bool:
        """Tell whether ordinary words cut text[start:end] apart better than they leave it whole.

        `seen` is how often the dictionary would have seen it, had it counted such words.
        """
        if not self._straddled(text, start, end):
            return False
        best = self._scores(text)
        left = self._scores(text[:start])[0]
        whole = left + log(seen) - self._total + best[end]
        return best[0] > whole + _MARGIN and self._crossed(text, start, end)

    def _straddled(self, text: str, start: int, end: int) -> bool:
        """Tell whether any word at all begins or ends inside text[start:end], not both."""
        later = ((i, j) for i in range(start + 1, end) for j in range(end + 1, i + LONGEST + 1))
        sooner = ((j - n, j) for j in range(start + 1, end) for n in range(j - start + 1, LONGEST))
        return any(self.holds(text[max(i, 0) : j]) for i, j in (*later, *sooner))

    def _crossed(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word of the best cut begins or ends inside text[start:end], not both."""
        place = 0
        for word_end in self._words(text):
            if place < start < word_end < end or start < place < end < word_end:
                return True
            place = word_end
        return False

    def _words(self, text: str) -> list[int]:
        ends, found = self._best_ends(text), [0]
        while found[-1] < len(text):
            found.append(ends[found[-1]])
        return found[1:]

    def _scores(self, text: str) -> list[float]:
        return self._best(text)[0]

    def _best_ends(self, text: str) -> list[int]:
        return self._best(text)[1]

    def _best(self, text: str) -> tuple[list[float], list[int]]:
        counts, total, size = self._known(text), self._total, len(text)
        best, ends = [0.0] * (size + 1), [0] * size
        for i in range(size - 1, -1, -1):
            best[i] = log(counts.get(text[i]) or 1) - total + best[i + 1]
            ends[i] = i + 1
            for j in range(i + 2, min(i + LONGEST, size) + 1):
                count = counts.get(text[i:j])
                if count and (value := log(count) - total + best[j]) > best[i]:
                    best[i], ends[i] = value, j
        return best, ends


def _places(data: bytes) -> dict[int, list[tuple[int, int]]]:
    """Give the stretches of lines that begin alike, by the key of their first character."""
    rows = np.frombuffer(data, np.uint8)
    starts = np.concatenate(([0], np.flatnonzero(rows[:-1] == ord("\n")) + 1))
    first, second, third = (rows[starts + i].astype(np.uint32) for i in range(3))
    second[first < 0xC0] = third[first < 0xE0] = 0  # these belong to no first character
    keys = first << 16 | second << 8 | third
    begins = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))
    bounds = [*starts[begins].tolist(), len(data)]
    places: dict[int, list[tuple[int, int]]] = {}
    for key, start, end in zip(keys[begins].tolist(), bounds, bounds[1:], strict=False):
        places.setdefault(key, []).append((start, end))
    return places


def _key(head: str) -> int:
    """Make a number of the first three bytes of a character in UTF-8."""
    return int.from_bytes(head.encode("utf-8", "replace")[:3].ljust(3, b"\0"))


@cache
def lexicon() -> Lexicon:
    """Open the dictionary once, when somebody first asks for it."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the dictionary comes with jieba; install it")
    return Lexicon(Path(spec.origin).with_name("dict.txt").read_bytes())

"""A dictionary of Chinese words, and the most likely cut of a text into them.

The words are jieba's, read straight from its dictionary file: jieba itself would write a cache
into the temporary folder, and nothing here is written at run time.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from math import log
from pathlib import Path
from typing import Final

LONGEST: Final = 5
"""Longer dictionary entries are sayings; they add nothing to a cut."""


_TOTAL: Final = 60_000_000
"""About how many words the dictionary was counted on."""

_SLANG: Final = 2_000
"""How often the dictionary would have seen a swear word, had it counted them."""

_MARGIN: Final = 0.5


class Lexicon:
    """The loaded word list. Looking words up changes nothing, so threads may share it."""

    def __init__(self, counts: dict[str, str]) -> None:
        """Keep counts as texts until somebody asks: a third of a million are read, few used."""
        self._counts = counts
        self._total = log(_TOTAL)

    def holds(self, word: str) -> bool:
        """Tell whether the dictionary has this word."""
        return word in self._counts

    def count(self, word: str) -> int:
        """Return how often the dictionary saw the word."""
        return int(self._counts.get(word, 0))

    def cut(self, text: str) -> list[int]:
        """Return, for each character, the length of the word that it stands in."""
        ends = self._best_ends(text)
        lengths: list[int] = []
        while len(lengths) < len(text):
            length = ends[len(lengths)] - len(lengths)
            lengths += [length] * length
        return lengths

    def splits(self, text: str, start: int, end: int) -> bool:
        """Tell whether ordinary words cut text[start:end] apart better than they leave it whole."""
        if not self._straddled(text, start, end):
            return False
        best = self._scores(text)
        left = self._scores(text[:start])[0]
        whole = left + log(_SLANG) - self._total + best[end]
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
        counts, total, size = self._counts, self._total, len(text)
        best, ends = [0.0] * (size + 1), [0] * size
        for i in range(size - 1, -1, -1):
            best[i] = log(int(counts.get(text[i], 1)) or 1) - total + best[i + 1]
            ends[i] = i + 1
            for j in range(i + 2, min(i + LONGEST, size) + 1):
                count = counts.get(text[i:j])
                if count and (value := log(int(count)) - total + best[j]) > best[i]:
                    best[i], ends[i] = value, j
        return best, ends


@cache
def lexicon() -> Lexicon:
    """Load the dictionary once, when somebody first asks for it."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the dictionary comes with jieba; install it")
    columns = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    return Lexicon(dict(zip(columns[::3], columns[1::3], strict=True)))

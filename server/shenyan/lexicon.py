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


class Lexicon:
    """The loaded word list. Looking words up changes nothing, so threads may share it."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._total = log(sum(counts.values()))

    def holds(self, word: str) -> bool:
        """Tell whether the dictionary has this word."""
        return word in self._counts

    def count(self, word: str) -> int:
        """Return how often the dictionary saw the word."""
        return self._counts.get(word, 0)

    def cut(self, text: str) -> list[int]:
        """Return, for each character, the length of the word that it stands in."""
        ends = self._best_ends(text)
        lengths: list[int] = []
        while len(lengths) < len(text):
            length = ends[len(lengths)] - len(lengths)
            lengths += [length] * length
        return lengths

    def _best_ends(self, text: str) -> list[int]:
        counts, total, size = self._counts, self._total, len(text)
        best, ends = [0.0] * (size + 1), [0] * size
        for i in range(size - 1, -1, -1):
            best[i] = log(counts.get(text[i], 1)) - total + best[i + 1]
            ends[i] = i + 1
            for j in range(i + 2, min(i + LONGEST, size) + 1):
                count = counts.get(text[i:j])
                if count and (value := log(count) - total + best[j]) > best[i]:
                    best[i], ends[i] = value, j
        return ends


@cache
def lexicon() -> Lexicon:
    """Load the dictionary once, when somebody first asks for it."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the dictionary comes with jieba; install it")
    columns = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    words, counts = columns[::3], columns[1::3]
    return Lexicon({w: int(n) for w, n in zip(words, counts, strict=True) if len(w) <= LONGEST})

"""Keep words that only sound or look like a term from being taken for it."""

from __future__ import annotations

from typing import Any, Final

import ahocorasick

from shenyan.disguise.view import View
from shenyan.lexicon import lexicon

_REACH: Final = 8
"""Characters on each side that decide how a stretch is cut into words."""

_PAIR: Final = 2
_THEM: Final = frozenset("你他她您")
_SAYERS: Final = frozenset("我俺就真老来想去给再还不先")
"""Before a curse they are no part of a word with it (我操你妈)."""

_EVERYDAY: Final = 15_000
"""Two characters that are both this common in the dictionary meet by chance."""


class Guard:
    """Phrases that are innocent although they sound like a term, and the dictionary's opinion."""

    def __init__(self, innocent: tuple[str, ...], particles: frozenset[str]) -> None:
        self._particles = particles
        self._phrases: Any = ahocorasick.Automaton()
        for phrase in innocent:
            self._phrases.add_word(phrase, len(phrase))
        self._phrases.make_automaton()
        self._longest = max(map(len, innocent), default=0)

    def innocent(self, view: View, start: int, end: int) -> bool:
        """Tell whether source[start:end] reads as ordinary words or as a listed phrase."""
        text = view.source
        low, high = max(start - _REACH, 0), end + _REACH
        around = text[low:high]
        words = lexicon()
        surface = text[start:end]
        if words.holds(surface) or (len(surface) == _PAIR and self._by_chance(surface)):
            return True
        lengths = words.cut(around)[start - low : end - low]
        if any(length > 1 for length in lengths):
            return True
        return self._listed(around, start - low, end - low)

    def crossed(self, text: str, start: int, end: int) -> bool:
        """Tell whether text[start:end] is only the end of one word and the start of another."""
        low = max(start - _REACH, 0)
        return lexicon().splits(text[low : end + _REACH], start - low, end - low)

    def begun(self, text: str, start: int) -> bool:
        """Tell whether a word of everyday ends in the first character of a curse: 生日|你妈.

        That is one at somebody, so a word for them comes next.
        """
        if text[start + 1 : start + 2] not in _THEM or not start:
            return False
        words = lexicon()
        ends = (text[max(start - n, 0) : start + 1] for n in (1, 2))
        return any(len(end) > 1 and end[0] not in _SAYERS and words.holds(end) for end in ends)

    def torn(self, view: View, start: int, end: int) -> bool:
        """Tell whether a neighbour makes an ordinary word with one end of two separated ones."""
        text = view.source
        first, last = view.starts[start], view.ends[end - 1]
        words = lexicon()
        before = text[max(first - 1, 0) : first + 1]
        after = text[last - 1 : last + 1]
        return (len(before) > 1 and words.holds(before)) or (len(after) > 1 and words.holds(after))

    def _by_chance(self, pair: str) -> bool:
        everyday = min(map(lexicon().count, pair)) >= _EVERYDAY
        return everyday or not self._particles.isdisjoint(pair)

    def _listed(self, text: str, start: int, end: int) -> bool:
        if not self._longest:
            return False
        hits = ((last - length + 1, last + 1) for last, length in self._phrases.iter(text))
        return any(a <= start and end <= b for a, b in hits)

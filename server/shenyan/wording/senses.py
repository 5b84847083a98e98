"""What kinds of words a text holds: the lists `rules/words/sense-*.yml`, found all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import ahocorasick

from shenyan.normalize import fold_text
from shenyan.rules import Words

PREFIX: Final = "sense-"


class Senses:
    """The loaded lists; looking words up changes nothing, so threads may share them."""

    def __init__(self, words: Words) -> None:
        """Read the lists whose names begin with `sense-`."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for name, listed in words.items():
            if name.startswith(PREFIX):
                for word in listed:
                    kinds[fold_text(word)].add(name.removeprefix(PREFIX))
        self._words = ahocorasick.Automaton()
        for word, names in kinds.items():
            self._words.add_word(word, (len(word), tuple(sorted(names))))
        self._words.add_word("\0", (1, ()))
        self._words.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and kind of every listed word, overlapping ones too."""
        for last, (length, names) in self._words.iter(text):
            for name in names:
                yield last + 1 - length, last + 1, name

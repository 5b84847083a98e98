"""Tell by words alone which patterns may match a text at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import ahocorasick

from shenyan.literals import NOTHING, needed, telling
from shenyan.slots import GAPS, SLOT, Slots


class Sieve:
    """One pass over a text gives the patterns worth trying on it."""

    def __init__(self, patterns: Sequence[str], slots: Slots) -> None:
        """Read off what each pattern needs. Raises ValueError for a slot that does not exist."""
        used = {name for pattern in patterns for name in SLOT.findall(pattern)}
        listed = {name: _slot_words(name, slots) for name in used}
        needs = [needed(pattern, listed) for pattern in patterns]
        numbers = {part: number for number, part in enumerate(frozenset().union(*needs))}
        self._needs = [frozenset(numbers[part] for part in need) for need in needs]
        self._always = [index for index, need in enumerate(needs) if not need]
        self._by_part: dict[int, list[int]] = defaultdict(list)
        for index, need in enumerate(needs):
            if need:
                self._by_part[numbers[telling(need)]].append(index)
        self._words: Any = ahocorasick.Automaton()
        for part, number in numbers.items():
            for word in part:
                self._words.add_word(word, (*self._words.get(word, ()), number))
        self._words.add_word("\0", ())
        self._words.make_automaton()

    def likely(self, text: str) -> list[int]:
        """Give the indexes of the patterns whose needed words all stand in the text."""
        found: set[int] = set()
        for _, numbers in self._words.iter(text):
            found.update(numbers)
        indexes = [i for part in found for i in self._by_part.get(part, ())]
        return [*self._always, *(i for i in indexes if self._needs[i] <= found)]


def _slot_words(name: str, slots: Slots) -> frozenset[str]:
    """Give words of which every text for this slot holds one."""
    if name in GAPS:
        return NOTHING
    return next(iter(needed(slots.fill(f"{{{name}}}"), {})), NOTHING)

"""Tell by words alone which patterns may match a text at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
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
        bits = {part: 1 << nth for nth, part in enumerate(frozenset().union(*needs))}
        self._needs = [sum(bits[part] for part in need) for need in needs]
        self._always = [index for index, need in enumerate(needs) if not need]
        asking: dict[int, list[int]] = defaultdict(list)
        for index, need in enumerate(needs):
            if need:
                asking[bits[telling(need)]].append(index)
        held: dict[str, int] = defaultdict(int)
        called: dict[str, list[int]] = defaultdict(list)
        for part, bit in bits.items():
            for word in part:
                held[word] |= bit
                called[word] += asking.get(bit, ())
        self._words: Any = ahocorasick.Automaton()
        for word, parts in held.items():
            self._words.add_word(word, (parts, called[word]))
        self._words.add_word("\0", (0, []))
        self._words.make_automaton()

    def likely(self, text: str, ranges: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Give, for each range, the indexes of the patterns whose needed words all end in it."""
        hits = list(self._words.iter(text))
        lasts = [last for last, _ in hits]
        needs = self._needs
        likely = []
        for start, end in ranges:
            found = 0
            indexes: set[int] = set()
            for _, (parts, called) in hits[bisect_left(lasts, start) : bisect_left(lasts, end)]:
                found |= parts
                indexes.update(called)
            lacking = ~found
            likely.append([*self._always, *[i for i in indexes if not needs[i] & lacking]])
        return likely


def _slot_words(name: str, slots: Slots) -> frozenset[str]:
    """Give words of which every text for this slot holds one."""
    if name in GAPS:
        return NOTHING
    return next(iter(needed(slots.fill(f"{{{name}}}"), {})), NOTHING)

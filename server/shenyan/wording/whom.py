"""Is anybody but the author in sight: a mere hint needs somebody whom it may be about.

Somebody is a name, a mention, a value that leads to a person, or a word of the lists `_LISTS`;
`whom-not` holds what only looks like one of these words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import ahocorasick

from shenyan.draft import PERSON, Draft
from shenyan.exposure import leads, near
from shenyan.normalize import fold_text
from shenyan.rules import Words

_NEEDED: Final = frozenset(
    {
        "accusation",
        "chat-record",
        "health",
        "insult",
        "minor",
        "portrait",
        "recording",
    }
)
"""Categories that ask for somebody; threats, calls, debts and offers of images may name nobody."""

_LISTS: Final = (
    "whom",
    "whom-acts",
    "aim-third",
    "aim-you",
    "role",
    "figure",
    "child",
    "sense-kin",
)
_SIGNS: Final = (PERSON, "@")
_ENDS: Final = "\n。!?;"
_BEFORE: Final = 60
"""How far (code points) the sentence before still speaks of the same person."""

_AFTER: Final = 40

Sight = Callable[[str, Draft, int, int], bool]


def prepare(words: Words) -> Sight:
    """Make the test whether a hint of a category may stand at `[start, end)` of the folded text."""
    names = [word for name in _LISTS for word in words.get(name, ())]
    return _sight(tuple(names), tuple(words.get("whom-not", ())))


@lru_cache(maxsize=2)
def _sight(names: tuple[str, ...], others: tuple[str, ...]) -> Sight:
    known = ahocorasick.Automaton()
    for word in map(fold_text, names):
        known.add_word(word, (len(word), True))
    for word in map(fold_text, others):
        known.add_word(word, (len(word), False))
    for sign in _SIGNS:
        known.add_word(sign, (1, True))
    known.make_automaton()

    def meant(category: str, draft: Draft, start: int, end: int) -> bool:
        if category not in _NEEDED:
            return True
        low, high = _around(draft.masked, start, end)
        return _named(known, draft.masked[low:high]) or near(leads(draft), start, end)

    return meant


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the sentence of a stretch and the one before it, as far as they are read."""
    least = max(start - _BEFORE, 0)
    first = max(text.rfind(sign, least, start) for sign in _ENDS)
    low = max((text.rfind(sign, least, max(first, least)) for sign in _ENDS), default=-1) + 1
    behind = [place for sign in _ENDS if (place := text.find(sign, end, end + _AFTER)) >= 0]
    return max(low, least), min(behind, default=end + _AFTER)


def _named(known: ahocorasick.Automaton, text: str) -> bool:
    """Tell whether a word for somebody stands outside of every word that only looks like one."""
    found = [(last + 1 - n, last + 1, meant) for last, (n, meant) in known.iter(text)]
    not_meant = [(start, end) for start, end, meant in found if not meant]
    return any(
        meant and not any(low <= start and end <= high for low, high in not_meant)
        for start, end, meant in found
    )

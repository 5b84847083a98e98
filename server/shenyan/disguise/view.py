"""A second reading of a text: separators skipped and emoji read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from shenyan.disguise.tables import Tables

READINGS: Final = 3
"""So many meanings of an emoji are tried."""

_WIDEST: Final = 6
"""More than this between two characters is a pause, not a disguise."""

BREAKS: Final = frozenset("，,。！!？?；;：:、\n\r\"'“”‘’「」『』（）()《》〈〉【】[]<>")
"""Punctuation that usually ends a phrase; in folded text most of it is ASCII."""


@dataclass(frozen=True, slots=True)
class View:
    """`text[i]` is what stands at `source[starts[i]:ends[i]]`; `source` is the folded draft."""

    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def altered(self, start: int, end: int) -> bool:
        """Tell whether text[start:end] differs from what literally stands there."""
        return self.source[self.starts[start] : self.ends[end - 1]] != self.text[start:end]

    def gaps(self, start: int, end: int) -> list[str]:
        """List what was skipped between the characters of text[start:end]."""
        pairs = pairwise(range(start, end))
        return [self.source[self.ends[i] : self.starts[j]] for i, j in pairs]

    def joined(self, start: int, end: int) -> bool:
        """Tell whether text[start:end] may be one word although something was skipped inside.

        A phrase that ends inside speaks against it, unless every character stands apart.
        """
        gaps = self.gaps(start, end)
        if not any(gaps):
            return True
        if max(map(len, gaps)) > _WIDEST:
            return False
        if not any(char in BREAKS for gap in gaps for char in gap):
            return True
        return all(gaps) and len(set(gaps)) == 1 and (len(gaps) > 1 or self._upright(start, end))

    def _upright(self, start: int, end: int) -> bool:
        """Tell whether two characters stand alone, each on its own line."""
        before = self.source[: self.starts[start]][-1:]
        after = self.source[self.ends[end - 1] :][:1]
        return self.gaps(start, end) == ["\n"] and before in {"", "\n"} and after in {"", "\n"}


def plain(source: str) -> View:
    """Give the text as it stands."""
    return View(source, source, range(len(source)), range(1, len(source) + 1))


def undressed(source: str, tables: Tables) -> Iterator[View]:
    """Give the readings of a text without its disguises: one per meaning of emoji, one without."""
    emoji = tables.emoji
    kept = [place for place, char in enumerate(source) if char.isalnum() or char in emoji]
    shown = "".join([source[place] for place in kept])
    present = emoji.keys() & set(shown)
    meanings = min(max((len(emoji[char]) for char in present), default=1), READINGS)
    if present or len(kept) != len(source):
        for choice in range(meanings):
            yield _view(source, shown.translate(_meanings(present, emoji, choice)), kept)
    if present:
        plain = [place for place in kept if source[place] not in present]
        yield _view(source, "".join([source[place] for place in plain]), plain)


def _view(source: str, text: str, places: list[int]) -> View:
    return View(source, text, places, [place + 1 for place in places])


def _meanings(present: Set[str], emoji: Mapping[str, str], choice: int) -> dict[int, str]:
    """Read each emoji in the meaning of this number, or in its last one."""
    return {ord(char): emoji[char][min(choice, len(emoji[char]) - 1)] for char in present}

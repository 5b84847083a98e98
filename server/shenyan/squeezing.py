"""Read a text without the separators and emoji that people put into a word: 微.信, V🌸信."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.normalize import fold_text

_LATIN: Final = re.compile("[a-z]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """What is left of a folded text, and the place in it of every character."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the folded span of `text[start:end]`."""
        return self.at[start], self.at[end - 1] + 1


Squeezer = Callable[[str], Squeezed]


def squeezer(words: Iterable[str]) -> Squeezer:
    """Make the reader; signs that occur in `words` stay, they may be a word's only character.

    Between two Latin words the separators stay: “v x” is one word, “I love x” is not.
    """
    chars = {char for word in words for char in fold_text(word)}
    signs = {char for char in chars if not char.isalnum() and not char.isspace()}
    drop = rf"[^\w{re.escape(''.join(sorted(signs)))}]++"
    alone = f"(?<![a-z][a-z]){drop}(?=[a-z](?![a-z]))"
    plain = re.compile(drop)
    latin = re.compile(f"{drop}(?![a-z])|(?<![a-z]){drop}|{alone}")

    def squeeze(text: str) -> Squeezed:
        separator = latin if _LATIN.search(text) else plain
        pieces: list[str] = []
        at: list[int] = []
        done = 0
        for match in separator.finditer(text):
            pieces.append(text[done : match.start()])
            at.extend(range(done, match.start()))
            done = match.end()
        if not pieces:
            return Squeezed(text, range(len(text)))
        pieces.append(text[done:])
        at.extend(range(done, len(text)))
        return Squeezed("".join(pieces), at)

    return squeeze

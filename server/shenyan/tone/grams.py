"""What the model sees of a text: its runs of one to four characters, each counted once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

LONGEST: Final = 4

_SEEN_ALIKE: Final = str.maketrans("123456789\n", "000000000 ")
"""Digits say nothing here, nor does the kind of a blank."""


def seen(folded: str) -> str:
    """Prepare folded text; position i of the result is position i - 1 of the text."""
    return f" {folded.translate(_SEEN_ALIKE)} "


def grams(text: str) -> set[str]:
    """Give the runs of a prepared text."""
    found = set(text)
    for size in range(2, LONGEST + 1):
        found.update(text[i : i + size] for i in range(len(text) - size + 1))
    return found


def placed(text: str) -> Iterator[tuple[int, str]]:
    """Give the runs of a prepared text with their places."""
    for size in range(1, LONGEST + 1):
        for i in range(len(text) - size + 1):
            yield i, text[i : i + size]

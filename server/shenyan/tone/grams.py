"""What the model sees of a text: its runs of one to four characters, each counted once."""

from __future__ import annotations

from collections.abc import Iterator
from operator import add
from typing import Final

LONGEST: Final = 4

_SEEN_ALIKE: Final = str.maketrans("123456789\n", "000000000 ")
"""Digits say nothing here, nor does the kind of a blank."""


def seen(folded: str) -> str:
    """Prepare folded text; position i of the result is position i - 1 of the text."""
    return f" {folded.translate(_SEEN_ALIKE)} "


def runs(text: str) -> Iterator[list[str]]:
    """Give the runs of one, two ... characters of a prepared text, each list from left to right."""
    found = list(text)
    yield found
    for size in range(1, LONGEST):
        found = list(map(add, found, text[size:]))
        yield found


def grams(text: str) -> set[str]:
    """Give the runs of a prepared text."""
    return set().union(*runs(text))

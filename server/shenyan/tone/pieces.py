"""Cut a long draft into pieces about as long as the posts that the model learnt from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_WHOLE: Final = 120
"""A text of so few characters is read as one."""

_PIECE: Final = 80
_SENTENCE: Final = re.compile(r"[^。!?;…\n]*[。!?;…\n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` stands at folded[start:end]."""

    start: int
    end: int
    text: str


def pieces(folded: str) -> Iterator[Piece]:
    """Cut at the ends of sentences, and inside those that are too long."""
    start = 0
    for end in _ends(folded):
        yield Piece(start, end, folded[start:end])
        start = end


def around(folded: str, start: int, end: int) -> str:
    """Give the piece that a word at folded[start:end] stands in the middle of."""
    if len(folded) <= _WHOLE:
        return folded
    return folded[max(start - _PIECE // 2, 0) : end + _PIECE // 2]


def _ends(folded: str) -> Iterator[int]:
    size = len(folded)
    if size <= _WHOLE:
        yield from [size] if size else []
        return
    start = last = 0
    for sentence in _SENTENCE.finditer(folded):
        while sentence.end() - start > _PIECE:
            start = last if last > start else start + _PIECE
            yield start
        last = sentence.end()
    if size > start:
        yield size

"""Everyday words that look like names, and spans that are such a word or a part of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

NICK: Final = "老小"
"""What stands before a surname that one calls somebody by (老王, 小李)."""

_TAILS: Final = frozenset(
    "里上下中的们真都也就很太好是在和一不又还没有要会能让给被把用挂包洗吃喝卖买开放到去来绕吹慎蘸泡炒煮拌炖腌烤煎蒸浇撒树"
)
"""Characters that follow a word (林子里) and do not end a name that begins like the word."""


@dataclass(frozen=True, slots=True)
class Traps:
    """Words that look like names: those listed, and those that `everyday` says everybody uses."""

    listed: frozenset[str]
    everyday: Callable[[str], bool]

    def __contains__(self, word: str) -> bool:
        return word in self.listed or self.everyday(word)


def in_a_word(text: str, start: int, end: int, traps: Traps) -> bool:
    """Tell whether a span is an everyday word, part of one, or one with 里, 的 or 真 after it."""
    cut = text[end - 1] in _TAILS and text[start : end - 1] in traps
    return cut or text[start:end] in traps or inside_a_word(text, start, end, traps)


def inside_a_word(text: str, start: int, end: int, traps: Traps) -> bool:
    """Tell whether a span is part of a longer everyday word."""
    around = ((0, 1), (0, 2), (1, 0), (2, 0), (1, 1))
    return any(
        text[start - left : end + right] in traps
        for left, right in around
        if left <= start and end + right <= len(text)
    )


def splits_a_word(text: str, start: int, traps: Traps) -> bool:
    """Tell whether 老 or 小 ends a word that began before it (养老|钱)."""
    return text[start] in NICK and text[max(0, start - 1) : start + 1] in traps

"""What a text tells of somebody's name: that it is one, or with which surname it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from shenyan.names.sight import Sights
from shenyan.names.spans import NameSpan

_HAN: Final = "\u3400-\u9fff"
_PAIR: Final = 2
_SAME: Final = 25
"""The surname is told at most this far after the name begins (code points)."""


def told_patterns(family: str, linking: str) -> dict[str, str]:
    """Build the patterns from surnames of one character and those that mostly link words."""
    return {
        # Words of which is said that they are a name (桑葚这名字), or a man or a woman.
        "named": (
            rf"(?<![\w·])[{family}][{_HAN}]{{1,2}}?(?=,[男女](?:$|[^{_HAN}]))"
            rf"|(?:(?<![\w·])|(?<=非说|觉得))[{family}](?<![{linking}])[{_HAN}]"
            r"(?=你?这个?名[字儿真])"
        ),
        # What says somebody's surname (来福…姓来).
        "surname": rf"姓([{family}])(?![{_HAN}](?<![啊呀吧吗呢嘛哦]))",
    }


def told(
    text: str,
    seen: Sights,
    is_name: Callable[[str], bool],
    led: Callable[[str, NameSpan], bool],
) -> Iterator[NameSpan]:
    """Find words of which the text says that they are names.

    Of a surname's words `is_name` tells which can be a whole name, and `led` whether the words
    around may speak of a person.
    """
    for start, end in seen["named"]:
        yield NameSpan(start, end)
    for at, end in seen["surname"]:
        said = at - 1
        for start in _places(text, text[at:end], max(0, said - _SAME), said):
            span = NameSpan(start, start + _PAIR)
            if is_name(text[start : span.end]) and led(text, span):
                yield span


def _places(text: str, part: str, start: int, end: int) -> Iterator[int]:
    """Give the places of `part` in text[start:end]."""
    while (start := text.find(part, start, end)) >= 0:
        yield start
        start += 1

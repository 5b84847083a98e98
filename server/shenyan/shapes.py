"""Tell where in a run of digits a number begins and ends, and whether its shape looks meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, Literal

from shenyan.digits import LIST_MARKS, Run

Shape = Literal["plain", "odd"]

_SPLITS: Final = frozenset(
    {
        (3, 4, 4),
        (4, 4, 3),
        (3, 3, 5),
        (3, 5, 3),
        (4, 3, 4),
        (3, 2, 3, 3),
        (3, 3, 3, 2),
        (3, 4, 2, 2),
    }
)
"""How people group the eleven digits of a mobile number."""


_DECORATION: Final = re.compile("[\u2190-\u2bff\U0001f000-\U0001ffff]")
_SEGMENT: Final = re.compile("[tsm][ts]*+")


def stands_alone(run: Run, start: int, end: int, text: str, idioms: Collection[str]) -> bool:
    """Tell whether `digits[start:end]` is not a piece of a longer number in its run.

    `idioms` are everyday words with a numeral, which is then no digit: 一下198… is 198….
    """
    inner = frozenset(run.inner_gaps(start, end))
    inside = frozenset(run.kinds[start:end])
    for cut, outer in ((start, start - 1), (end, end)):
        if not 0 < cut < len(run) or is_idiom(run, outer, text, idioms):
            continue
        if not _divides(run, cut, inner, run.kinds[outer] in inside):
            return False
    return True


def is_idiom(run: Run, k: int, text: str, idioms: Collection[str]) -> bool:
    """Tell whether the numeral at digit `k` is a piece of an everyday word."""
    if run.kinds[k] != "h":
        return False
    place = run.at[k]
    return text[place : place + 2] in idioms or text[max(place - 1, 0) : place + 1] in idioms


def _divides(run: Run, cut: int, inner: frozenset[str], alike: bool) -> bool:
    """Tell whether digits `cut - 1` and `cut` belong to two numbers.

    `inner` are the gaps inside the one; `alike` says that the other is written like it.
    """
    gap = run.gaps[cut]
    if gap:
        decimal = gap == "." and run.kinds[cut - 1] == run.kinds[cut] == "d"
        return not decimal and (gap not in inner or bool(LIST_MARKS & set(gap)))
    return not alike or bool({run.kinds[cut - 1], run.kinds[cut]} & {"w", "l"})


def shape(run: Run, start: int, end: int, counters: Collection[str]) -> Shape:
    """Tell whether the digits are grouped as people group them, or only perhaps one number."""
    gaps = run.inner_gaps(start, end)
    if not gaps:
        return "plain"
    groups = run.groups(start, end)
    words = [gap for gap in gaps if _has_letters(gap)]
    if any(word.strip()[:1] in counters for word in words):
        return "odd"
    if groups in _SPLITS or len(groups) == end - start:
        return "plain"
    if words:
        return "plain" if len(groups) == 2 and min(groups) > 2 else "odd"
    if any(_DECORATION.search(gap) for gap in gaps):
        return "plain"  # nobody decorates a price or a date with emoji
    return "plain" if len(groups) == 2 and not _is_list(gaps) else "odd"


def light(run: Run, start: int, most: int) -> int:
    """Give the end of the digits from `start` on that light separators hold together."""
    end = run.joints.find("m", start + 1, start + most)
    return end if end >= 0 else min(len(run), start + most)


def segments(run: Run) -> list[tuple[int, int]]:
    """Cut a run where more than a light separator stands between two digits."""
    return [match.span() for match in _SEGMENT.finditer(run.joints)]


def _has_letters(gap: str) -> bool:
    return any(char.isalnum() for char in gap)


def _is_list(gaps: list[str]) -> bool:
    """Tell whether commas divide the digits; a line break may also cut one number in two."""
    return any((LIST_MARKS - {"\n"}) & set(gap) for gap in gaps)

"""Tell where in a run of digits a number begins and ends, and whether its shape looks meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
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
        (3, 2, 2, 4),
        (3, 2, 2, 2, 2),
        (3, 3, 2, 3),
        (2, 3, 3, 3),
    }
)
"""How people group the eleven digits of a mobile number."""


_PAIRS: Final = frozenset({(2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2)})
_DECORATION: Final = re.compile("[\u2190-\u2bff\U0001f000-\U0001ffff]")
_MOBILE: Final = 11
_TOLD: Final = 3
_SIGNS: Final = frozenset({" ", "-", ".", "·", "_"})
_DATE: Final = re.compile(r"19\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_SEGMENT: Final = re.compile("[tsm][ts]*+")


def may_begin(run: Run, k: int, text: str, idioms: Collection[str]) -> bool:
    """Tell at once that a digit touched by another of its kind begins no number (but +86…)."""
    if k == 0:
        return True
    if run.gaps[k]:  # 1 3 8 0: evenly spaced digits begin where the spacing does
        return run.gaps[k] != run.gaps[k + 1] or run.joints[k] == "m"
    before, kind = run.kinds[k - 1], run.kinds[k]
    if kind == "l" and before == "d":
        return False
    if before != kind:  # a letter in a Latin word before a number is no digit: tel138…
        return before != "l" or "l" not in run.kinds[k : k + _MOBILE]
    if kind == "w":  # the word before a number told by its sound may sound like a digit itself
        return True
    prefix = run.digits[max(k - 4, 0) : k]
    return prefix.endswith("86") or prefix == "0" or is_idiom(run, k - 1, text, idioms)


def is_cut_off(run: Run, start: int, end: int) -> bool:
    """Tell whether gaps divide the number from its neighbours, the same gaps as inside or not."""
    return (start == 0 or bool(run.gaps[start])) and (end == len(run) or bool(run.gaps[end]))


def is_sane(run: Run, start: int, end: int) -> bool:
    """Letters need digits beside them; homophones need to follow each other evenly."""
    kinds, gaps = run.kinds[start:end], run.inner_gaps(start, end)
    if "l" in kinds and kinds.count("d") + kinds.count("h") < 3:
        return False
    if "w" not in kinds and "l" not in kinds:
        return True
    if "w" in {kinds[0], kinds[-1]} and kinds.count("w") == 1 and "d" in kinds:
        return False  # one homophone beside plain digits is the word before or after them
    if "w" not in kinds:
        if run.kinds[end - 1] == "l" and LIST_MARKS & set(run.gaps[end - 1]) - {"\n"}:
            return False  # a letter behind a comma begins the next word: …，LINE
        return not any(char.isalnum() for gap in gaps for char in gap) and (
            not gaps or not _has_word(run, start, end)
        )
    return len(set(gaps)) <= 1 and not any(char.isalnum() for gap in gaps for char in gap)


def _has_word(run: Run, start: int, end: int) -> bool:
    """Tell whether two letters or more stand apart from all digits: a word, QQ or so, not oooo."""
    cuts = [start, *(k for k in range(start + 1, end) if run.gaps[k]), end]
    return any(
        b - a > 1 and set(run.kinds[a:b]) == {"l"} and set(run.digits[a:b]) != {"0"}
        for a, b in pairwise(cuts)
    )


def is_counted(text: str, end: int, counters: tuple[str, ...]) -> bool:
    """Tell whether a counter follows an amount; in 天天打来 there is none."""
    return text.startswith(counters, end) and text[end] != text[end + 1 : end + 2]


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


def shape(run: Run, start: int, end: int, counters: tuple[str, ...]) -> Shape:
    """Tell whether the digits are grouped as people group them, or only perhaps one number."""
    gaps = run.inner_gaps(start, end)
    if not gaps:
        return "plain"
    groups = run.groups(start, end)
    words = [gap for gap in gaps if _has_letters(gap)]
    if any(word.strip().startswith(counters) for word in words):
        return "odd"
    if len(groups) == end - start or (groups in _SPLITS and not (words and len(groups) > _TOLD)):
        return "plain"
    if words:
        return "plain" if len(groups) == 2 and min(groups) > 2 else "odd"
    spaced = _is_spaced(gaps, groups, run.digits, start)
    dictated = min(groups) > 1 and _is_dictated(run, start, end)
    if dictated or (spaced and (min(groups) > 1 or groups in _PAIRS)):
        return "plain"
    decorated = any(_DECORATION.search(gap) for gap in gaps)  # nobody decorates a price or a date
    return "plain" if decorated or (len(groups) == 2 and not _is_list(gaps)) else "odd"


def _is_dictated(run: Run, start: int, end: int) -> bool:
    """Tell 一五九，三个八，零六，七二一, which is no list of amounts."""
    return set(run.kinds[start:end]) == {"h"}


def _is_spaced(gaps: list[str], groups: tuple[int, ...], digits: str, start: int) -> bool:
    """Tell 13300 88 2749, a few groups with the same sign between, from a date and a number."""
    same = len(set(gaps)) == 1 and gaps[0] in _SIGNS
    return same and (len(gaps) <= _TOLD or groups in _PAIRS) and not _DATE.match(digits, start)


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

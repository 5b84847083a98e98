"""Hear digits told in bulk: 四个零 is 0000, 双六 is 66, 三连八 is 888, 零乘四 is 0000."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from shenyan.alternation import any_of

Repeats = Mapping[int, str]
"""What the character at a place of the text stands for: no digit, one, or several."""

_MOST: Final = 8


def finder(table: Sequence[str], values: Mapping[str, str]) -> Callable[[str], Repeats]:
    """Make the search from lines of `digit-repeats`: how often, or `by`, and the words for it.

    `values` gives the digit of every plain digit and numeral.
    """
    counts: dict[str, int] = {}
    before: list[str] = []
    after: list[str] = []
    for line in table:
        times, *words = line.split()
        if times.isdigit():
            counts |= dict.fromkeys(words, int(times))
        else:
            (before if times == "before" else after).extend(words)
    numerals = "".join(values)
    hint = re.compile(any_of((*before, *after, *counts)))
    pattern = re.compile(
        rf"(?P<own>{any_of(counts)})(?P<one>[{numerals}])"
        rf"|(?P<times>[2-{_MOST}{_counting(values)}])(?:{any_of(before)})(?P<each>[{numerals}])"
        rf"|(?P<digit>[{numerals}])(?:{any_of(after)})(?P<often>[2-{_MOST}{_counting(values)}])"
    )

    def find(text: str) -> Repeats:
        if hint.search(text) is None:
            return {}
        found: dict[int, str] = {}
        for match in pattern.finditer(text):
            digit = values[match["one"] or match["each"] or match["digit"]]
            often = counts.get(match["own"]) or int(values[match["times"] or match["often"]])
            found |= _spread(digit * often, *match.span())
        return found

    return find


def _counting(values: Mapping[str, str]) -> str:
    """List the numerals that may say how often."""
    return "".join(c for c, v in values.items() if c > "\u3400" and 2 <= int(v) <= _MOST)


def _spread(digits: str, start: int, end: int) -> Repeats:
    """Give the digits to the characters that tell them: one to each, what is left to the last.

    Where there are fewer digits than characters, those in the middle stand for none.
    """
    inner = digits[1 : min(end - start, len(digits)) - 1]
    spread = {start: digits[0], end - 1: digits[1 + len(inner) :]}
    for nth, place in enumerate(range(start + 1, end - 1)):
        spread[place] = inner[nth : nth + 1]
    return spread

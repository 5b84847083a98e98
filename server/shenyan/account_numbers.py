"""Take the number that stands where a cue announces one: 1 2 3 4 5 6 7, 三四八五二三一."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.digits import Run, digit_at
from shenyan.normalize import fold_text
from shenyan.numerals import values
from shenyan.rules import Words
from shenyan.shapes import is_idiom, light

_SHORTEST: Final = 5
_LONGEST: Final = 12
_LONG: Final = 17
_TOUCHING: Final = 8
_ZERO_LED: Final = 8
_VERSION: Final = re.compile(r"(?!\d(?:\.\d){5}|\d\d(?:\.\d\d){3})\d+(?:\.\d+)+")
"""Six single digits or four pairs between dots are no version: 2.3.4.5.6.7, 32.04.97.88."""

_COUNTED: Final = re.compile(r"\s?[、,，]\s?")
_FILLER: Final = re.compile(r"[\u3400-\u9fff]")
_GROUP: Final = 3
_HALVES: Final = 2
_BROKEN: Final = 7
_MOST: Final = 11


@dataclass(frozen=True, slots=True)
class Numbers:
    """Finds the number of an account; made once from the word lists."""

    counters: tuple[str, ...]
    idioms: frozenset[str]
    told: frozenset[str]

    def at(
        self, text: str, runs: Sequence[Run], begin: int, *, long: bool = False
    ) -> tuple[int, int] | None:
        """Take the number that begins at `begin`; a `long` one, where it is called an id."""
        found = digit_at(runs, begin)
        if found is None:
            return None
        run, k = found
        end = self._end(run, k, text)
        if not _SHORTEST <= end - k <= (_LONG if long else _LONGEST) or _is_zero_led(run, k, end):
            return None
        if {"l", "h"} <= set(run.kinds[k:end]) or (run.kinds[k] == "w" and "d" in run.kinds[k:end]):
            return None  # V813s四核, 威武霸气 666666: no number in disguise
        first, last = run.span(k, end)
        after = text[last : last + 1]
        if after.isascii() and after.isalpha():
            return None  # a handle that begins with digits
        if _VERSION.fullmatch(text, first, last):
            return None
        return None if text.startswith(self.counters, last) else (first, last)

    def before(self, runs: Sequence[Run], end: int) -> tuple[int, int] | None:
        """Take the number that ends at `end`."""
        found = digit_at(runs, end - 1)
        if found is None:
            return None
        run, last = found
        k = last
        while k and run.joints[k] != "m" and last - k < _LONGEST:
            k -= 1
        if not _SHORTEST <= last - k < _LONGEST or run.digits[k] == "0":
            return None
        return run.span(k, last + 1)

    def _end(self, run: Run, k: int, text: str) -> int:
        """Give the end of what touches, or of what light separators hold together."""
        end = light(run, k, 2 * _LONGEST)
        touching = k + 1
        while touching < end and not run.gaps[touching]:
            touching += 1
        if end - k > _LONGEST or touching - k >= _TOUCHING:
            end = touching
        end = max(end, self._resumed(run, k, end, text))
        while end > k + 1 and self._is_next_word(run, k, end - 1, text):
            end -= 1
        while end > k + 1 and is_idiom(run, end - 1, text, self.idioms):
            end -= 1
        return end

    def _is_next_word(self, run: Run, k: int, last: int, text: str) -> bool:
        """Tell whether the last digit is a letter or a homophone behind plain digits.

        Nobody says 洞, 拐, 勾 among numerals but for a digit.
        """
        kinds = set(run.kinds[k:last])
        if run.kinds[last] not in "wl" or not kinds & {"d", "h"}:
            return False
        return "d" in kinds or text[run.at[last]] not in self.told

    def _resumed(self, run: Run, k: int, end: int, text: str) -> int:
        """Give the end of a number written in parts that a mere separator would not join.

        1、0、9、6、1、9 counts its digits; a line break or a filler cuts 2481啊1943 in two, and
        groups as short as these are no accounts by themselves.
        """
        if end >= len(run) or set(run.kinds[k : end + 1]) - {"d"}:
            return end
        stop = _same_gap(run, k, end)
        whole = stop == len(run) or run.gaps[stop]
        counted = text.startswith(self.counters, run.span(k, stop)[1])
        if not whole or counted or not _BROKEN <= stop - k <= _MOST:
            return end
        groups, gap = run.groups(k, stop), run.gaps[end]
        if len(groups) == _HALVES and min(groups) >= _GROUP:
            filled = _FILLER.fullmatch(gap) and not gap.startswith(self.counters)
            joined = gap == "\n" or (filled and max(groups) < _SHORTEST)
        else:
            joined = set(groups) == {1} and _COUNTED.fullmatch(gap) is not None
        return stop if joined else end


def _same_gap(run: Run, k: int, end: int) -> int:
    """Give the end of the digits from `k` on that touch, or have the gap at `end` between them."""
    stop = end + 1
    while stop < len(run) and stop - k <= 2 * _MOST and run.gaps[stop] in {"", run.gaps[end]}:
        stop += 1
    return stop


def prepare(words: Words) -> Numbers:
    """Make it from `counters` and `numeral-words`."""
    counters = tuple(fold_text(word) for word in words.get("counters", ()))
    return Numbers(
        counters,
        frozenset(words.get("numeral-words", ())),
        frozenset(map(chr, values(words, "told"))),
    )


def _is_zero_led(run: Run, k: int, end: int) -> bool:
    return run.digits[k] == "0" and end - k < _ZERO_LED

"""Read digits however they are written: 138, 一三八, 幺叁捌, l38, 1啊3啊8, 1🌸3🌸8.

The folded text (see `normalize`) already has circled, keycap and full-width digits as 0–9. Here
every other character that may stand for a digit gets its value and its kind:

    d  0–9          h  a Chinese numeral          l  a letter that looks like a digit
    w  a spoken form or a homophone, which counts only among others of its kind

A `Run` is a stretch of such characters with little between them. What number, if any, stands
somewhere inside a run is for the detectors to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final
from weakref import WeakKeyDictionary

from shenyan.alternation import any_of
from shenyan.normalize import Folded
from shenyan.numerals import Kinds, tables
from shenyan.repeats import Repeats
from shenyan.repeats import finder as repeats_in
from shenyan.rules import Words

LIST_MARKS: Final = frozenset(",、;，；\n")
"""What stands between two numbers of a list rather than inside one number."""

_RUN: Final = re.compile("[dhlw](?:(?:[se]{1,12}|(?<=[dh])[se]?[ca]{1,3}[se]?(?=[dh]))?[dhlw])*+")
_BARS: Final = re.compile("(?<![dhlw])[dh]{3,4}(?:l[dh]{4}){1,3}l[dh]{3,4}(?![dhlw])")
"""Strokes that look like a 1 and divide groups: 138丨0000丨1234."""
_TOLD_IN_PARTS: Final = 7
_SHORTEST: Final = 5
_PLAIN: Final = 3
_SPOKEN: Final = 6
_LIGHT: Final = 3
_NEAR: Final = 14
_MASKED: Final = re.compile(r"\*{3,}")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that follow each other closely; index `k` means the k-th of them.

    `at[k]` is its place in the folded text, `gaps[k]` the folded text between it and the digit
    before it ("" where they touch, and for the first). `joints[k]` says how it hangs on to the
    digit before: it touches (t), a light separator stands between (s), or more than that (m).
    """

    digits: str
    kinds: str
    at: Sequence[int]
    gaps: Sequence[str]
    joints: str

    def __len__(self) -> int:
        return len(self.digits)

    def groups(self, start: int, end: int) -> tuple[int, ...]:
        """Give the lengths of the touching groups of `digits[start:end]`."""
        cuts = [start, *(k for k in range(start + 1, end) if self.gaps[k]), end]
        return tuple(b - a for a, b in pairwise(cuts))

    def inner_gaps(self, start: int, end: int) -> list[str]:
        """Give the non-empty gaps inside `digits[start:end]`."""
        return [gap for gap in self.gaps[start + 1 : end] if gap]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the folded span of `digits[start:end]`."""
        return self.at[start], self.at[end - 1] + 1


def digit_at(runs: Sequence[Run], place: int) -> tuple[Run, int] | None:
    """Find the run and the index of the digit at a folded place, if one stands there."""
    nth = bisect_left(runs, place, key=lambda run: run.at[-1])
    if nth == len(runs):
        return None
    run = runs[nth]
    k = bisect_left(run.at, place)
    return (run, k) if run.at[k] == place else None


Reader = Callable[[Folded], tuple[Run, ...]]


def reader(words: Words) -> Reader:
    """Make the reader for `digits`, `digit-joiners`, `separators` and `digit-repeats`."""
    tables = ("digits", "digit-joiners", "separators", "digit-repeats")
    return _reader(*(tuple(words.get(name, ())) for name in tables))


@dataclass(frozen=True, slots=True)
class _Signs:
    """What stands for digits, and what people write between them; made once."""

    values: dict[str, str]
    kinds: Kinds
    joiner: re.Pattern[str]
    spoken: re.Pattern[str]
    repeats: Callable[[str], Repeats]


@cache
def _reader(
    table: tuple[str, ...], joiners: tuple[str, ...], spoken: tuple[str, ...], bulk: tuple[str, ...]
) -> Reader:
    values, kinds = tables(table)
    repeats = repeats_in(bulk, {c: v for c, v in values.items() if kinds[ord(c)] in "dh"})
    joiner, separator = (re.compile(any_of(words)) for words in (joiners, spoken))
    signs = _Signs(values, kinds, joiner, separator, repeats)
    memo: WeakKeyDictionary[Folded, tuple[Run, ...]] = WeakKeyDictionary()

    hint = _hint(kinds)

    def read(folded: Folded) -> tuple[Run, ...]:
        known = memo.get(folded)
        if known is None:
            hinted = hint.search(folded.text) is not None
            known = tuple(_runs(folded.text, signs)) if hinted else ()
            memo[folded] = known
        return known

    return read


def _hint(kinds: Kinds) -> re.Pattern[str]:
    """Build what any run contains: three plain digits or six homophones not far from each other.

    Most drafts have neither, and need no closer look.
    """
    plain = re.escape("".join(chr(code) for code, kind in kinds.items() if kind in "dh"))
    spoken = plain + re.escape("".join(chr(code) for code, kind in kinds.items() if kind in "lw"))
    near = f"[^{plain}]{{0,{_NEAR}}}[{plain}]"
    return re.compile(f"[{plain}]{near}{near}|[{spoken}](?:[^\\w]{{0,{_NEAR}}}+[{spoken}]){{5}}")


def _runs(text: str, signs: _Signs) -> Iterator[Run]:
    view = text.translate(signs.kinds)
    bulk = signs.repeats(text)
    if bulk:
        view = "".join("h" if place in bulk else kind for place, kind in enumerate(view))
    if view.count("d") + view.count("h") >= _TOLD_IN_PARTS:
        view = _blank(view, signs.joiner.finditer(text), "s")
        view = _BARS.sub(lambda match: match[0].replace("l", "s"), view) if "l" in view else view
    if "***" in text:
        view = _blank(view, _MASKED.finditer(text), "x")
    for match in _RUN.finditer(view):
        if _may_be_number(match[0]):
            yield _run(text, view, signs, bulk, *match.span())


def _blank(view: str, matches: Iterator[re.Match[str]], kind: str) -> str:
    """Let the matched stretches count as `kind`."""
    for match in matches:
        view = view[: match.start()] + kind * (match.end() - match.start()) + view[match.end() :]
    return view


def _may_be_number(kinds: str) -> bool:
    """Tell whether a stretch has enough digits: fewer plain ones do than homophones."""
    plain = kinds.count("d") + kinds.count("h")
    spoken = kinds.count("w")
    total = plain + spoken + kinds.count("l")
    return total >= _SHORTEST and (plain >= _PLAIN or plain + spoken >= _SPOKEN)


def _run(text: str, view: str, signs: _Signs, bulk: Repeats, start: int, end: int) -> Run:
    kinds = view[start:end]
    if not bulk and not kinds.strip("dhlw"):  # most numbers: every digit touches the next
        digits = "".join(map(signs.values.__getitem__, text[start:end]))
        size = end - start
        return Run(digits, kinds, range(start, end), [""] * size, "t" * size)
    at = [k for k in range(start, end) if view[k] in "dhlw"]
    if bulk:
        told = [bulk[k] if k in bulk else signs.values[text[k]] for k in at]
        at = [k for k, digits in zip(at, told, strict=True) for _ in digits]
        gaps = [_gap(text, a, b, bulk) for a, b in pairwise(at)]
    else:
        told = [signs.values[text[k]] for k in at]
        gaps = [text[a + 1 : b] for a, b in pairwise(at)]
    gaps.insert(0, "")
    return Run(
        "".join(told),
        "".join([view[k] for k in at]),
        at,
        gaps,
        "".join([_joint(gap, signs.spoken) if gap else "t" for gap in gaps]),
    )


def _gap(text: str, a: int, b: int, bulk: Repeats) -> str:
    """Give what stands between two digits; words that only say how often are nothing."""
    return "" if b - 1 in bulk and a in bulk else text[a + 1 : b]


def _joint(gap: str, spoken: re.Pattern[str]) -> str:
    """Tell a light separator inside a number, spelled or not, from what divides two numbers."""
    if any(char.isalnum() for char in gap):
        gap = spoken.sub("-", gap)
    if len(gap) > _LIGHT or not LIST_MARKS.isdisjoint(gap):
        return "m"
    return "m" if any(char.isalnum() for char in gap) else "s"

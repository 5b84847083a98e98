"""Find numbers with a country code, in digits, and Taiwan's mobiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from shenyan import phone
from shenyan.strips import Cut, Place, Strips

_NUMBER: Final = re.compile(
    r"(?<![\d+])(?:\+\s?|00)[1-9](?:[\s\-().]{0,2}\d){6,13}(?!\d)"
    r"|(?<![\d.])\(?(?:852|853|886)\)?[\s\-]{0,2}[2-9](?:[\s\-]?\d){7,8}(?!\d)"
    r"|(?<![\d\-])09\d\d([\s\-]?)\d{3}\1\d{3}(?![\d\-])"
)
_SHORTEST_TAIL: Final = 3
_TAIL: Final = 4
_HEAD: Final = 2
_TOLD: Final = re.compile(r"(?:\+|零零|〇〇)\s?[一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]")
_FAR: Final = 64
"""No number is longer (code points)."""

_MARK: Final = re.compile(r"\+|00|85|88|09")


class Abroad(NamedTuple):
    """A folded span, the places of its digits, and of those among them that a mask hides.

    `bare` says that it is written without + or 00.
    """

    start: int
    end: int
    places: Sequence[int]
    hidden: Sequence[int]
    bare: bool


Numerals = Mapping[int, str]
"""The digit of each numeral by its code point, for `str.translate`."""


class Finder:
    """Finds the numbers of other countries in folded texts. Threads may share it."""

    def __init__(self, numerals: Numerals) -> None:
        self._plain = Strips(_numbers, _FAR)
        self._told = Strips(lambda text: _numbers(text.translate(numerals)), _FAR)

    def find(self, cut: Cut) -> Iterator[Abroad]:
        """Give the numbers; where a country code is told in numerals, +八五二, all are read."""
        strips = self._told if _TOLD.search(cut.text) else self._plain
        for start, end, (places, hidden, bare) in strips.find(cut):
            at, stars = ([start + k for k in some] for some in (places, hidden))
            yield Abroad(start, end, at, stars, bare)


def _numbers(text: str) -> Iterator[Place[tuple[Sequence[int], Sequence[int], bool]]]:
    """Give the numbers with places that count from where each begins."""
    if _MARK.search(text) is None:
        return
    for match in _NUMBER.finditer(text):
        written = match[0]
        bare = written[0] != "+" and not written.startswith("00")
        if _exists(written):
            places = [k for k, char in enumerate(written) if char.isdigit()]
            yield *match.span(), (places, _hidden(written, places), bare)


def _hidden(written: str, places: Sequence[int]) -> Sequence[int]:
    """Leave the country code, or the first two digits, and the last group, four at most."""
    last = len(re.split(r"\D+", written)[-1])
    tail = last if _SHORTEST_TAIL <= last < _TAIL else _TAIL
    zeros = 2 if written.startswith("00") else 0
    head = zeros + phone.country_length(_international(written)) or _HEAD
    return places[head : len(places) - tail]


def _international(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    return "" if written.startswith("09") else "+" + digits.removeprefix("00")


def _exists(written: str) -> bool:
    if written.startswith("09"):
        return phone.is_valid(written, "TW")
    return phone.is_possible(_international(written))

"""Find numbers with a country code, in digits, and Taiwan's mobiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from shenyan import phone

_NUMBER: Final = re.compile(
    r"(?<![\d+])(?:\+\s?|00)[1-9](?:[\s\-().]{0,2}\d){6,13}(?!\d)"
    r"|(?<![\d.])\(?(?:852|853|886)\)?[\s\-]{0,2}[2-9](?:[\s\-]?\d){7,8}(?!\d)"
    r"|(?<![\d\-])09\d\d([\s\-]?)\d{3}\1\d{3}(?![\d\-])"
)
_SHORTEST_TAIL: Final = 3
_TAIL: Final = 4
_HEAD: Final = 2
_TOLD: Final = re.compile(r"(?:\+|零零|〇〇)\s?[一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]")
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


def numbers(text: str, numerals: Numerals | None = None) -> Iterator[Abroad]:
    """Give the numbers of other countries in a folded text.

    Where a country code is told in `numerals`, +八五二, all numerals of the text are read.
    """
    if numerals and _TOLD.search(text):
        text = text.translate(numerals)
    if _MARK.search(text) is None:
        return
    for match in _NUMBER.finditer(text):
        written = match[0]
        bare = written[0] != "+" and not written.startswith("00")
        if _exists(written):
            places = [k for k in range(*match.span()) if text[k].isdigit()]
            yield Abroad(*match.span(), places, _hidden(written, places), bare)


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

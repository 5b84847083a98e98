"""What may stand for a digit: 8, 八, 捌, 拐, and the everyday characters that sound like one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from shenyan.disguise.sounds import spelling
from shenyan.rules import Words

KINDS: Final = {"numeral": "h", "letter": "l", "sound": "w", "spoken": "w", "told": "w"}


class Kinds(dict[int, str]):
    """Kind of every code point, worked out once."""

    def __missing__(self, code: int) -> str:
        kind = _other_kind(chr(code))
        if len(self) < 1 << 16:
            self[code] = kind
        return kind


def _other_kind(char: str) -> str:
    category = unicodedata.category(char)
    if char.isascii() and char.isalpha():
        return "a"
    if category == "Lo" and "\u3400" <= char <= "\U0003ffff":
        return "c"
    if category[0] in "PZ" or char.isspace() or (char.isascii() and category[0] == "S"):
        return "s"
    return "e" if category[0] == "S" else "x"


def tables(table: tuple[str, ...]) -> tuple[dict[str, str], Kinds]:
    """Read the list `digits`: the value of each character that may stand for one, and its kind."""
    values = {str(d): str(d) for d in range(10)}
    kinds = Kinds({ord(d): "d" for d in values})
    for line in table:
        digit, kind, *rest = line.split()
        chars = homophones(rest) if kind == "sound" else "".join(rest)
        for char in chars:
            if char not in values:
                values[char] = digit
                kinds[ord(char)] = KINDS[kind]
    return values, kinds


def values(words: Words, kind: str = "numeral") -> dict[int, str]:
    """Give the digits of one kind (〇一二, 壹贰叁, 幺) by code point, for `str.translate`."""
    lines = (line.split() for line in words.get("digits", ()))
    return {
        ord(char): digit
        for digit, listed, *rest in lines
        if listed == kind
        for char in "".join(rest)
    }


def homophones(syllables: Sequence[str]) -> str:
    """List the everyday characters whose first reading is one of these toneless syllables."""
    return "".join(_everyday().get(syllable, "") for syllable in syllables)


@cache
def _everyday() -> dict[str, str]:
    """Group the characters of GB 2312, those in everyday use, by their first reading."""
    found: dict[str, str] = {}
    for row in range(0xB0, 0xF8):
        for char in bytes(n for cell in range(0xA1, 0xFF) for n in (row, cell)).decode(
            "gb2312", "ignore"
        ):
            syllable = spelling(char)
            found[syllable] = found.get(syllable, "") + char
    return found

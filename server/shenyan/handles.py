"""What a handle looks like: momo_88, lhq1990, @wolf_hunter; and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from shenyan.alternation import any_of
from shenyan.normalize import EMOJI, fold_text
from shenyan.rules import Words

Shape = Literal["joined", "mixed", "plain"]
"""An underscore or the like joins its parts, letters stand among digits, or it is a mere word."""

Known = Callable[[str], bool]
"""Tells whether a folded word is an everyday one or the name of a thing."""

Reading = Callable[[str, int], tuple[int, int] | None]
"""Gives the stretch of a folded text from a place on that is written like a handle, or None."""

LONG: Final = re.compile(r"(?<![\w@/.#\-=?&])[a-z]{3,16}[_\-.]?[a-z]{0,8}\d{3,8}(?![\w/.\-=@])")
"""A name and a number after it, where nobody writes the name of a thing."""

_HANDLE: Final = re.compile(
    r"@?[a-z0-9_][a-z0-9_\-.]{3,28}[a-z0-9_](?: \d{3,6}(?![\d\-])|#\d{4})?|[a-z]\w{1,3}#\d{4}",
    re.ASCII,
)
_BACK: Final = re.compile(r"@?[a-z_][a-z0-9_\-.]{3,28}[a-z0-9_]$")
_JOINED: Final = re.compile(
    r"(?<![a-z0-9_@/.#\-=?&])[a-z][a-z0-9]*[._\-]?[a-z0-9]*_[a-z0-9._]*(?![a-z0-9_/.\-=@])"
)
_TAGGED: Final = re.compile(r"(?<![a-z0-9_@/.#\-=?&])[a-z][a-z0-9._]{1,20}#\d{4}(?![\d#])")
_NICK: Final = re.compile(
    r"(?<!\w)[\u3400-\u9fff]{1,8}[_丶][a-z0-9_\u3400-\u9fff]{1,10}(?![\w/.@])"
)
_MIXED_NICK: Final = re.compile(
    r"(?:[\u3400-\u9fff]{2,6}[a-z0-9_丶]{2,8}|[a-z]{2,8}[\u3400-\u9fff]{1,6}\d{0,6})(?![\w丶])"
)
_SPACED: Final = re.compile(r"[a-z0-9_](?: [a-z0-9_]){5,19}(?![a-z0-9_])")
_DRESSED: Final = (
    rf"[a-z]{{2,16}}[{EMOJI}]{{1,2}}[_\-.]?\d{{2,8}}(?![a-z0-9])"
    rf"|[a-z0-9_](?:(?P<sign>[{EMOJI}])[a-z0-9_])(?:(?P=sign)[a-z0-9_]){{4,18}}(?![a-z0-9])"
)
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_MARKED: Final = re.compile(r"[\d_]|[a-z]-[a-z]|--")
_NUMBERED: Final = re.compile(r"[a-z]{1,16}[._-]?\d{5,12}")
_NOT: Final = re.compile(
    r"[a-z]*\d+(?:\.\d+)+[a-z]?|\d{1,5}[a-z]{1,2}|bv1[a-z0-9]{9}|av\d+|[a-z]+\.[a-z.]+"
    r"|[\w.\-]+\.(?:jpe?g|png|gif|mp[34]|mov|pdf|docx?|xlsx?|pptx?|txt|zip|rar|apk|exe|py|js|cc?)"
)
"""Versions, sizes, videos, sites and files."""

_LETTERS: Final = 3
_MIXED_DIGITS: Final = 2
_SHORTEST: Final = 5


def handle_at(text: str, begin: int) -> tuple[int, int] | None:
    """Give the stretch from `begin` that is written like a handle, “m o m o 8 8” among them."""
    match = _HANDLE.match(text, begin)
    if match is None:
        spaced = _SPACED.match(text, begin)
        return spaced.span() if spaced and re.search("[a-z]", spaced[0]) else None
    if " " in match[0] and not _MARKED.search(match[0].split()[0]):
        return match.start(), match.start() + match[0].index(" ")
    return match.span()


def reading(words: Words) -> Reading:
    """Make the reader: `handle_at`, and a handle with one of `handle-signs` or an emoji in it."""
    sign = rf"\s?(?:{any_of(words.get('handle-signs', ()))})"
    piece = r"[a-z0-9_][a-z0-9_\-.]{0,20}"
    dressed = re.compile(
        rf"{_DRESSED}|{piece}(?:{sign}\s?{piece}){{1,3}}(?:{sign})?|[a-z]{piece}{sign}(?![a-z0-9_])"
    )

    def read(text: str, begin: int) -> tuple[int, int] | None:
        match = dressed.match(text, begin)
        if match is not None and len(match[0]) > _SHORTEST:
            return match.span()
        return handle_at(text, begin)

    return read


def handle_before(text: str, end: int) -> tuple[int, int] | None:
    """Give the stretch that ends at `end` and is written like a handle."""
    low = max(end - 32, 0)
    match = _BACK.search(text[low:end])
    return (low + match.start(), end) if match else None


def nick_at(text: str, begin: int) -> tuple[int, int] | None:
    """Give the name of Chinese and other characters from `begin`, 小鱼儿123, where it ends well."""
    match = _MIXED_NICK.match(text, begin)
    return match.span() if match else None


def joined_in(text: str) -> list[tuple[int, int]]:
    """List all stretches of a text that can hardly be anything but a handle or a file."""
    if "_" not in text and "丶" not in text and "#" not in text:
        return []
    spans = [m.span() for pattern in (_JOINED, _NICK, _TAGGED) for m in pattern.finditer(text)]
    return [(a, b) for a, b in spans if b - a > _SHORTEST and not _NOT.fullmatch(text, a, b)]


def known(words: Words) -> Known:
    """Make the test for `not-handles` and for `product-names` with a number behind them."""
    everyday = frozenset(fold_text(word) for word in words.get("not-handles", ()))
    names = any_of(words.get("product-names", ()))
    product = re.compile(rf"(?:{names})[\-.]?\d{{1,4}}[a-z]{{0,5}}")
    return lambda word: word in everyday or product.fullmatch(word) is not None


def shape(written: str, is_known: Known) -> Shape | None:
    """Tell what a stretch looks like; None for a version, a site, a video or a known word."""
    word = _FOREIGN.sub("_", written.lstrip("@"))
    if is_number(word) or _NOT.fullmatch(word) or is_known(word):
        return None
    if "_" in word or (written != word and _MARKED.search(word)):
        return "joined"
    return "mixed" if _MARKED.search(word) else "plain"


def is_number(word: str) -> bool:
    """Tell whether there are only digits and dots."""
    return word.replace(".", "").isdigit()


def is_mixed(written: str) -> bool:
    """Tell whether letters and digits are many enough for a handle without a platform's name."""
    digits = sum(char.isdigit() for char in written)
    letters = sum(char.isalpha() for char in written)
    return letters >= _LETTERS and digits >= _MIXED_DIGITS and len(written) > _SHORTEST + 1


def is_numbered(written: str) -> bool:
    """Tell tb3928174, letters and a long number, which behind “id” is somebody's."""
    return _NUMBERED.fullmatch(written.lstrip("@")) is not None


def is_name(written: str) -> bool:
    """Tell a word of letters that may be a handle from “aaaaa”."""
    return len(set(written)) >= _LETTERS

"""Write a pattern in letters of its own, one byte each, so that RE2 needs a fraction of the memory.

A Chinese character is three bytes in UTF-8, and RE2 keeps states for each of them. A pattern names
some dozens of characters and tells no others apart: those that it does not tell apart become one
letter. A text is brought into a pattern's letters before it is tried, one byte for a code point.

`{person}` is taken for a stretch of characters that people's wordings cover. Such a pattern finds
too much but never too little, and so does one that would need more letters than there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shenyan.literals import TOKEN

Numbers = NDArray[np.uint16]
"""The characters of a text by their numbers, those under a person's wording by another number."""

MENTION: Final = ("@", r"[^\t\n\f\r ,。!?:;@]")

_LETTERS: Final = 256
_CODES: Final = 0x110000
_OTHER: Final = "\ue0ff"
"""Stands for all characters that nobody names."""

_ASCII: Final = frozenset(map(chr, range(128)))
_COVERED: Final = "{person}"
_SETS: Final = {
    ".": r"[^\n]",
    r"\d": "[0-9]",
    r"\D": "[^0-9]",
    r"\w": "[0-9A-Za-z_]",
    r"\W": "[^0-9A-Za-z_]",
    r"\s": r"[\t\n\f\r ]",
    r"\S": r"[^\t\n\f\r ]",
}
"""What RE2 means by these: only ASCII, and no vertical tab."""

_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_OPEN: Final = re.compile(r"\((?:\?:|\?P<\w+>)?")
_ODD: Final = re.compile(
    r"\[:|&&|--|\|\||~~|\\[^dwsntrf\]\[\\^.*+?(){}|/-]|[^\x00-\x7f]-[^\]]|-[^\x00-\x7f]"
)
"""Sets that say more than a list of characters and of ASCII ranges."""

Char = tuple[str, bool]
"""A character, and whether a person's wording covers it."""


class Numbering:
    """A number for each character that any of many patterns names, 0 for all others."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the characters of these texts, and all of ASCII."""
        chars = sorted(_ASCII.union(*texts))
        self.of: Mapping[str, int] = {char: nth for nth, char in enumerate(chars, 1)}
        self.size = len(chars) + 1
        self._table = np.zeros(_CODES, np.uint16)
        self._table[list(map(ord, chars))] = np.arange(1, self.size)

    def read(self, text: str, covered: NDArray[np.bool_] | None = None) -> Numbers:
        """Give the numbers of a text's characters; those of covered ones are `size` higher."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        numbers = self._table[codes]
        if covered is not None:
            numbers[covered] += self.size
        return numbers


@dataclass(frozen=True, slots=True)
class Lettered:
    """A pattern in its own letters (Latin-1), and the letter for each number.

    `exact` tells whether it matches what the pattern itself matches, and no more.
    """

    source: bytes
    table: NDArray[np.uint8]
    exact: bool

    def letters(self, numbers: Numbers) -> bytes:
        """Bring a text into the letters."""
        return self.table[numbers].tobytes()


def lettered(pattern: str, numbering: Numbering, people: Set[str]) -> Lettered | None:
    """Translate a pattern whose only slot may be `{person}`; wordings are made of `people`.

    None for one with flags, or with signs that are not understood.
    """
    tokens = list(_tokens(pattern))
    if any(kind == "odd" for kind, _ in tokens):
        return None
    peopled = any(kind == "slot" for kind, _ in tokens)
    sets = {text for kind, text in tokens if kind == "set"}
    sets |= set(MENTION) if peopled else set()
    chars = _ASCII.union(_OTHER, *map(_named, sets))
    used: dict[Char, list[str]] = {(char, False): [] for char in sorted(chars)}
    if peopled:
        used |= {(char, True): [_COVERED] for char in sorted(chars & people | {_OTHER})}
    for text in sorted(sets):
        for char in _members(text, chars):
            used[char, False].append(text)
            if (char, True) in used:
                used[char, True].append(text)
    letters, accepted, fits = _letters(used)
    written = {text: _set(held) for text, held in accepted.items()}
    for text in sets - written.keys():
        written[text] = r"[^\x00-\xff]"
    source = "".join(_written(kind, text, written) for kind, text in tokens)
    table = np.zeros(numbering.size * (2 if peopled else 1), np.uint8)
    table[: numbering.size] = letters[_OTHER, False]
    table[numbering.size :] = letters.get((_OTHER, True), 0)
    for (char, covered), letter in letters.items():
        if char != _OTHER:
            table[numbering.of[char] + covered * numbering.size] = letter
    return Lettered(source.encode("latin-1"), table, exact=fits and not peopled)


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    """Read a pattern; whatever stands for characters is a `set`, what is not understood `odd`."""
    for token in TOKEN.finditer(pattern):
        kind, text = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "escaped" and text.isalnum():
            yield ("set", _SIGNS[text]) if text in _SIGNS else ("odd", text)
        elif kind == "choice":
            yield "sign", text[: token.start("words") - token.start()]
            yield from (("sign" if char == "|" else "set", char) for char in token["words"])
            yield "sign", ")"
        elif kind in {"escaped", "char", "run"}:
            yield from (("set", char) for char in text)
        elif kind == "set" and text in {"^", "$"}:
            yield "sign", text
        elif kind == "set":
            plain = text in _SETS or (text[0] == "[" and not _ODD.search(text[1:-1]))
            yield ("set", _SETS.get(text, text)) if plain else ("odd", text)
        elif kind == "flags" or (kind == "open" and not _OPEN.fullmatch(text)):
            yield "odd", text
        else:
            yield kind if kind == "slot" else "sign", text


def _named(text: str) -> Set[str]:
    return frozenset(text) if len(text) == 1 else frozenset(text[1:-1])


def _members(text: str, chars: Set[str]) -> Iterable[str]:
    if len(text) == 1:
        return text
    ascii_members, negated = _ascii_members(text)
    others = (chars - _ASCII) - _named(text) if negated else (chars - _ASCII) & _named(text)
    return (*ascii_members, *others)


@cache
def _ascii_members(text: str) -> tuple[tuple[str, ...], bool]:
    """Give the ASCII characters of a set, and whether it is one that shuts others out."""
    spelt = text.replace(r"\w", "0-9A-Za-z_").replace(r"\s", r"\t\n\f\r ").replace(r"\d", "0-9")
    holds = re.compile(spelt).match
    return tuple(char for char in sorted(_ASCII) if holds(char)), text.startswith("[^")


def _letters(used: Mapping[Char, list[str]]) -> tuple[dict[Char, int], dict[str, set[int]], bool]:
    """Give each character its letter, and each set its letters; the last letter is for the rest."""
    numbers: dict[tuple[str, ...], int] = {}
    letters: dict[Char, int] = {}
    accepted: dict[str, set[int]] = {}
    for char, texts in used.items():
        letter = numbers.setdefault(tuple(texts), min(len(numbers), _LETTERS - 1))
        letters[char] = letter
        for text in texts:
            accepted.setdefault(text, set()).add(letter)
    return letters, accepted, len(numbers) <= _LETTERS


def _set(letters: Iterable[int]) -> str:
    listed = "".join(f"\\x{letter:02x}" for letter in sorted(letters))
    return f"[{listed}]"


def _written(kind: str, text: str, written: Mapping[str, str]) -> str:
    if kind == "slot":
        at, behind = map(written.__getitem__, MENTION)
        return f"(?:{written[_COVERED]}+|{at}{behind}{{1,16}})"
    return written[text] if kind == "set" else text

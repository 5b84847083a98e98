"""How people write a platform's name past its filter: 抖y, dou音, 企e鹅, 威❤信, 葳芯.

Each function lists the spellings of one name, so that a rule file names the platform once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from string import ascii_lowercase
from typing import Final

from shenyan.disguise.sounds import spelling
from shenyan.normalize import fold_text
from shenyan.numerals import homophones

_LONGEST: Final = 4
_PAIR: Final = 2


def spellings(names: Iterable[str], hearts: Iterable[str]) -> Iterator[str]:
    """Give every spelling of Chinese names: in part by sound, or with something put inside."""
    signs = tuple(hearts)
    for name in names:
        word = fold_text(name)
        yield word
        if not word.isascii() and 1 < len(word) <= _LONGEST:
            yield from _in_part_by_sound(word)
            yield from _with_something_inside(word, signs)


def _in_part_by_sound(word: str) -> Iterator[str]:
    """Write some characters by their syllable or its first letter; one at least stays."""
    ways = [(char, spelling(char), spelling(char)[:1]) for char in word]
    for chosen in product(*ways):
        if any(part == char for part, char in zip(chosen, word, strict=True)):
            yield "".join(chosen)


def _with_something_inside(word: str, signs: Sequence[str]) -> Iterator[str]:
    for cut in range(1, len(word)):
        for inside in (*ascii_lowercase, *signs):
            yield word[:cut] + inside + word[cut:]


def alike(line: str) -> list[str]:
    """List the words that sound like a line of syllables; other characters stay themselves.

    One syllable of two may be left in Latin letters: 魏xin, wei芯.
    """
    syllables = line.split()
    parts = [homophones([part]) or [part] for part in syllables]
    words = ["".join(chars) for chars in product(*parts)]
    if len(syllables) == _PAIR:
        words += [char + syllables[1] for char in parts[0]]
        words += [syllables[0] + char for char in parts[1]]
    return words

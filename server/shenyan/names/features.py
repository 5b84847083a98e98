"""What the models see of each character, as numbers: the network's columns and the CRF's keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from shenyan.names.lexicon import Word
from shenyan.names.resources import RARE, Makeup, Resources

GAP: Final = "□"
"""Stands for whitespace and masked stretches, so that each character is one token."""

Columns = NDArray[np.uint64]
"""One row per character, one column per COLUMNS and AROUND."""

COLUMNS: Final = (
    *("char", "bigram", "shape", "word", "rarity", "role", "score", "foreign", "double", "term"),
)
"""What the network embeds. Numbers have no order; each column is hashed."""

AROUND: Final = ("plain", "before", "after")
"""What the CRF sees besides: digits and letters made equal, the words around the word here."""

_SENTENCE_MARKS: Final = frozenset("，。！？、；：,.!?;:…~")
_SHOWN_MARKS: Final = frozenset("@#《》「」【】“”\"'()·[]/" + GAP)
_LOW, _STEP, _BINS = -6.0, 2.5, 10
_FOREIGN: Final = 7.5
"""Characters of a higher cost end a stretch that may be a foreign name."""

_DIGIT: Final = ord("d")
_LETTER: Final = ord("a")
_HAN: Final = range(0x4E00, 0xA000)
_EDGE: Final = 7
"""Stands for what is before the first and after the last word."""


def read(text: str, known: Resources) -> Columns:
    """Look a text up in the word list and weigh every possible name in it. Linear in its length."""
    return read_all([text], known)[0]


def read_all(texts: Sequence[str], known: Resources) -> list[Columns]:
    """Read many texts, each for itself; numpy sees them all at once, which is faster."""
    looked = [_look_up(text, known) for text in texts]
    joined = "".join(texts)
    ends = np.cumsum([len(text) for text in texts])
    chars = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    shapes = np.array([_SHAPES[char] for char in joined], dtype=np.uint64)
    rows = np.zeros((len(COLUMNS) + len(AROUND), len(joined)), dtype=np.uint64)
    rows[0] = chars
    rows[1, :-1] = chars[1:]
    rows[1, ends[ends > 0] - 1] = 0
    rows[1] += rows[0] << np.uint64(32)
    rows[2] = shapes
    for column, place in enumerate((3, 5, 6, 7, 8)):
        rows[place] = list(chain.from_iterable(chars[column] for chars, _ in looked))
    rows[10] = np.where((shapes == _DIGIT) | (shapes == _LETTER), shapes, rows[0])
    around = [list(chain.from_iterable(words[row] for _, words in looked)) for row in range(5)]
    rows[[4, 9, 11, 12]] = np.repeat(
        np.array(around[1:], dtype=np.uint64), np.array(around[0], dtype=np.int64), axis=1
    )
    rows += np.uint64(1)
    return np.split(rows.T, ends[:-1])


def _look_up(text: str, known: Resources) -> tuple[tuple[list[int], ...], tuple[list[int], ...]]:
    """Give the columns that need the word list: those of each character, those of each word."""
    words, best = known.lexicon.segment(text)
    terms = [crc32(text[word.start : word.end].encode("utf-8", "surrogatepass")) for word in words]
    sizes = [word.end - word.start for word in words]
    rarities = [
        min(size, 4) * 16 + min(int(w.cost), 15) for size, w in zip(sizes, words, strict=True)
    ]
    of_characters = (
        _word_marks(words),
        [known.roles.get(char, 0) for char in text],
        _scores(text, best, known.makeup),
        _foreign(text, best, known.makeup.foreign),
        _double(text, best, known.makeup),
    )
    return of_characters, (sizes, rarities, terms, [_EDGE, *terms][:-1], [*terms, _EDGE][1:])


class _Shapes(dict[str, int]):
    """The shape of each character seen so far."""

    def __missing__(self, char: str) -> int:
        shape = _shape(char)
        if len(self) < 1 << 16:  # a hostile client must not fill the memory with characters
            self[char] = shape
        return shape


_SHAPES: Final = _Shapes()


def _shape(char: str) -> int:
    code = ord(char)
    if code in _HAN:
        return ord("H")
    if char in _SENTENCE_MARKS:
        return ord("P")
    if char in _SHOWN_MARKS:
        return code
    if char.isdigit():
        return _DIGIT
    return _LETTER if char.isalpha() and char.isascii() else ord("E" if code > 0x1F000 else "o")


def _word_marks(words: list[Word]) -> list[int]:
    """Give each character's place in its word (alone, first, middle, last) and the kind of word."""
    marks = []
    for word in words:
        inside = word.end - word.start - 2
        mark = word.kind * 4
        if inside < 0:
            marks.append(mark)
        else:
            marks += [mark + 1, *[mark + 2] * inside, mark + 3]
    return marks


def _scores(text: str, best: list[float], makeup: Makeup) -> list[int]:
    """Bin, for a name starting at each character, how much likelier it is than other words."""
    surnames, first, last, single = makeup.surnames, makeup.first, makeup.last, makeup.single
    size = len(text)
    scores = [0] * size
    for i, char in enumerate(text):
        cost = surnames.get(char)
        if cost is None:
            continue
        two = three = 0
        if i + 1 < size:
            two = _bin(best[i] - best[i + 2] - cost - single.get(text[i + 1], RARE))
        if i + 2 < size:
            given = first.get(text[i + 1], RARE) + last.get(text[i + 2], RARE)
            three = _bin(best[i] - best[i + 3] - cost - given)
        scores[i] = two * (_BINS + 1) + three
    return scores


def _bin(gain: float) -> int:
    return min(max(int((gain - _LOW) / _STEP), 0), _BINS - 1) + 1


def _foreign(text: str, best: list[float], costs: Mapping[str, float]) -> list[int]:
    """Mark stretches of characters that write foreign names: the place and how unlike words."""
    marks = [0] * len(text)
    start = 0
    total = 0.0
    for i, char in enumerate(text + "$"):
        cost = costs.get(char, RARE)
        if cost < _FOREIGN:
            total += cost
            continue
        size = i - start
        if size > 1:
            gain = min(max(int((best[start] - best[i] - total + 8) / 4), 0), 7)
            mark = gain * 12 + min(size - 2, 2) * 4 + 1
            marks[start:i] = [mark, *[mark + 1] * (size - 2), mark + 2]
        start, total = i + 1, 0.0
    return marks


def _double(text: str, best: list[float], makeup: Makeup) -> list[int]:
    """Mark surnames of two characters, their kind, and how well a given name goes on from there."""
    marks = [0] * len(text)
    surnames, first, last, single = makeup.double, makeup.first, makeup.last, makeup.single
    for i in range(len(text) - 1):
        kind = surnames.get(text[i : i + 2])
        if kind is None:
            continue
        follow = text[i + 2 : i + 4]
        gains = [-RARE]
        if follow:
            gains.append(best[i + 2] - best[i + 3] - single.get(follow[0], RARE))
        if follow[1:]:
            given = first.get(follow[0], RARE) + last.get(follow[1], RARE)
            gains.append(best[i + 2] - best[i + 4] - given)
        gain = min(max(int((max(gains) + 8) / 4), 0), 4)
        marks[i : i + 2] = [1 + kind * 10 + gain * 2, 2 + kind * 10 + gain * 2]
    return marks


_PLACE: Final = {name: i for i, name in enumerate((*COLUMNS, *AROUND))}

_TEMPLATES: Final[tuple[tuple[tuple[str, int], ...], ...]] = (
    *((("plain", i),) for i in range(-2, 3)),
    *((("plain", i), ("plain", j)) for i, j in ((-1, 0), (0, 1), (-1, 1), (-2, -1), (1, 2))),
    (("plain", -1), ("plain", 0), ("plain", 1)),
    (("shape", -1), ("shape", 0), ("shape", 1)),
    (("word", 0),),
    (("word", -1), ("word", 0)),
    (("word", 0), ("word", 1)),
    (("word", -1), ("word", 1)),
    (("rarity", 0),),
    (("role", 0),),
    (("role", -1), ("role", 0)),
    (("role", 0), ("role", 1)),
    *((("score", i),) for i in range(-2, 2)),
    (("score", 0), ("word", 0)),
    (("score", -1), ("word", -1), ("word", 0)),
    (("plain", -1), ("plain", -2), ("word", 0)),
    (("plain", 1), ("plain", 2), ("word", 0)),
    (("foreign", 0),),
    (("foreign", -1), ("foreign", 0)),
    (("foreign", 0), ("foreign", 1)),
    (("double", 0),),
    (("before", 0), ("word", 0)),
    (("after", 0), ("word", 0)),
)
"""What the CRF's keys are made of: columns of the character here, and of its neighbours."""

_REACH: Final = 2
_MIX: Final = tuple(
    np.uint64(odd)
    for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)
_NOTHING: Final = len(_PLACE) * (2 * _REACH + 1)
"""The row of zeros, for templates with fewer parts than others."""


def _row(parts: tuple[tuple[str, int], ...], part: int) -> int:
    """Give the row of a template's part among all columns at all shifts."""
    if part >= len(parts):
        return _NOTHING
    name, shift = parts[part]
    return (shift + _REACH) * len(_PLACE) + _PLACE[name]


_ROWS: Final = [
    np.array([_row(parts, part) for parts in _TEMPLATES])
    for part in range(max(map(len, _TEMPLATES)))
]
_SEEDS: Final = (np.arange(1, len(_TEMPLATES) + 1, dtype=np.uint64) * _MIX[3])[:, np.newaxis]


def crf_keys(*sheets: Columns) -> NDArray[np.uint64]:
    """Give the CRF's input: one row per template, one column per character; equal means same.

    The characters of several sheets follow each other; none sees another sheet.
    """
    apart = np.zeros((_REACH, len(_PLACE)), dtype=np.uint64)
    padded = np.concatenate([apart, *(part for rows in sheets for part in (rows, apart))]).T
    starts = np.cumsum([_REACH, *(len(rows) + _REACH for rows in sheets)])
    here = np.concatenate([np.arange(a, a + len(b)) for a, b in zip(starts, sheets, strict=False)])
    shifted = [padded[:, here + shift] for shift in range(-_REACH, _REACH + 1)]
    rows = np.concatenate([*shifted, np.zeros((1, len(here)), dtype=np.uint64)])
    keys: NDArray[np.uint64] = _SEEDS + rows[_ROWS[0]] * _MIX[0]
    for picked, mix in zip(_ROWS[1:], _MIX[1:], strict=False):
        keys += rows[picked] * mix
    keys ^= keys >> np.uint64(31)
    keys *= _MIX[1]
    keys ^= keys >> np.uint64(29)
    return keys

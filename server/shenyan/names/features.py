"""What the models see of each character: number columns for the network, texts for the CRF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shenyan.names.lexicon import KINDS, Word
from shenyan.names.resources import RARE, Makeup, Resources

GAP: Final = "□"
"""Stands for whitespace and masked stretches, so that each character is one token."""

COLUMNS: Final = ("char", "bigram", "shape", "word", "rarity", "role", "score")
_SENTENCE_MARKS: Final = frozenset("，。！？、；：,.!?;:…~")
_SHOWN_MARKS: Final = frozenset("@#《》「」【】“”\"'()·[]/" + GAP)
_LOW, _STEP, _BINS = -6.0, 2.5, 10
_HAN: Final = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True)
class Reading:
    """One text (one character per token) with per-character feature numbers and names."""

    text: str
    shapes: list[str]
    words: list[str]
    rarities: list[int]
    roles: list[int]
    scores: list[int]


def read(text: str, known: Resources) -> Reading:
    """Look a text up in the word list and weigh every possible name in it. Linear in its length."""
    words, best = known.lexicon.segment(text)
    return Reading(
        text,
        [_shape(char) for char in text],
        _word_marks(words),
        [_rarity(word) for word in words for _ in range(word.start, word.end)],
        _roles(text, known.makeup),
        _scores(text, best, known.makeup),
    )


def columns(reading: Reading) -> NDArray[np.uint64]:
    """Give the network's input: one row per character, one column per COLUMNS."""
    chars = np.frombuffer(reading.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    rows = np.zeros((len(chars), len(COLUMNS)), dtype=np.uint64)
    rows[:, 0] = chars
    rows[:-1, 1] = chars[1:]
    rows[:, 1] += chars.astype(np.uint64) << np.uint64(32)
    rows[:, 2] = [ord(shape) for shape in reading.shapes]
    rows[:, 3] = [_WORD_IDS[mark] for mark in reading.words]
    rows[:, 4] = reading.rarities
    rows[:, 5] = reading.roles
    rows[:, 6] = reading.scores
    return rows + np.uint64(1)


def _shape(char: str) -> str:
    code = ord(char)
    if code in _HAN:
        return "H"
    if char in _SENTENCE_MARKS:
        return "P"
    if char in _SHOWN_MARKS:
        return char
    if char.isdigit():
        return "d"
    return "a" if char.isalpha() and char.isascii() else "E" if code > 0x1F000 else "o"


_WORD_IDS: Final = {
    f"{place}{kind}": index * 4 + offset
    for index, kind in enumerate(KINDS)
    for offset, place in enumerate("SBME")
}


def _word_marks(words: list[Word]) -> list[str]:
    marks = []
    for word in words:
        kind = KINDS[word.kind]
        inside = word.end - word.start - 2
        if inside < 0:
            marks.append("S" + kind)
        else:
            marks += ["B" + kind, *["M" + kind] * inside, "E" + kind]
    return marks


def _rarity(word: Word) -> int:
    return min(word.end - word.start, 4) * 16 + min(int(word.cost), 15)


def _level(cost: float | None) -> int:
    return 0 if cost is None else 1 if cost > 8 else 2 if cost > 6 else 3


def _roles(text: str, makeup: Makeup) -> list[int]:
    """Pack how usual each character is as surname, first, last and only given character."""
    surnames, first, last, single = makeup.surnames, makeup.first, makeup.last, makeup.single
    return [
        _level(surnames.get(c)) * 64
        + _level(first.get(c)) * 16
        + _level(last.get(c)) * 4
        + _level(single.get(c))
        for c in text
    ]


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


def crf_features(reading: Reading) -> list[list[str]]:
    """Give the CRF's input: a list of attribute texts per character."""
    chars = [*"^^", *(_plain(c) for c in reading.text), *"$$"]
    marks = ["^", "^", *reading.words, "$", "$"]
    shapes = ["^", *reading.shapes, "$"]
    scores = ["^", "^", *map(str, reading.scores), "$", "$"]
    roles = ["^", *map(str, reading.roles), "$"]
    rows = []
    for i, rarity in enumerate(reading.rarities):
        p, q, r, s, t = chars[i : i + 5]
        k, m, n = marks[i + 1 : i + 4]
        u, v, w, x = scores[i : i + 4]
        rows.append(
            [
                "0" + r, "1" + s, "2" + t, "3" + q, "4" + p,
                "a" + q + r, "b" + r + s, "c" + q + s, "d" + p + q, "e" + s + t, "f" + q + r + s,
                "g" + shapes[i] + shapes[i + 1] + shapes[i + 2],
                "h" + m, "i" + k + m, "j" + m + n, "k" + k + n,
                f"l{rarity}", "m" + roles[i + 1], "n" + roles[i] + " " + roles[i + 1],
                "o" + roles[i + 1] + " " + roles[i + 2],
                "p" + w, "q" + v, "r" + u, "s" + x, "t" + w + " " + m, "u" + v + " " + k + m,
                "v" + q + p + m, "w" + s + t + m,
            ]
        )  # fmt: skip
    return rows


def _plain(char: str) -> str:
    if char.isdigit():
        return "0"
    return "a" if char.isascii() and char.isalpha() else char

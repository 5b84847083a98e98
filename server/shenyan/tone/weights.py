"""The learnt weights, and what they say of a text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from math import exp, sqrt
from pathlib import Path
from typing import Final

from shenyan.lexicon import lexicon
from shenyan.memory import Memory
from shenyan.tone.grams import LONGEST, grams, runs, seen

WEIGHTS: Final = Path(__file__).with_name("model") / "weights.z"
SCALE: Final = 0.02
"""One step of a stored weight."""

_CLAUSE: Final = re.compile(r"""[^\s,.。!?;:…~"'“”‘’「」『』《》()\[\]【】、/@#]{2,}""")
_PARTS: Final = {1: 12, 2: 6, 3: 4, 4: 3}
"""The weight of a run is shared out among its characters, in twelfths so that sums are exact."""

_FEWEST, _MOST = 2, 12
"""Characters of a phrase that is shown."""


class Tone:
    """The model, and the scores of the texts it read last. Threads may share it."""

    def __init__(self, weights: Mapping[str, int], bias: float) -> None:
        """`weights` counts steps of SCALE."""
        self._weights = weights
        self._bias = bias
        self._scores: Memory[float] = Memory()

    def score(self, folded: str) -> float:
        """Tell from 0 to 1 how much a folded text resembles wounding posts."""
        return self._scores.remember(folded, lambda: self._score(folded))

    def _score(self, folded: str) -> float:
        found = grams(seen(folded))
        total = sum(map(self._weights.get, found, [0] * len(found)))
        return 1 / (1 + exp(-self._bias - SCALE * total / sqrt(len(found))))

    def telling(self, folded: str) -> tuple[int, int]:
        """Give the stretch of a folded text that speaks the loudest; an empty one for none."""
        text = seen(folded)
        turns = [0] * (len(text) + LONGEST)
        for size, found in enumerate(runs(text), 1):
            for i, weight in enumerate(map(self._weights.get, found)):
                if weight:
                    turns[i] += weight * _PARTS[size]
                    turns[i + size] -= weight * _PARTS[size]
        return _loudest(folded, list(accumulate(turns))[1 : len(folded) + 1])


def _loudest(folded: str, loud: list[int]) -> tuple[int, int]:
    """Find the whole words, in the loudest clause, with the greatest sum above the ordinary."""
    ordinary = sum(sound for sound in loud if sound > 0) / max(len(loud), 1)
    above = [sound - ordinary for sound in loud]
    clauses = [clause.span() for clause in _CLAUSE.finditer(folded)]
    peaks = [(_peak(above[start:end]), -start, end) for start, end in clauses]
    _, start, end = max(peaks, default=(0, 0, 0))
    first, last = _words(folded[-start:end], above[-start:end])
    return first - start, last - start


def _peak(above: list[float]) -> float:
    """Give the greatest sum of neighbours."""
    peak: float = max(accumulate(above, lambda total, sound: max(total, 0.0) + sound))
    return peak


def _words(clause: str, above: list[float]) -> tuple[int, int]:
    best, found = 0.0, (0, 0)
    begins, ends = _borders(clause)
    for start in begins:
        sums = accumulate(above[start : start + _MOST])
        for end, total in enumerate(sums, start + 1):
            if end - start >= _FEWEST and end in ends and total > best:
                best, found = total, (start, end)
    return found


def _borders(folded: str) -> tuple[list[int], set[int]]:
    begins, place = [], 0
    lengths = lexicon().cut(folded)
    while place < len(folded):
        begins.append(place)
        place += lengths[place]
    return begins, {*begins, len(folded)}


def pack(weights: Mapping[str, int], bias: float) -> bytes:
    """Write a model: the bias, then each run and its weight, a line each, sorted by the runs."""
    lines = [f"{gram}\n{weight}" for gram, weight in sorted(weights.items())]
    return zlib.compress("\n".join([str(bias), *lines]).encode(), 9)


def unpack(packed: bytes) -> Tone:
    """Read what `pack` wrote."""
    # No run holds a line break, which is seen as a blank.
    bias, *lines = zlib.decompress(packed).decode().split("\n")
    return Tone(dict(zip(lines[::2], map(int, lines[1::2]), strict=True)), float(bias))


@cache
def tone() -> Tone:
    """Load the model once, when somebody first asks for it."""
    return unpack(WEIGHTS.read_bytes())

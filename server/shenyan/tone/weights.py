"""The learnt weights, and what they say of a text."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import Final

from shenyan.lexicon import lexicon
from shenyan.tone.grams import grams, placed, seen

WEIGHTS: Final = Path(__file__).with_name("model") / "weights.z"
SCALE: Final = 0.02
"""One step of a stored weight."""

_PAUSES: Final = frozenset(" ,.。!?;:…~\n\"'“”‘’「」『』《》()[]【】、/@#")
_FEWEST, _MOST = 2, 12
"""Characters of a phrase that is shown."""


class Tone:
    """The model. Reading changes nothing, so threads may share it."""

    def __init__(self, weights: Mapping[str, int], bias: float) -> None:
        """`weights` counts steps of SCALE."""
        self._weights = weights
        self._bias = bias

    def score(self, folded: str) -> float:
        """Tell from 0 to 1 how much a folded text resembles wounding posts."""
        found = grams(seen(folded))
        total = sum(map(self._weights.get, found, [0] * len(found)))
        return 1 / (1 + exp(-self._bias - SCALE * total / sqrt(len(found))))

    def telling(self, folded: str) -> tuple[int, int]:
        """Give the stretch of a folded text that speaks the loudest, or (0, 0) for none."""
        loud = [0.0] * (len(folded) + 2)
        for place, gram in placed(seen(folded)):
            weight = self._weights.get(gram, 0)
            if weight:
                for i in range(place, place + len(gram)):
                    loud[i] += weight / len(gram)
        return _loudest(folded, loud[1:-1])


def _loudest(folded: str, loud: list[float]) -> tuple[int, int]:
    """Find whole words with the greatest sum of what is above the ordinary."""
    ordinary = sum(sound for sound in loud if sound > 0) / max(len(loud), 1)
    begins, ends = _borders(folded)
    best, found = 0.0, (0, 0)
    for start in begins:
        total = 0.0
        for end in range(start + 1, min(start + _MOST, len(folded)) + 1):
            if folded[end - 1] in _PAUSES:
                break
            total += loud[end - 1] - ordinary
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
    """Write a model: the bias, then each run with its weight, one a line, sorted."""
    lines = [f"{gram}\t{weight}" for gram, weight in sorted(weights.items())]
    return zlib.compress("\n".join([str(bias), *lines]).encode(), 9)


def unpack(packed: bytes) -> Tone:
    """Read what `pack` wrote."""
    bias, *lines = zlib.decompress(packed).decode().split("\n")
    pairs = (line.rpartition("\t") for line in lines)
    return Tone({gram: int(weight) for gram, _, weight in pairs}, float(bias))


@cache
def tone() -> Tone:
    """Load the model once, when somebody first asks for it."""
    return unpack(WEIGHTS.read_bytes())

"""From the two models' opinions on each character to the most likely names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shenyan.names.spans import FOLLOWING, TAGS, from_tags

Scores = NDArray[np.float32]
"""One row per character, one column per tag of TAGS."""

_ENDS: Final = frozenset("OES")
_FLOOR: Final = 1e-4


def pooled(network: Scores, crf: Scores, share: float, bias: float) -> Scores:
    """Pool two probabilities in log space; `bias` is added to every tag but O."""
    scores = share * np.log(network + _FLOOR) + (1.0 - share) * np.log(crf + _FLOOR)
    scores[:, 1:] += bias
    return np.asarray(scores, dtype=np.float32)


def decode(scores: Scores) -> list[tuple[int, int]]:
    """Find the best names (start, end), each whole: B M* E or S."""
    spans = []
    for start, end in _runs(scores):
        tags = _best_path(scores[start:end].tolist())
        spans += [(start + a, start + b) for a, b in from_tags(tags)]
    return spans


def _runs(scores: Scores) -> Iterator[tuple[int, int]]:
    """Cut out stretches in which a name is at all likely, so that little needs a full search."""
    likely = np.flatnonzero(scores[:, 1:].max(axis=1) > scores[:, 0] - 4.0)
    start = last = -2
    for i in likely.tolist():
        if i > last + 1:
            if start >= 0:
                yield start, last + 1
            start = i
        last = i
    if start >= 0:
        yield start, last + 1


def _best_path(rows: list[list[float]]) -> list[str]:
    """Viterbi over the allowed orders of tags."""
    low = float("-inf")
    score = [s if TAGS[t] in "OBS" else low for t, s in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        nexts, origins = [low] * len(TAGS), [0] * len(TAGS)
        for tag, value in enumerate(score):
            for to in FOLLOWING[tag]:
                if value + row[to] > nexts[to]:
                    nexts[to], origins[to] = value + row[to], tag
        score = nexts
        back.append(origins)
    tag = max((t for t in range(len(TAGS)) if TAGS[t] in _ENDS), key=score.__getitem__)
    path = [tag]
    for origins in reversed(back):
        path.append(origins[path[-1]])
    return [TAGS[t] for t in reversed(path)]

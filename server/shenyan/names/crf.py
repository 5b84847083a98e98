"""The trained CRF as a table of weights: what each character's features say, and what follows.

python-crfsuite trains it. Reading it with numpy takes a third of the time: no attribute is
written as text, and what is surely no name is not searched.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shenyan.names.decode import Scores
from shenyan.names.features import Columns, crf_keys
from shenyan.names.spans import FOLLOWING, TAGS

Keys = NDArray[np.uint64]
Slots = NDArray[np.int64]

_BITS: Final = 21
_MASK: Final = np.uint64((1 << _BITS) - 1)
_SHIFTS: Final = tuple(map(np.uint64, (0, 21, 27)))
"""A key has three slots where it may lie; its highest bits tell it from others there."""

_MARK_BITS: Final = np.uint64(48)
_STEP: Final = 1 / 16
"""Weights are kept as whole numbers of these steps."""

_POSSIBLE: Final = -6.0
"""Where every name is this much less likely than none, none is searched (natural logarithm)."""

_HOPELESS: Final = -20.0
_NEVER: Final = -1e4
"""The weight of a name where there is no character at all."""

_PAIR: Final = 2
_STEPS: Final = ("OB", "OS", "BM", "BE", "MM", "ME", "EO", "SO")
LONGEST: Final = 14
"""Characters of the longest name."""

_SAFE: Final = 30.0


@dataclass(frozen=True)
class Crf:
    """The loaded table. Looking up changes nothing, so threads may share it."""

    marks: NDArray[np.uint16]
    """What lies in each slot, 0 for nothing."""
    rows: NDArray[np.int32]
    """The row of `weights` for each slot."""
    weights: NDArray[np.float32]
    follow: NDArray[np.float32]
    """The factor for each tag (column) after each tag (row); 0 where it cannot follow."""

    def scores(self, columns: Columns) -> Scores:
        """Give the probability of each tag at each character. Linear in the text's length."""
        return self.all_scores([columns])[0]

    def all_scores(self, sheets: Sequence[Columns]) -> list[Scores]:
        """Give the scores of many texts, each for itself; numpy sees them all at once."""
        emitted = self._emitted(sheets)
        sizes = [len(columns) for columns in sheets]
        # A row between two texts that no name can cross keeps them apart.
        starts = [*accumulate((size + 1 for size in sizes), initial=1)]
        firsts, ends = starts[:-1], [start - 1 for start in starts[1:]]
        weights = np.full((starts[-1], len(TAGS)), _NEVER, dtype=np.float32)
        weights[:, 0] = 0.0
        here = np.concatenate([np.arange(a, b) for a, b in zip(firsts, ends, strict=True)])
        weights[here] = emitted - emitted[:, :1]
        scores = np.zeros_like(weights)
        scores[:, 0] = 1.0
        places = self._possible(weights, firsts, ends).nonzero()[0].tolist()
        factors = np.exp(np.minimum(weights, _SAFE))
        follow = self.follow.tolist()
        for start, end in _runs(places):
            edge = (start in firsts, end in ends)
            scores[start:end] = _marginals(factors[start:end].tolist(), follow, edge)
        return [scores[start:end] for start, end in zip(firsts, ends, strict=True)]

    def _possible(
        self, weights: Scores, firsts: Sequence[int], ends: Sequence[int]
    ) -> NDArray[np.bool_]:
        """Tell where a name at all possible lies: one not much less likely than none there.

        `firsts` are the first characters of texts, `ends` what is behind their last ones.
        """
        size = len(weights)
        lasts = [end - 1 for end in ends]
        b, m, e, s = weights[:, 1:].T
        gain = self._gains
        opened, closed = b + gain["OB"], e + gain["EO"]
        opened[firsts], closed[lasts] = b[firsts], e[lasts]
        found: NDArray[np.bool_] = s + gain["OS"] + gain["SO"] > _POSSIBLE
        for length in range(2, min(LONGEST, size) + 1):
            last = "B" if length == _PAIR else "M"
            opened = opened[:-1]
            whole = opened + gain[last + "E"] + closed[length - 1 :]
            for start in (whole > _POSSIBLE).nonzero()[0].tolist():
                found[start : start + length] = True
            opened = opened + gain[last + "M"] + m[length - 1 :]
            if opened.max(initial=_HOPELESS) <= _HOPELESS:
                break
        return found

    @cached_property
    def _gains(self) -> dict[str, float]:
        """Tell how much likelier one tag after another is than O after O."""
        steps = {(a + b): self.follow[TAGS.index(a), TAGS.index(b)] for a, b in _STEPS}
        return {pair: float(np.log(step / self.follow[0, 0])) for pair, step in steps.items()}

    def _emitted(self, sheets: Sequence[Columns]) -> Scores:
        keys = crf_keys(*sheets)
        found = self._found(keys.ravel()).reshape(keys.shape)
        summed: Scores = self.weights.take(found, axis=0).sum(axis=0)
        return summed

    def _found(self, keys: Keys) -> NDArray[np.int32]:
        """Give each key's row of weights; the last row where the table does not hold it.

        A key lies in its first slot that was free: where a slot is empty, the search is over.
        """
        found = np.full(len(keys), len(self.weights) - 1, dtype=np.int32)
        places, wanted = np.arange(len(keys)), _mark(keys)
        for shift in _SHIFTS:
            slots = _slots(keys[places], shift)
            marks = self.marks[slots]
            same = marks == wanted[places]
            found[places[same]] = self.rows[slots[same]]
            places = places[~same & (marks > 0)]
        return found


def _mark(keys: Keys) -> NDArray[np.uint16]:
    return ((keys >> _MARK_BITS) | np.uint64(1)).astype(np.uint16)


def _slots(keys: Keys, shift: np.uint64) -> Slots:
    return ((keys >> shift) & _MASK).astype(np.int64)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring places into stretches."""
    start = end = -1
    for place in places:
        if place != end:
            if end > start:
                yield start, end
            start = place
        end = place + 1
    if end > start:
        yield start, end


def _marginals(
    factors: list[list[float]], follow: list[list[float]], edge: tuple[bool, bool]
) -> list[list[float]]:
    """Run forward and backward over a stretch that has O, or the text's edge, on either side."""
    before = [1.0] * len(TAGS) if edge[0] else follow[0]
    first = [
        b * f if TAGS[t] in "OBS" else 0.0
        for t, (b, f) in enumerate(zip(before, factors[0], strict=True))
    ]
    forward = [_scaled(first)]
    for row in factors[1:]:
        nexts = [0.0] * len(TAGS)
        for tag, value in enumerate(forward[-1]):
            for to in FOLLOWING[tag]:
                nexts[to] += value * follow[tag][to]
        forward.append(_scaled([n * f for n, f in zip(nexts, row, strict=True)]))
    last = [
        (1.0 if edge[1] else follow[t][0]) if TAGS[t] in "OES" else 0.0 for t in range(len(TAGS))
    ]
    backward = [last]
    for row in reversed(factors[1:]):
        ahead = [f * b for f, b in zip(row, backward[-1], strict=True)]
        backward.append(
            _scaled(
                [sum(follow[t][to] * ahead[to] for to in FOLLOWING[t]) for t in range(len(TAGS))]
            )
        )
    pairs = zip(forward, reversed(backward), strict=True)
    return [_scaled([a * b for a, b in zip(x, y, strict=True)]) for x, y in pairs]


def _scaled(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


def load_crf(path: Path) -> Crf:
    """Read a packed table."""
    data = zlib.decompress(path.read_bytes())
    slots, tags = 1 << _BITS, len(TAGS)
    follow = np.frombuffer(data, dtype="<f4", count=tags * tags).reshape(tags, tags)
    marks = np.frombuffer(data, dtype="<u2", count=slots, offset=follow.nbytes)
    steps = np.frombuffer(data, dtype="i1", offset=follow.nbytes + marks.nbytes)
    weights = np.zeros((len(steps) // tags + 1, tags), dtype=np.float32)
    weights[:-1] = steps.reshape(tags, -1).T * np.float32(_STEP)
    rows = np.cumsum(marks > 0, dtype=np.int32) - 1
    return Crf(marks, rows, weights, follow)


def pack(
    state: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]
) -> bytes:
    """Pack what python-crfsuite trained; attributes are keys written in hexadecimal."""
    found: dict[str, list[float]] = {}
    for (attribute, tag), weight in state.items():
        found.setdefault(attribute, [0.0] * len(TAGS))[TAGS.index(tag)] = weight
    weights = np.clip(np.round(np.array(list(found.values())) / _STEP), -127, 127).astype("i1")
    keys = np.array([int(attribute, 16) for attribute in found], dtype=np.uint64)
    order = np.argsort(-np.abs(weights.astype(int)).max(axis=1), kind="stable")
    marks, taken = _filled(keys[order])
    follow = np.zeros((len(TAGS), len(TAGS)), dtype="<f4")
    for i, nexts in enumerate(FOLLOWING):
        for to in nexts:
            follow[i, to] = np.exp(transitions.get((TAGS[i], TAGS[to]), 0.0))
    kept = weights[order][taken[taken >= 0]]
    return zlib.compress(follow.tobytes() + marks.tobytes() + kept.T.tobytes(), 9)


def _filled(keys: Keys) -> tuple[NDArray[np.uint16], Slots]:
    """Put keys into slots, the first ones first; also which key lies in each slot, or -1.

    The few that find all their slots taken are lost; they are among the last.
    """
    taken: Slots = np.full(1 << _BITS, -1, dtype=np.int64)
    left = np.arange(len(keys))
    for shift in _SHIFTS:
        wanted = _slots(keys[left], shift)
        free = taken[wanted] < 0
        places, firsts = np.unique(wanted[free], return_index=True)
        winners = left[free][firsts]
        taken[places] = winners
        left = np.setdiff1d(left, winners)
    marks = np.where(taken < 0, 0, _mark(keys[np.maximum(taken, 0)])).astype("<u2")
    return marks, taken

"""Choose when a finding is one, on writers whose drafts were left out of training."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shenyan.wording.corpus import CATEGORIES, PLAIN, Example
from shenyan.wording.judge import EVIDENCE, Act, Scored, Seen, acts, judge
from shenyan.wording.weights import Floats, Weights

Weighed = Mapping[int, Seen]
"""What a model that had not read an example saw in it, by the example's number."""

Judged = Mapping[int, Sequence[Scored]]
Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calm:
    """The shares of drafts without a mark and of ordinary posts that may have a finding."""

    harmless: float
    ordinary: float


SURE: Final = Calm(harmless=0.01, ordinary=0.001)
LIKELY: Final = Calm(harmless=0.12, ordinary=0.01)

_RIGHT: Final = 0.9
_AT_MARK: Final = 0.96
"""Of the warnings of each category, the share at a mark of it, and at or beside any mark."""

_FEW: Final = 5
"""A precision counts from this many findings on."""

_GRID: Final = np.arange(-1.5, 5.0, 0.25)
_NEVER: Final = np.float32(1e9)

_STEPS: Final = 1000
_RATE: Final = 0.05
_PLAIN: Final = 0.5
_SHARED_DECAY: Final = 1e-3
_OWN_DECAY: Final = 1e-2


def settle(weights: Weights, examples: Sequence[Example], weighed: Weighed) -> Weights:
    """Choose how evidence is mixed and what counts as a finding."""
    mixed = replace(weights, mix=_mix(examples, weighed))
    judged = {number: judge(mixed, seen) for number, seen in weighed.items() if len(seen.kinds)}
    top = _surest(examples, judged)
    likely = worthy(examples, judged, top)
    sure = _surest(examples, judged, reach=likely)
    return replace(mixed, likely=likely, sure=np.maximum(sure, likely))


def right(example: Example, act: Act) -> bool:
    """Tell whether an act touches a mark of its category."""
    return bool((example.labels[act.first : act.last + 1, act.kind] != 0).any())


def at_mark(example: Example, act: Act) -> bool:
    """Tell whether an act touches a mark of any category, or stands in the clause beside one."""
    return bool((example.labels[max(act.first - 1, 0) : act.last + 2] != 0).any())


def _mix(examples: Sequence[Example], weighed: Weighed) -> Floats:
    """Fit the log odds that a clause's best category is right (gradient descent with Adam).

    Each category mixes the evidence as all do, and a little in its own way.
    """
    some = {number: seen for number, seen in weighed.items() if len(seen.kinds)}
    kinds = np.concatenate([seen.kinds for seen in some.values()])
    evidence = np.concatenate([seen.evidence for seen in some.values()])
    good = np.concatenate(
        [
            examples[number].labels[np.arange(len(seen.kinds)), seen.kinds] != 0
            for number, seen in some.items()
        ]
    )
    plain = np.repeat(
        [examples[number].post.group == PLAIN for number in some],
        [len(seen.kinds) for seen in some.values()],
    )
    spread = evidence.std(axis=0)
    spread[-1] = 1.0  # the constant
    own = np.eye(len(CATEGORIES))[kinds]
    scaled = evidence / spread
    slope = _slope(scaled, own, good, np.where(plain, _PLAIN, 1.0))
    parts = _descend(slope, (1 + len(CATEGORIES), EVIDENCE))
    mix: Floats = ((parts[0] + parts[1:]) / spread).astype(np.float32)
    return mix


Slope = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def _slope(
    evidence: NDArray[np.float64],
    own: NDArray[np.float64],
    good: NDArray[np.bool_],
    weight: NDArray[np.float64],
) -> Slope:
    """Make the slope of the loss; the first row is what all categories share."""

    def slope(parts: NDArray[np.float64]) -> NDArray[np.float64]:
        odds = (evidence * (parts[0] + own @ parts[1:])).sum(axis=1)
        error = ((1 / (1 + np.exp(-odds)) - good) * weight / len(good))[:, None] * evidence
        shared = error.sum(axis=0) + _SHARED_DECAY * parts[0]
        return np.vstack([shared, own.T @ error + _OWN_DECAY * parts[1:]])

    return slope


def _descend(slope: Slope, shape: tuple[int, int]) -> NDArray[np.float64]:
    point, mean, square = np.zeros((3, *shape))
    for step in range(1, _STEPS + 1):
        now = slope(point)
        mean = 0.9 * mean + 0.1 * now
        square = 0.999 * square + 0.001 * now**2
        size = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        point = point - _RATE * (mean / (1 - 0.9**step)) / size
    return point


def _surest(examples: Sequence[Example], judged: Judged, reach: Floats | None = None) -> Floats:
    """Return the lowest odds of each category from which findings are right often enough to warn.

    Findings reach over all clauses of the odds `reach` (by default, of the odds that are tried).
    """
    least = np.full(len(CATEGORIES), _NEVER)
    for score in _GRID[::-1]:
        lowest = np.full(len(CATEGORIES), score, np.float32)
        count, good, near = _tally(
            (example, act)
            for example, act in _found(examples, judged, lowest if reach is None else reach)
            if act.odds >= score
        )
        kept = (good >= _RIGHT * count) & (near >= _AT_MARK * count) & (count >= _FEW)
        least = np.where(kept, np.float32(score), least)
    return np.maximum(least, np.float32(_floor(examples, judged, SURE)))


def worthy(examples: Sequence[Example], judged: Judged, top: Floats) -> Floats:
    """Return the odds of each category from which hints (those below `top`) are worth most in sum.

    A hint at a mark of its category gains what one at no mark costs; at another mark it is for
    nothing. The sum is steadier than the share of right ones among the few near each threshold;
    where it is equal, more is told.
    """
    least, most = np.array(top), np.zeros(len(CATEGORIES))
    for score in _GRID[::-1]:
        lowest = np.full(len(CATEGORIES), score, np.float32)
        found = _found(examples, judged, lowest)
        count, good, near = _tally(pair for pair in found if pair[1].odds < top[pair[1].kind])
        worth = good + near - count
        least = np.where(worth >= most, np.float32(score), least)
        most = np.maximum(worth, most)
    return np.minimum(np.maximum(least, np.float32(_floor(examples, judged, LIKELY))), top)


def _found(
    examples: Sequence[Example], judged: Judged, least: Floats
) -> Iterator[tuple[Example, Act]]:
    """Yield all acts of these odds, with the examples they are in."""
    for number, scored in judged.items():
        for act in acts(scored, examples[number].text.clauses, least):
            yield examples[number], act


def _tally(found: Iterable[tuple[Example, Act]]) -> tuple[Counts, Counts, Counts]:
    """Count the acts of each category, those at a mark of it, and those at or beside any mark."""
    count, good, near = np.zeros((3, len(CATEGORIES)))
    for example, act in found:
        count[act.kind] += 1
        good[act.kind] += right(example, act)
        near[act.kind] += at_mark(example, act)
    return count, good, near


def _floor(examples: Sequence[Example], judged: Judged, limits: Calm) -> float:
    """Return the odds that only the allowed shares of quiet texts pass."""
    calm: dict[bool, list[float]] = {True: [], False: []}
    for number, scored in judged.items():
        post = examples[number].post
        if not post.marks:
            calm[post.group == PLAIN].append(max(clause.odds for clause in scored))
    shares = ((calm[True], limits.ordinary), (calm[False], limits.harmless))
    return max(float(np.quantile(odds, 1 - share)) for odds, share in shares)

"""Choose when a finding is one, on writers whose drafts were left out of training."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Limits:
    """What a threshold must keep.

    Of the findings of each category less than `band` above the threshold, the share at a mark of
    that category and the share at or beside any mark; the shares of drafts without a mark and of
    ordinary posts with a finding.
    """

    right: float
    at_mark: float
    harmless: float
    ordinary: float
    band: float = np.inf


SURE: Final = Limits(right=0.9, at_mark=0.96, harmless=0.01, ordinary=0.001)
LIKELY: Final = Limits(right=0.35, at_mark=0.5, harmless=0.08, ordinary=0.01, band=0.5)
"""A hint is judged beside hints like it: good ones far above the threshold excuse no bad ones."""

CLOSER: Final = replace(LIKELY, band=0.25)
"""So are hints at a charge and at a call to expose, beside hints still more like them: of those
half a unit above the threshold the lower half was right in 35 and 29 of 100."""

_CLOSER: Final = np.isin(CATEGORIES, ("accusation", "doxxing"))

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
    top = _least(examples, judged, SURE)
    wide, close = (_least(examples, judged, limits, below=top) for limits in (LIKELY, CLOSER))
    likely = np.where(_CLOSER, close, wide)
    sure = _least(examples, judged, SURE, reach=likely)
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


def _least(
    examples: Sequence[Example],
    judged: Judged,
    limits: Limits,
    reach: Floats | None = None,
    below: Floats | None = None,
) -> Floats:
    """Return the lowest odds from which findings keep the limits.

    Findings reach over all clauses of the odds `reach` (by default, of the odds that are tried);
    those from `below` on are left out.
    """
    least = np.full(len(CATEGORIES), _NEVER)
    top = np.full(len(CATEGORIES), _NEVER) if below is None else below
    for score in _GRID[::-1]:
        lowest = np.full(len(CATEGORIES), score, np.float32)
        found = [
            (examples[number], act)
            for number, scored in judged.items()
            for act in acts(
                scored, examples[number].text.clauses, lowest if reach is None else reach
            )
            if score <= act.odds < min(top[act.kind], score + limits.band)
        ]
        least = np.where(_kept(found, limits), np.float32(score), least)
    floor = np.float32(_floor(examples, judged, limits))
    return np.minimum(np.maximum(least, floor), top)


def _kept(found: Sequence[tuple[Example, Act]], limits: Limits) -> NDArray[np.bool_]:
    """Tell of which categories the findings keep the limits."""
    all_, good, near = np.zeros((3, len(CATEGORIES)))
    for example, act in found:
        all_[act.kind] += 1
        good[act.kind] += right(example, act)
        near[act.kind] += at_mark(example, act)
    enough = (good >= limits.right * all_) & (near >= limits.at_mark * all_)
    return enough & (all_ >= _FEW)


def _floor(examples: Sequence[Example], judged: Judged, limits: Limits) -> float:
    """Return the odds that only the allowed shares of quiet texts pass."""
    calm: dict[bool, list[float]] = {True: [], False: []}
    for number, scored in judged.items():
        post = examples[number].post
        if not post.marks:
            calm[post.group == PLAIN].append(max(clause.odds for clause in scored))
    shares = ((calm[True], limits.ordinary), (calm[False], limits.harmless))
    return max(float(np.quantile(odds, 1 - share)) for odds, share in shares)

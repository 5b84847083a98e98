"""Choose when a finding is one, on writers whose drafts were left out of training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from shenyan.wording.corpus import CATEGORIES, PLAIN, Example
from shenyan.wording.weights import Floats, Weights

Evidence = tuple[int, Floats]
"""A clause's best category and what speaks for it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a threshold must keep.

    The share of right findings in each category, and the shares of drafts without any mark and of
    ordinary posts that may carry a finding.
    """

    precision: float
    harmless: float
    ordinary: float


SURE: Final = Limits(precision=0.86, harmless=0.02, ordinary=0.003)
LIKELY: Final = Limits(precision=0.45, harmless=0.1, ordinary=0.015)

_FEW: Final = 5
"""A precision counts from this many findings on."""

_STEPS: Final = 800
_RATE: Final = 0.05
_DECAY: Final = 1e-3
_PLAIN: Final = 0.5


def settle(
    weights: Weights, examples: Sequence[Example], weighed: Mapping[int, Sequence[Evidence]]
) -> Weights:
    """Choose how evidence is mixed and what counts as a finding."""
    mix = _mix(examples, weighed)
    sure, likely = (_thresholds(examples, weighed, mix, limits) for limits in (SURE, LIKELY))
    return replace(weights, mix=mix, sure=sure, likely=likely)


def _mix(examples: Sequence[Example], weighed: Mapping[int, Sequence[Evidence]]) -> Floats:
    """Fit the log odds that a clause's best category is right (gradient descent with Adam)."""
    evidence = np.array([e for clauses in weighed.values() for _, e in clauses], np.float64)
    right = np.array([r for number in weighed for r in _right(examples[number], weighed[number])])
    plain = [examples[n].post.group == PLAIN for n in weighed for _ in weighed[n]]
    weight = np.where(plain, _PLAIN, 1.0)
    mix, mean, square = np.zeros((3, evidence.shape[1]))
    for step in range(1, _STEPS + 1):
        error = (1 / (1 + np.exp(-evidence @ mix)) - right) * weight
        slope = evidence.T @ error / len(error) + _DECAY * mix
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        mix = mix - _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return mix.astype(np.float32)


def _right(example: Example, clauses: Sequence[Evidence]) -> list[bool]:
    return [
        bool(labels[kind] != 0) for (kind, _), labels in zip(clauses, example.labels, strict=True)
    ]


def _thresholds(
    examples: Sequence[Example],
    weighed: Mapping[int, Sequence[Evidence]],
    mix: Floats,
    limits: Limits,
) -> Floats:
    """Return the lowest odds for each category that keep the limits."""
    calm: dict[bool, list[float]] = {True: [], False: []}
    hits: list[list[tuple[float, bool]]] = [[] for _ in CATEGORIES]
    for number, clauses in weighed.items():
        example = examples[number]
        odds = [float(evidence @ mix) for _, evidence in clauses]
        if not example.post.marks:
            calm[example.post.group == PLAIN].append(max(odds))
        for (kind, _), score, right in zip(clauses, odds, _right(example, clauses), strict=True):
            hits[kind].append((score, right))
    floor = max(_share(calm[True], limits.ordinary), _share(calm[False], limits.harmless))
    return np.array([max(floor, _precise(found, limits.precision)) for found in hits], np.float32)


def _share(scores: Sequence[float], share: float) -> float:
    """Return the score that only a share of all scores passes."""
    return float(np.quantile(scores, 1 - share))


def _precise(found: Sequence[tuple[float, bool]], wanted: float) -> float:
    """Return the lowest score above which the share of right findings is as wanted."""
    lowest, right = np.inf, 0
    for count, (score, good) in enumerate(sorted(found, reverse=True), 1):
        right += good
        if count < _FEW or right >= wanted * count:
            lowest = score
    return float(lowest)

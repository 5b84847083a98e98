"""Exact-span precision, recall and F, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from random import Random
from typing import Final

Spans = Collection[tuple[int, int]]
Counts = tuple[int, int, int]
"""Right, wrongly found, missed."""

_DRAWS: Final = 1000


def counts(pairs: Iterable[tuple[Spans, Spans]]) -> Counts:
    """Count over (gold, found) pairs."""
    right = wrong = missed = 0
    for gold, found in pairs:
        both = len(set(gold) & set(found))
        right += both
        wrong += len(found) - both
        missed += len(gold) - both
    return right, wrong, missed


def f_score(counted: Counts) -> float:
    """Give F1 between 0 and 1."""
    right, wrong, missed = counted
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def interval(pairs: Sequence[tuple[Spans, Spans]], seed: int = 1) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of F1 over posts."""
    random = Random(seed)  # noqa: S311
    each = [counts([pair]) for pair in pairs]
    drawn = []
    for _ in range(_DRAWS):
        sample = random.choices(each, k=len(each))
        right, wrong, missed = (sum(part) for part in zip(*sample, strict=True))
        drawn.append(f_score((right, wrong, missed)))
    drawn.sort()
    return drawn[_DRAWS // 40], drawn[-_DRAWS // 40 - 1]

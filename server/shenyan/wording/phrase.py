"""Find the words of a clause that made its score: what the underline stands under."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from shenyan.draft import PERSON
from shenyan.wording.features import Text, features
from shenyan.wording.weights import ANY, Weights

_WHOLE: Final = 14
"""A clause up to this length (code points) is marked as it is, but for the name that leads it."""

_LEAST: Final = 4


def phrase(text: Text, number: int, weights: Weights, kind: int) -> tuple[int, int]:
    """Return the stretch of the view to mark for a clause and a category (its column)."""
    clause = text.clauses[number]
    start = _behind_name(clause.text)
    if len(clause.text) - start > _WHOLE:
        start, end = _heaviest(_weight(text, number, weights, kind), start)
        start, end = _whole_words(text, number, start, end)
    else:
        end = len(clause.text)
    return clause.start + start, clause.start + end


def _behind_name(text: str) -> int:
    """Return where a clause goes on behind the name that it begins with."""
    rest = text.lstrip(PERSON)
    return len(text) - len(rest) if len(rest) >= _LEAST else 0


def _weight(text: Text, number: int, weights: Weights, kind: int) -> NDArray[np.float64]:
    """Share each feature's weight out among the characters that it stands on."""
    each = np.zeros(len(text.clauses[number].text))
    named = [found for found in features(text, number) if found[2] > found[1]]
    places = weights.rows.places([feature for feature, _, _ in named])
    known = [named[i] for i in np.flatnonzero(places >= 0).tolist()]
    rows = places[places >= 0]
    sums = weights.at(rows)[:, [kind, ANY]].sum(axis=1)
    for weight, (_, start, end) in zip(sums, known, strict=True):
        each[start:end] += weight / (end - start)
    return each


def _heaviest(each: NDArray[np.float64], low: int) -> tuple[int, int]:
    """Find the stretch of at most `_WHOLE` characters from `low` on that weighs most."""
    sums = np.concatenate([[0.0], np.cumsum(each)])
    best = (-np.inf, low, len(each))
    for start in range(low, len(each) - _LEAST + 1):
        for end in range(start + _LEAST, min(start + _WHOLE, len(each)) + 1):
            best = max(best, (sums[end] - sums[start], -start, end))
    return -best[1], best[2]


def _whole_words(text: Text, number: int, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch so that it cuts no listed word in two."""
    for low, high, _ in text.hits(number):
        if low < start < high:
            start = low
        if low < end < high:
            end = high
    return start, end

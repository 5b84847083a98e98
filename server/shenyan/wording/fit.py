"""Logistic regression for many questions on sparse features (scikit-learn's, liblinear inside).

Before each question a feature counts as much as it tells the answers apart by itself, the root of
its log-count ratio: as naive Bayes would weigh it. Source: Wang and Manning, "Baselines and
Bigrams: Simple, Good Sentiment and Topic Classification", ACL 2012 (there the ratio itself).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from shenyan.wording.weights import Floats, share

Rows = NDArray[np.int32]
Numbers = NDArray[np.int64]

_TRUST: Final = 10.0
"""How far the examples are followed: what regularises is divided by it."""

_TOLERANCE: Final = 1e-3
_STEPS: Final = 80


@dataclass(frozen=True, slots=True)
class Table:
    """Texts as numbers: `rows` holds all features one text after the other, `counts` how many.

    `wanted` and `weight` have one column per question; a weight of nought means unknown.
    """

    rows: Rows
    counts: Numbers
    wanted: Floats
    weight: Floats


def table(rows: Sequence[Sequence[int]], wanted: Floats, weight: Floats) -> Table:
    """Put texts, given as rows of features, into one table."""
    flat = np.fromiter((row for text in rows for row in text), np.int32)
    return Table(flat, np.array([len(text) for text in rows]), wanted, weight)


def fit(data: Table, chosen: Numbers, features: int) -> tuple[Floats, Floats]:
    """Train on the chosen texts. Returns the weights of all features and the biases."""
    texts = _matrix(data, features)[chosen]
    answers = [
        _answer(texts, data.wanted[chosen, question], data.weight[chosen, question])
        for question in tqdm(
            range(data.wanted.shape[1]), desc="training", unit="question", leave=False
        )
    ]
    weights, biases = zip(*answers, strict=True)
    return np.stack(weights, axis=1), np.array(biases, np.float32)


def _matrix(data: Table, features: int) -> csr_matrix:
    each = np.repeat(share(np.maximum(data.counts, 1)), data.counts)
    ends = np.concatenate([[0], np.cumsum(data.counts)])
    return csr_matrix((each.astype(np.float64), data.rows, ends), (len(data.counts), features))


def _answer(texts: csr_matrix, wanted: Floats, weight: Floats) -> tuple[Floats, float]:
    known = np.flatnonzero(weight > 0)
    texts, yes, weight = texts[known], wanted[known] > 0, weight[known]
    if yes.all() or not yes.any():  # nothing to tell apart: the few or many that there are decide
        odds = (1 + weight[yes].sum()) / (1 + weight[~yes].sum())
        return np.zeros(texts.shape[1], np.float32), float(np.log(odds))
    worth = _worth(texts, yes, weight)
    model = LogisticRegression(
        C=_TRUST, solver="liblinear", tol=_TOLERANCE, max_iter=_STEPS, random_state=0
    ).fit(texts @ diags_array(worth), yes, sample_weight=weight)
    return (model.coef_[0] * worth).astype(np.float32), float(model.intercept_[0])


def _worth(texts: csr_matrix, yes: NDArray[np.bool_], weight: Floats) -> Floats:
    """Tell how well each feature by itself separates yes from no."""
    here = (texts > 0).T
    good, bad = 1 + here @ (weight * yes), 1 + here @ (weight * ~yes)
    worth: Floats = np.sqrt(np.abs(np.log((good / good.sum()) / (bad / bad.sum()))))
    return worth

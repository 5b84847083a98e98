"""From examples to weights: number the features, ask the questions, train."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from tqdm import tqdm

from shenyan.wording.corpus import CATEGORIES, PLAIN, Example
from shenyan.wording.features import features
from shenyan.wording.fit import Numbers, Table, fit, table
from shenyan.wording.index import Index
from shenyan.wording.judge import EVIDENCE, TOGETHER
from shenyan.wording.weights import Floats, Weights

_RARE: Final = 2
_YES: Final = 1.5
_PLAIN: Final = 0.3
"""What a yes counts, and what anything in an ordinary post counts; a no of ours counts 1."""

_NEVER: Final = np.float32(1e9)


@dataclass(frozen=True, slots=True)
class Course:
    """Numbered examples: `clauses` and `blocks` as tables, and which example each belongs to."""

    names: tuple[str, ...]
    clauses: Table
    owners: Numbers
    blocks: Table
    block_owners: Numbers
    rows: Sequence[Sequence[set[int]]]
    """The rows of every clause of every example."""


def prepare(examples: Sequence[Example]) -> Course:
    """Give the features of all examples their numbers; rare ones are left out."""
    seen = [
        [{f for f, _, _ in features(example.text, i)} for i in range(len(example.text.clauses))]
        for example in tqdm(examples, desc="features", unit="text", leave=False)
    ]
    tally = Counter(f for clauses in seen for clause in clauses for f in clause)
    names = tuple(sorted(f for f, count in tally.items() if count >= _RARE))
    number = {f: i for i, f in enumerate(names)}
    rows = [[{number[f] for f in clause if f in number} for clause in clauses] for clauses in seen]
    clauses, owners = _clause_table(examples, rows)
    blocks, block_owners = _block_table(examples, rows)
    return Course(names, clauses, owners, blocks, block_owners, rows)


def _clause_table(
    examples: Sequence[Example], rows: Sequence[Sequence[set[int]]]
) -> tuple[Table, Numbers]:
    labels = np.concatenate([example.labels for example in examples])
    owners = np.repeat(np.arange(len(examples)), [len(e.labels) for e in examples])
    yes = (labels > 0).any(axis=1, keepdims=True)
    known = (labels == 0).all(axis=1, keepdims=True)
    harmless = np.array([bool(e.post.only) and not e.post.marks for e in examples])[owners][:, None]
    wanted = np.hstack([labels > 0, yes]).astype(np.float32)
    weight = np.hstack([labels >= 0, yes | known | harmless]).astype(np.float32)
    return _weighed(rows_of(rows), wanted, weight, examples, owners), owners


def rows_of(rows: Sequence[Sequence[set[int]]]) -> list[list[int]]:
    """Give all clauses of all examples in one list."""
    return [sorted(clause) for clauses in rows for clause in clauses]


def _block_table(
    examples: Sequence[Example], rows: Sequence[Sequence[set[int]]]
) -> tuple[Table, Numbers]:
    texts, wanted, owners = [], [], []
    for number, (example, clauses) in enumerate(zip(examples, rows, strict=True)):
        for low in range(0, len(clauses), TOGETHER):
            texts.append(sorted(set().union(*clauses[low : low + TOGETHER])))
            wanted.append([bool((example.labels[low : low + TOGETHER] > 0).any())])
            owners.append(number)
    yes = np.array(wanted, np.float32)
    owner = np.array(owners)
    return _weighed(texts, yes, np.ones_like(yes), examples, owner), owner


def _weighed(
    rows: Sequence[Sequence[int]],
    wanted: Floats,
    weight: Floats,
    examples: Sequence[Example],
    owners: Numbers,
) -> Table:
    plain = np.array([example.post.group == PLAIN for example in examples])[owners]
    weight = weight * np.where(wanted > 0, _YES, 1.0) * np.where(plain, _PLAIN, 1.0)[:, None]
    return table(rows, wanted, weight.astype(np.float32))


def train(course: Course, chosen: Numbers) -> Weights:
    """Train on the chosen examples; the scores from which a finding is one are still missing."""
    size = len(course.names)
    kinds, bias = fit(course.clauses, _of(course.owners, chosen), size)
    block, block_bias = fit(course.blocks, _of(course.block_owners, chosen), size)
    never = np.full(len(CATEGORIES), _NEVER, np.float32)
    return Weights(
        CATEGORIES,
        Index.of(course.names),
        np.hstack([kinds, block]),
        np.concatenate([bias, block_bias]),
        np.zeros((len(CATEGORIES), EVIDENCE), np.float32),
        never,
        never,
    )


def _of(owners: Numbers, chosen: Numbers) -> Numbers:
    return np.nonzero(np.isin(owners, chosen))[0]

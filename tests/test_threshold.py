"""When a hint is one: chosen by what hints are worth in sum."""

from __future__ import annotations

import numpy as np
import pytest

from shenyan.draft import read
from shenyan.wording.corpus import CATEGORIES, PLAIN, Example, Post
from shenyan.wording.features import parse
from shenyan.wording.judge import Scored
from shenyan.wording.senses import Senses
from shenyan.wording.threshold import worthy

KIND = CATEGORIES.index("threat")
TOP = np.full(len(CATEGORIES), 4, np.float32)


def example(marked: str, group: str = "w1") -> Example:
    """Make a draft of one clause that is a threat, another act, or nothing."""
    labels = np.zeros((1, len(CATEGORIES)), np.int8)
    if marked:
        labels[0, CATEGORIES.index(marked)] = 1
    marks = ((0, 4, marked, False),) if marked else ()
    return Example(
        Post("一个分句", marks, group), read("一个分句"), parse("一个分句", Senses({})), labels
    )


QUIET = [example("", group) for group in ("w1", PLAIN) for _ in range(40)]
"""Enough of them that the shares of quiet texts with a hint bind nothing."""


@pytest.mark.parametrize(
    ("acts", "least"),
    [
        ([("threat", 2.0), ("threat", 1.0), ("", -1.25)], 1.0),
        ([("threat", 2.0), ("", 1.0), ("threat", 0.5), ("threat", 0.25)], 0.25),
        ([("threat", 2.0), ("", 1.0), ("", 0.5), ("threat", 0.25)], 2.0),
        ([("", 3.0)], 4.0),
    ],
)
def test_hints_begin_where_they_are_worth_most(acts: list[tuple[str, float]], least: float) -> None:
    quiet = [(one, [Scored(KIND, -9.0)]) for one in QUIET]
    loud = [(example(marked), [Scored(KIND, odds)]) for marked, odds in acts]
    examples = [one for one, _ in (*quiet, *loud)]
    judged = {number: scored for number, (_, scored) in enumerate((*quiet, *loud))}
    lowest = worthy(examples, judged, TOP)[KIND]
    found = [odds for _, odds in acts if odds >= lowest]
    assert found == [odds for _, odds in acts if odds >= least]


def test_a_hint_at_a_mark_of_another_category_counts_nothing() -> None:
    examples = [example("threat"), example("insult"), *QUIET]
    odds = [2.0, 1.0, *[-9.0] * len(QUIET)]
    judged = {number: [Scored(KIND, odd)] for number, odd in enumerate(odds)}
    assert worthy(examples, judged, TOP)[KIND] <= 1.0  # where it is equal, more is told

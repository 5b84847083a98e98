"""Turn counts into figures with 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

from shenyan.bench.bootstrap import Counts, f1, interval, ratio, resampled
from shenyan.bench.score import Alarm, Cell, Judged
from shenyan.finding import CATEGORIES

ALARM_COLUMNS = tuple(field.name for field in fields(Alarm))
CELL_COLUMNS = tuple(field.name for field in fields(Cell))


@dataclass(frozen=True, slots=True)
class Rate:
    """A share between 0 and 1 with its interval; nan where there was nothing to count."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """How one system does in one category (or in `all` of them together) on one set."""

    category: str
    marks: int
    found: int
    exact_precision: Rate
    exact_recall: Rate
    exact_f1: Rate
    precision: Rate
    recall: Rate
    f1: Rate


@dataclass(frozen=True, slots=True)
class AlarmFigures:
    """What is shown as warning or error: how much of it is right, and on whose posts it lands."""

    shown: int
    wrong: int
    other_category: int
    precision: Rate
    calm_posts: int
    startled_posts: int
    startled: Rate
    level_agreement: Rate
    clean_posts: int
    flagged_posts: int
    flagged: Rate


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """Whole documents: `level` is the lowest level that counts as an answer."""

    level: str
    positive: int
    answered: int
    precision: Rate
    recall: Rate
    false_alarms: Rate


def category_figures(judged: Sequence[Judged]) -> list[CategoryFigures]:
    """Return one entry per category that was judged, in the contract's order, then `all`."""
    order = [c for c in CATEGORIES if c in judged[0].cells]
    tables = {
        category: np.array([astuple(row.cells[category]) for row in judged], dtype=np.float64)
        for category in order
    }
    if len(order) > 1:
        tables["all"] = np.add.reduce(list(tables.values()))
    return [_category(name, counts) for name, counts in tables.items()]


def _category(name: str, counts: Counts) -> CategoryFigures:
    both = np.vstack([counts.sum(axis=0), resampled(counts)])
    marks, found, exact, touched, right = both.T
    exact_p, exact_r = ratio(exact, found), ratio(exact, marks)
    p, r = ratio(right, found), ratio(touched, marks)
    values = (exact_p, exact_r, f1(exact_p, exact_r), p, r, f1(p, r))
    return CategoryFigures(name, int(marks[0]), int(found[0]), *map(_rate, values))


def _rate(values: Counts) -> Rate:
    """Make a rate of the figure itself (first) and its resampled values."""
    return Rate(float(values[0]), *interval(values[1:]))


def alarm_figures(judged: Sequence[Judged]) -> AlarmFigures:
    """Return the figures of everything shown as warning or error."""
    counts = np.array([astuple(row.alarm) for row in judged], dtype=np.float64)
    both = np.vstack([counts.sum(axis=0), resampled(counts)])
    column = dict(zip(ALARM_COLUMNS, both.T, strict=True))
    total = {name: int(values[0]) for name, values in column.items()}
    return AlarmFigures(
        shown=total["shown"],
        wrong=total["shown"] - total["right"],
        other_category=total["elsewhere"],
        precision=_rate(ratio(column["right"], column["shown"])),
        calm_posts=total["calm"],
        startled_posts=total["startled"],
        startled=_rate(ratio(column["startled"], column["calm"])),
        level_agreement=_rate(ratio(column["agreeing"], column["levels"])),
        clean_posts=total["clean"],
        flagged_posts=total["flagged"],
        flagged=_rate(ratio(column["flagged"], column["clean"])),
    )


def label_figures(
    labels: Sequence[bool], answers: Sequence[tuple[bool, bool]]
) -> list[LabelFigures]:
    """Return document figures at `info` and above, and at `warning` and above."""
    truth = np.array(labels, dtype=np.float64)
    return [
        _label(level, truth, np.array([answer[i] for answer in answers], dtype=np.float64))
        for i, level in enumerate(("info", "warning"))
    ]


def _label(level: str, truth: Counts, answer: Counts) -> LabelFigures:
    counts = np.stack([truth, answer, truth * answer, 1 - truth, (1 - truth) * answer], axis=1)
    both = np.vstack([counts.sum(axis=0), resampled(counts)])
    positive, answered, right, negative, wrong = both.T
    rates = (ratio(right, answered), ratio(right, positive), ratio(wrong, negative))
    return LabelFigures(level, int(positive[0]), int(answered[0]), *map(_rate, rates))

"""Our own linter as a system on the board, whole and detector by detector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shenyan.bench.figures import CategoryFigures, category_figures
from shenyan.bench.score import Hit, Run, judge
from shenyan.bench.sets import GoldSet
from shenyan.linter import Linter


@dataclass(frozen=True, slots=True)
class DetectorFigures:
    """One kind of detector alone, in the categories that its rules name."""

    detector: str
    rules: int
    categories: tuple[str, ...]
    figures: CategoryFigures


def runner(linter: Linter) -> Run:
    """Return a function from a draft to our findings; `source` is the rule."""

    def run(text: str) -> list[Hit]:
        report = linter.lint(text)
        return [Hit(f.start, f.end, f.category, f.level, f.rule) for f in report.findings]

    return run


def by_detector(
    linter: Linter, gold: GoldSet, hits: Sequence[Sequence[Hit]]
) -> list[DetectorFigures]:
    """Score every kind of detector on the findings that came from its own rules."""
    return [
        _one_kind(linter, kind, gold, hits) for kind in sorted({r.detector for r in linter.rules})
    ]


def _one_kind(
    linter: Linter, kind: str, gold: GoldSet, hits: Sequence[Sequence[Hit]]
) -> DetectorFigures:
    rules = {rule.id: rule.category for rule in linter.rules if rule.detector == kind}
    scored = frozenset(rules.values()) & gold.scored
    judged = [
        judge(row, [hit for hit in found if hit.source in rules], scored)
        for row, found in zip(gold.rows, hits, strict=True)
    ]
    return DetectorFigures(kind, len(rules), tuple(sorted(scored)), category_figures(judged)[-1])

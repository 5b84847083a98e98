"""Score every system on every set: the board as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from shenyan import __version__
from shenyan.bench.fence import fenced
from shenyan.bench.figures import (
    AlarmFigures,
    CategoryFigures,
    LabelFigures,
    alarm_figures,
    category_figures,
    label_figures,
)
from shenyan.bench.ours import DetectorFigures, by_detector, runner
from shenyan.bench.peers import Peer
from shenyan.bench.score import ABUSIVE, Hit, Judged, Miss, judge, judge_label
from shenyan.bench.sets import ALL, GoldSet
from shenyan.bench.speed import Speed
from shenyan.linter import Linter

OURS = "shenyan"


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """One system on one set, in the categories it covers."""

    name: str
    categories: list[CategoryFigures]
    alarms: AlarmFigures | None
    labels: list[LabelFigures]


@dataclass(frozen=True, slots=True)
class SetFigures:
    """One set: its digest, how often each system was right, and what ours missed."""

    name: str
    sha256: str
    rows: int
    systems: list[SystemFigures]
    detectors: list[DetectorFigures]
    misses: list[Miss]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything measured in one run."""

    date: str
    version: str
    sets: list[SetFigures]
    speed: Speed | None
    notes: list[str]


def score_set(gold: GoldSet, linter: Linter, peers: Iterable[Peer]) -> SetFigures:
    """Score the linter, its detectors and the peers on one set."""
    run = runner(linter)
    hits = [run(row.text) for row in gold.rows]
    ours, judged = _system(OURS, gold, hits, ALL)
    systems = [ours]
    for peer in peers:
        if peer.categories & (ABUSIVE if gold.labelled else gold.scored):
            found = [peer.run(row.text) for row in gold.rows]
            systems.append(_system(peer.name, gold, found, peer.categories)[0])
    detectors = by_detector(linter, gold, hits) if gold.levelled else []
    misses = [miss for row in judged for miss in row.misses]
    return SetFigures(gold.name, gold.sha256, len(gold.rows), systems, detectors, misses)


def _system(
    name: str, gold: GoldSet, hits: Sequence[Sequence[Hit]], covered: frozenset[str]
) -> tuple[SystemFigures, list[Judged]]:
    rows = list(zip(gold.rows, hits, strict=True))
    if gold.labelled:
        labels = [bool(row.label) for row in gold.rows]
        answers = [judge_label(row, found) for row, found in rows]
        return SystemFigures(name, [], None, label_figures(labels, answers)), []
    judged = [judge(row, found, gold.scored & covered) for row, found in rows]
    return SystemFigures(name, category_figures(judged), alarm_figures(judged), []), judged


def score_all(
    sets: Iterable[GoldSet], linter: Linter, peers: Sequence[Peer], notes: Sequence[str]
) -> Board:
    """Score every set behind the fence; what tried to get out is noted."""
    with fenced() as tried:
        scored = [score_set(gold, linter, peers) for gold in sets]
    outside = [f"somebody tried to reach {host}: refused" for host in sorted(set(tried))]
    today = datetime.now(UTC).date().isoformat()
    return Board(today, __version__, scored, None, [*notes, *outside])

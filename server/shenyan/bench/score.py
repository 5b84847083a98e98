"""Count, row by row, what was found and what should have been found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shenyan.bench.sets import GoldSet, Mark, Row
from shenyan.finding import LEVELS, Level

ABUSIVE: Final = frozenset(
    {"insult", "accusation", "debt-shaming", "doxxing", "threat", "intimate-image"}
)
"""Findings that count on a set whose documents are labelled offensive or not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One stretch that a system marks; `source` is the rule or recogniser that found it."""

    start: int
    end: int
    category: str
    level: Level = "warning"
    source: str = ""


Run = Callable[[str], Sequence[Hit]]


@dataclass(slots=True)
class Cell:
    """Counts of one category in one row.

    `exact` are marks with a finding on exactly their characters, `touched` marks that a finding
    overlaps, `right` findings that overlap a mark.
    """

    marks: int = 0
    found: int = 0
    exact: int = 0
    touched: int = 0
    right: int = 0


@dataclass(slots=True)
class Alarm:
    """Counts of one row's findings shown as warning or error, and of its levels.

    `elsewhere` are those that lie on a mark of another category, a part of what is not right;
    `calm` is 1 for a row that asks for neither, `startled` if it got one nevertheless;
    `clean` is 1 for a row without any mark, `flagged` if it got a finding of any level.
    """

    shown: int = 0
    right: int = 0
    elsewhere: int = 0
    calm: int = 0
    startled: int = 0
    levels: int = 0
    agreeing: int = 0
    clean: int = 0
    flagged: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A mark that nothing touched, or a finding that touches no mark of its category."""

    row: str
    kind: str
    category: str
    level: str
    text: str
    draft: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything counted in one row."""

    cells: dict[str, Cell]
    alarm: Alarm
    misses: tuple[Miss, ...]


def judge(row: Row, hits: Sequence[Hit], scored: frozenset[str]) -> Judged:
    """Compare findings with marks in the categories of `scored`."""
    marks = [mark for mark in row.marks if mark.category in scored]
    hits = [_as_marked(hit, marks) for hit in hits]
    hits = [hit for hit in hits if hit.category in scored]
    cells = {category: Cell() for category in sorted(scored)}
    misses = [*_count_marks(cells, row, marks, hits), *_count_hits(cells, row, marks, hits)]
    return Judged(cells, _alarm(marks, hits), tuple(misses))


def judge_label(row: Row, hits: Sequence[Hit]) -> tuple[bool, bool]:
    """Return whether a document has an abusive finding at all, and one at warning or above."""
    levels = [hit.level for hit in hits if hit.category in ABUSIVE]
    return bool(levels), any(level != "info" for level in levels)


def judge_all(gold: GoldSet, run: Run, covered: frozenset[str]) -> list[Judged]:
    """Judge every row of a set in the categories that both the set and the system know."""
    return [judge(row, run(row.text), gold.scored & covered) for row in gold.rows]


def _overlap(a: Mark | Hit, b: Mark | Hit) -> bool:
    return a.start < b.end and b.start < a.end


def _touching(hit: Hit, marks: Sequence[Mark]) -> list[Mark]:
    return [m for m in marks if m.category == hit.category and _overlap(m, hit)]


def _as_marked(hit: Hit, marks: Sequence[Mark]) -> Hit:
    if _touching(hit, marks):
        return hit
    for mark in marks:
        if hit.category in mark.also and _overlap(mark, hit):
            return replace(hit, category=mark.category)
    return hit


def _count_marks(
    cells: dict[str, Cell], row: Row, marks: Sequence[Mark], hits: Sequence[Hit]
) -> list[Miss]:
    misses = []
    spans = {(hit.start, hit.end, hit.category) for hit in hits}
    for mark in marks:
        if mark.optional:
            continue
        cell = cells[mark.category]
        cell.marks += 1
        cell.exact += (mark.start, mark.end, mark.category) in spans
        touched = any(hit.category == mark.category and _overlap(hit, mark) for hit in hits)
        cell.touched += touched
        if not touched:
            text = row.text[mark.start : mark.end]
            misses.append(Miss(row.id, "missed", mark.category, mark.level or "", text, row.text))
    return misses


def _count_hits(
    cells: dict[str, Cell], row: Row, marks: Sequence[Mark], hits: Sequence[Hit]
) -> list[Miss]:
    misses = []
    for hit in hits:
        touching = _touching(hit, marks)
        if touching and all(mark.optional for mark in touching):
            continue
        cell = cells[hit.category]
        cell.found += 1
        cell.right += bool(touching)
        if not touching:
            text = row.text[hit.start : hit.end]
            kind = "wrong place" if not any(_overlap(m, hit) for m in marks) else "other category"
            misses.append(Miss(row.id, kind, hit.category, hit.level, text, row.text, hit.source))
    return misses


def _alarm(marks: Sequence[Mark], hits: Sequence[Hit]) -> Alarm:
    alarm = Alarm(calm=int(all(mark.level == "info" for mark in marks)))
    for hit in hits:
        touching = _touching(hit, marks)
        _count_level(alarm, hit, touching)
        if hit.level != "info":
            _count_shown(alarm, hit, touching, marks)
    alarm.startled = int(bool(alarm.calm and alarm.shown))
    alarm.clean = int(not marks)
    alarm.flagged = int(bool(hits and not marks))
    return alarm


def _count_level(alarm: Alarm, hit: Hit, touching: Sequence[Mark]) -> None:
    known = [mark.level for mark in touching if mark.level and not mark.optional]
    if known:
        alarm.levels += 1
        alarm.agreeing += hit.level == max(known, key=LEVELS.index)


def _count_shown(alarm: Alarm, hit: Hit, touching: Sequence[Mark], marks: Sequence[Mark]) -> None:
    loud = [mark for mark in touching if mark.level != "info"]
    if loud and all(mark.optional for mark in loud):
        return
    alarm.shown += 1
    alarm.right += bool(loud)
    if not loud:
        alarm.elsewhere += any(_overlap(m, hit) for m in marks if m.level != "info")

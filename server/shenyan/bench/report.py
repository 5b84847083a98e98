"""The board as a page of Markdown that reads well in a terminal too."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from shenyan.bench.board import OURS, Board, SetFigures, SystemFigures
from shenyan.bench.figures import Rate
from shenyan.bench.ours import DetectorFigures
from shenyan.bench.score import Miss
from shenyan.bench.speed import Speed

HEAD: Final = """# 记分板 Scoreboard

本页由 `shenyan bench --write tests/README.md` 写成，请勿手改。
Written by the command itself on {date}, version {version}. All figures are percentages,
95 % intervals (bootstrap over drafts, fixed seed) in brackets.

- **F1, P, R**: a finding is right if it overlaps a mark of its category; **exact F1** asks for the
  very same characters.
- **Optional** marks (a title's name, one's own number) count neither way.
- Whoever writes a rule reads `dev` only; `test` is for the judge.
- A peer is scored in the categories it has; its cell is its F1 (overlap) on the same rows.
"""


def page(board: Board) -> str:
    """Return the whole board."""
    parts = [HEAD.format(date=board.date, version=board.version)]
    parts += [_set(scored) for scored in board.sets]
    if board.speed:
        parts.append(_speed(board.speed))
    if board.notes:
        parts.append("## 说明 Notes\n\n" + "\n".join(f"- {note}" for note in board.notes) + "\n")
    return "\n".join(parts)


def misses(scored: SetFigures) -> str:
    """List what was missed and what was found in a wrong place, draft by draft."""
    return "\n".join(_miss(scored.name, miss) for miss in scored.misses)


def _miss(name: str, miss: Miss) -> str:
    draft = miss.draft.replace("\n", "⏎")
    source = f" [{miss.source}]" if miss.source else ""
    mark = f"{miss.category}/{miss.level or '?'}"
    return f"{name} {miss.row}: {miss.kind} {mark}{source} “{miss.text}” in “{draft}”"


def _set(scored: SetFigures) -> str:
    parts = [f"## {scored.name}\n\n{scored.rows} rows, SHA-256 `{scored.sha256}`\n"]
    ours = scored.systems[0]
    if ours.labels:
        parts.append(_labels(scored.systems))
        return "\n".join(parts)
    kinds = Counter(miss.kind for miss in scored.misses)
    wrong = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "none"
    parts += [_categories(scored.systems), f"Misses and false alarms of ours: {wrong}.\n"]
    if scored.detectors:
        parts.append(_alarms(ours))
    parts.append(_clean(scored.systems))
    if scored.detectors:
        parts.append(_detectors(scored.detectors))
    return "\n".join(parts)


def _categories(systems: Sequence[SystemFigures]) -> str:
    ours, *peers = systems
    head = ["category", "marks", "found", "exact F1", "P", "R", "F1"]
    rows = []
    for c in ours.categories:
        others = [_percent(_f1_of(peer, c.category)) for peer in peers]
        own = [_percent(rate.value) for rate in (c.exact_f1, c.precision, c.recall)]
        rows.append([c.category, str(c.marks), str(c.found), *own, _between(c.f1), *others])
    return _table([*head, *(peer.name for peer in peers)], rows)


def _f1_of(system: SystemFigures, category: str) -> float:
    if category == "all":  # over different categories: not comparable
        return math.nan
    return next((c.f1.value for c in system.categories if c.category == category), math.nan)


def _alarms(ours: SystemFigures) -> str:
    alarms = ours.alarms
    if alarms is None:
        return ""
    return (
        f"Shown as warning or error: {alarms.shown}, of them wrong {alarms.wrong} "
        f"({alarms.other_category} of these at a mark of another category); "
        f"precision {_between(alarms.precision)}.\n"
        f"Posts that ask for neither: {alarms.calm_posts}, of them with one nevertheless "
        f"{alarms.startled_posts}: {_between(alarms.startled)}.\n"
        f"Level as in the gold set, where the mark was found: {_between(alarms.level_agreement)}.\n"
    )


def _clean(systems: Iterable[SystemFigures]) -> str:
    head = ["system", "posts without a mark in its categories", "flagged", "share"]
    rows = [
        [s.name, str(a.clean_posts), str(a.flagged_posts), _between(a.flagged)]
        for s in systems
        if (a := s.alarms)
    ]
    return _table(head, rows)


def _detectors(detectors: Iterable[DetectorFigures]) -> str:
    head = ["detector alone", "rules", "categories", "marks there", "P", "R", "F1"]
    rows = []
    for d in detectors:
        rates = [_percent(rate.value) for rate in (d.figures.precision, d.figures.recall)]
        names = ", ".join(d.categories)
        counts = [str(d.rules), names, str(d.figures.marks)]
        rows.append([d.detector, *counts, *rates, _percent(d.figures.f1.value)])
    return _table(head, rows)


def _labels(systems: Iterable[SystemFigures]) -> str:
    head = ["system", "level", "positive", "answered", "P", "R", "of the others flagged"]
    rows = [
        [
            system.name,
            f"{f.level}+",
            str(f.positive),
            str(f.answered),
            *map(_between, (f.precision, f.recall, f.false_alarms)),
        ]
        for system in systems
        for f in system.labels
        if f.level == "info" or system.name == OURS
    ]
    return _table(head, rows)


def _speed(speed: Speed) -> str:
    ours = speed.costs[0]
    head = ["system", "ms per 140", "ordinary posts", "ms per 2,000"]
    head += [f"ours ÷ it, {what}" for what in ("140", "ordinary posts", "2,000")]
    rows = []
    for cost in speed.costs:
        own = (ours.short_ms, ours.ordinary_ms, ours.long_ms)
        its = (cost.short_ms, cost.ordinary_ms, cost.long_ms)
        ratios = [mine / other if other else math.nan for mine, other in zip(own, its, strict=True)]
        rows.append([cost.name, *map(_number, (*its, *ratios))])
    http = [
        [
            *(str(h.clients), f"{h.requests_per_second:.0f}"),
            f"{h.requests_per_second * ours.short_ms / 1000:.2f}",
            *(f"{ms:.1f}" for ms in (h.p50_ms, h.p95_ms, h.p99_ms)),
            f"{h.p99_ms / h.p50_ms:.1f}",
        ]
        for h in speed.http
    ]
    return (
        "## 速度 Speed\n\nMedian CPU time on one core, all in one process and run. The texts are "
        "the drafts of the sets, one after the other: "
        f"140 characters hold {speed.findings:.1f} findings of ours. “Ordinary posts” are 140 "
        "characters of posts that a set labels not offensive.\n\n"
        + _table(head, rows)
        + f"\nRe-lint after a keystroke in a 2,000-character draft: {speed.keystroke_ms:.1f} ms. "
        f"First answer of the server after its start: {speed.first.seconds:.2f} s by the clock, "
        f"{speed.first.cpu_seconds:.2f} s of CPU, peak memory {speed.first.memory_mib:.0f} MiB.\n\n"
        "Over HTTP on loopback, 140 characters a request, by the clock. One process uses one core; "
        "its share is requests a second × CPU time of one lint.\n\n"
        + _table(
            ["clients", "requests/s", "share", "p50 ms", "p95 ms", "p99 ms", "p99 ÷ p50"], http
        )
    )


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3g}"


def _percent(value: float) -> str:
    return "–" if math.isnan(value) else f"{value * 100:.1f}"


def _between(rate: Rate) -> str:
    if math.isnan(rate.value):
        return "–"
    return f"{rate.value * 100:.1f} ({rate.low * 100:.1f}–{rate.high * 100:.1f})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)

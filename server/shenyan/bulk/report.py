"""One page about a finished scan: counts and plots, and the posts with most to look at, masked."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final

from shenyan.bulk.parts import WORST, urgency, write
from shenyan.finding import CATEGORIES, LEVELS

_BAR: Final = 360
_ROW: Final = 26


@dataclass(slots=True)
class Counts:
    """Tallies over all posts of a scan."""

    posts: int = 0
    rejected: int = 0
    flagged: Counter[str] = field(default_factory=Counter)
    by_category: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_month: Counter[tuple[str, str]] = field(default_factory=Counter)


def write_report(out: Path, worst: Iterable[str]) -> None:
    """Write `out/report.html` from `out/findings.jsonl`, `out/rejects.jsonl` and the worst."""
    counts = count(out)
    rows = (row for line in worst for row in json.loads(line))
    ranked = heapq.nsmallest(WORST, rows, key=urgency)
    template = Template(Path(__file__).with_name("report.html").read_text(encoding="utf-8"))
    page = template.substitute(
        posts=f"{counts.posts:,}",
        rejected=f"{counts.rejected:,}",
        **{level: f"{counts.flagged[level]:,}" for level in LEVELS},
        categories=_bars(counts.by_category, [c for c in CATEGORIES if _total(counts, c)]),
        months=_bars(counts.by_month, sorted({month for month, _ in counts.by_month})),
        worst="".join(_card(row) for row in ranked),
    )
    write(out / "report.html", page.splitlines())


def count(out: Path) -> Counts:
    """Tally the findings of a scan; a post counts once, under its most urgent level."""
    counts = Counts()
    with (out / "findings.jsonl").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            row = json.loads(line)
            counts.posts += 1
            levels = {f["level"] for f in row["findings"]}
            for f in row["findings"]:
                counts.by_category[f["category"], f["level"]] += 1
            if levels:
                highest = max(levels, key=LEVELS.index)
                counts.flagged[highest] += 1
                counts.by_month[row["month"] or "—", highest] += 1
    with (out / "rejects.jsonl").open(encoding="utf-8", newline="\n") as lines:
        counts.rejected = sum(1 for _ in lines)
    return counts


def _total(counts: Counts, category: str) -> int:
    return sum(counts.by_category[category, level] for level in LEVELS)


def _bars(counter: Counter[tuple[str, str]], names: list[str]) -> str:
    """Draw one stacked bar per name, the most urgent level first."""
    totals = [sum(counter[name, level] for level in LEVELS) for name in names]
    scale = _BAR / max([*totals, 1])
    rows = []
    for i, (name, total) in enumerate(zip(names, totals, strict=True)):
        y, x = i * _ROW, 130.0
        rows.append(f'<text x="122" y="{y + 15}" text-anchor="end">{escape(name)}</text>')
        for level in reversed(LEVELS):
            width = counter[name, level] * scale
            if width:
                rows.append(
                    f'<rect class="{level}" x="{x:.1f}" y="{y + 3}" width="{width:.1f}" '
                    f'height="16"><title>{level}: {counter[name, level]:,}</title></rect>'
                )
            x += width
        rows.append(f'<text x="{x + 6:.1f}" y="{y + 15}">{total:,}</text>')
    height = max(len(names), 1) * _ROW
    return f'<svg viewBox="0 0 570 {height}" role="img">{"".join(rows)}</svg>'


def _card(row: dict[str, Any]) -> str:
    return (
        f"<li><b>{escape(str(row['id']))}</b> <small>{escape(row['source'])} · "
        f"{row['errors']} 高风险 · {row['warnings']} 注意</small>"
        f"<p>{escape(row['excerpt'])}</p></li>"
    )

"""One page about a finished scan: counts and plots, and the posts with most to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Final

import shenyan
from shenyan.bulk.plots import by_month, level_bar, stacked_bar
from shenyan.bulk.results import write
from shenyan.bulk.tally import Tally
from shenyan.bulk.worst import Worst, ranked
from shenyan.categories import Category, load_categories
from shenyan.finding import LEVELS
from shenyan.rules import rules_dir

LEVEL_NAMES: Final = {"error": "高风险", "warning": "注意", "info": "提示"}
URGENT_FIRST: Final = LEVELS[::-1]
_MASKED: Final = "姓名、号码与所标的话已打码。 Names, numbers and marked words are masked."
_UNMASKED: Final = (
    "下面的原文没有打码，请妥善保管。 The posts below are not masked: keep this page safe."
)


def write_report(
    path: Path, tally: Tally, worst: Iterable[Worst], inputs: Sequence[str], unmasked: bool
) -> None:
    """Write the page. It has no script, fetches nothing, and everything in it is escaped."""
    names = load_categories(rules_dir())
    template = Template(Path(__file__).with_name("report.html").read_text(encoding="utf-8"))
    page = template.substitute(
        version=shenyan.__version__,
        inputs=escape("、".join(inputs)),
        posts=f"{tally.posts:,}",
        quiet=_share(tally.posts - sum(tally.flagged.values()), tally.posts),
        rejected=f"{sum(tally.reasons.values()):,}",
        **{level: _share(tally.flagged[level], tally.posts) for level in LEVELS},
        levels=level_bar(tally),
        categories=_categories(tally, names),
        months=by_month(tally),
        month_rows=_months(tally),
        undated=f"{tally.months['']:,}",
        masked=_UNMASKED if unmasked else _MASKED,
        worst="".join(_card(row, names) for row in ranked(worst)) or "<li>没有 none</li>",
        rejects=_rejects(tally),
    )
    write(path, page.splitlines())


def _share(count: int, of: int) -> str:
    """Write a count and its share."""
    return f"<b>{count:,}</b><small>{count / max(of, 1):.1%}</small>"


def _categories(tally: Tally, names: dict[str, Category]) -> str:
    """Write a row per category that was found, the most frequent first."""
    totals = {
        name: sum(tally.by_category[name, level] for level in LEVELS)
        for name in names
        if tally.posts_with[name]
    }
    most = max([*totals.values(), 1])
    found = sorted(totals, key=lambda name: -totals[name])
    rows = (_category(names[name], tally, most) for name in found)
    return "".join(rows) or '<tr><td colspan="7">没有 none</td></tr>'


def _category(category: Category, tally: Tally, most: int) -> str:
    counts = [tally.by_category[category.id, level] for level in URGENT_FIRST]
    return (
        f'<tr><th scope="row">{escape(category.title)}<small>{escape(category.title_en)}</small>'
        f"</th><td>{stacked_bar(counts, most)}</td>"
        + "".join(map(_cell, [*counts, sum(counts), tally.posts_with[category.id]]))
        + "</tr>"
    )


def _months(tally: Tally) -> str:
    return "".join(
        f'<tr><th scope="row">{month}</th>'
        + "".join(_cell(tally.by_month[month, level]) for level in URGENT_FIRST)
        + _cell(tally.months[month])
        + "</tr>"
        for month in tally.calendar()
    )


def _cell(count: int) -> str:
    return f"<td>{count:,}</td>" if count else '<td class="none">0</td>'


def _card(row: Worst, names: dict[str, Category]) -> str:
    marked = dict.fromkeys((level, category) for _, level, category in row.pieces if category)
    chips = "".join(
        f'<span class="chip {level}">{escape(names[category].title)}</span>'
        for level, category in sorted(marked, key=lambda pair: URGENT_FIRST.index(pair[0]))
    )
    text = "".join(
        f'<mark class="{level}">{escape(text)}</mark>' if level else escape(text)
        for text, level, _ in row.pieces
    )
    return (
        f'<li><p class="who"><b>{escape(row.id)}</b> <small>{escape(row.source)} · '
        f"{row.errors} {LEVEL_NAMES['error']} · {row.warnings} {LEVEL_NAMES['warning']}</small></p>"
        f"<p>{text}</p><p>{chips}</p></li>"
    )


def _rejects(tally: Tally) -> str:
    """Write a row per reason with the first rows it happened to."""
    rows = [
        f'<tr><th scope="row">{escape(reason)}</th>{_cell(count)}'
        f"<td>{escape('、'.join(tally.examples[reason]))}</td></tr>"
        for reason, count in tally.reasons.most_common()
    ]
    return "".join(rows) or '<tr><td colspan="3">没有 none</td></tr>'

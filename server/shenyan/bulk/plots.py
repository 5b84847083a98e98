"""Small plots in SVG. Numbers stand beside them in tables, so a plot needs no words of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from shenyan.bulk.tally import Tally
from shenyan.finding import LEVELS

_URGENT_FIRST: Final = LEVELS[::-1]
_BAR, _WIDE, _HIGH, _LEFT, _BOTTOM = 200, 720, 190, 44, 22
_MOST_LABELS: Final = 12


def stacked_bar(counts: Sequence[int], most: int) -> str:
    """Draw one row's counts by level, the most urgent first, where `most` fills the width."""
    scale = _BAR / most
    x, rects = 0.0, []
    for level, count in zip(_URGENT_FIRST, counts, strict=True):
        rects.append(_rect(level, x, 0, count * scale, 14))
        x += count * scale
    return _svg(_BAR, 14, rects)


def level_bar(tally: Tally) -> str:
    """Draw all posts as one bar: by their most urgent level, and those with nothing."""
    x, rects = 0.0, []
    quiet = tally.posts - sum(tally.flagged.values())
    counts = [*((level, tally.flagged[level]) for level in _URGENT_FIRST), ("quiet", quiet)]
    for level, count in counts:
        width = count / max(tally.posts, 1) * _WIDE
        rects.append(_rect(level, x, 0, width, 22))
        x += width
    return _svg(_WIDE, 22, rects)


def by_month(tally: Tally) -> str:
    """Draw, month after month, how many posts carry something, stacked by level."""
    months = tally.calendar()
    counts = [[tally.by_month[month, level] for level in _URGENT_FIRST] for month in months]
    most = _round_up(max([*map(sum, counts), 1]))
    step = (_WIDE - _LEFT) / max(len(months), 1)
    marks = _scale(most)
    for i, (month, values) in enumerate(zip(months, counts, strict=True)):
        x, y = _LEFT + i * step, float(_HIGH)
        for level, value in zip(_URGENT_FIRST, values, strict=True):
            height = value / most * (_HIGH - 10)
            y -= height
            marks.append(_rect(level, x + step * 0.1, y, min(step * 0.8, 48), height))
        if i % -(-len(months) // _MOST_LABELS) == 0:
            marks.append(_text(x + step * 0.1, _HIGH + 16, month, "start"))
    return _svg(_WIDE, _HIGH + _BOTTOM, marks)


def _scale(most: int) -> list[str]:
    """Draw three lines across with their numbers."""
    marks = []
    for value in sorted({0, most // 2, most}):
        y = _HIGH - value / most * (_HIGH - 10)
        marks.append(f'<line x1="{_LEFT}" x2="{_WIDE}" y1="{y:.1f}" y2="{y:.1f}"/>')
        marks.append(_text(_LEFT - 6, y + 4, f"{value:,}", "end"))
    return marks


def _round_up(value: int) -> int:
    """Give the next even number with one or two digits before its zeros, or 1."""
    size = int("1" + "0" * max(len(str(value)) - 2, 0))
    return 1 if value == 1 else -(-value // (2 * size)) * 2 * size


def _rect(level: str, x: float, y: float, width: float, height: float) -> str:
    if not width or not height:
        return ""
    return (
        f'<rect class="{level}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def _svg(width: int, height: int, marks: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" aria-hidden="true">{"".join(marks)}</svg>'

"""The posts with most to look at, as the report shows them: names, numbers and words masked."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shenyan.bulk.posts import Post
from shenyan.finding import IDENTIFIERS, LEVELS, Finding, Report

WORST: Final = 20
"""How many posts are kept, of a part and in the report."""

_EXCERPT: Final = 200
_BEFORE: Final = 40
_SHOWN_MASKED: Final = IDENTIFIERS | {"person-name"}
"""Categories whose own mask says enough: 139****5678. Of the others nothing is shown."""

Piece = tuple[str, str, str]
"""Text, and the level and category of the finding it stands for, if any."""


@dataclass(frozen=True, slots=True)
class Worst:
    """One post of the list."""

    errors: int
    warnings: int
    id: str
    source: str
    pieces: tuple[Piece, ...]


def worst(done: Iterable[tuple[Post, Report]], unmasked: bool = False) -> list[Worst]:
    """Choose the posts to look at first."""
    return ranked(_worst(post, report, unmasked) for post, report in done if _counts(report))


def ranked(rows: Iterable[Worst]) -> list[Worst]:
    """Sort: most errors first, then most warnings, then by source; keep the first ones."""
    return heapq.nsmallest(WORST, rows, key=lambda row: (-row.errors, -row.warnings, row.source))


def read_worst(rows: Iterable[dict[str, Any]]) -> Iterator[Worst]:
    """Make values of what `dataclasses.asdict` and JSON made of them."""
    for row in rows:
        yield Worst(**{**row, "pieces": tuple(map(tuple, row["pieces"]))})


def pieces(text: str, findings: Sequence[Finding], unmasked: bool = False) -> Iterator[Piece]:
    """Cut a post at its findings and hide what they mark.

    Of nested ones the outer is shown, with the level and the category of the gravest in it.
    """
    done = 0
    for f in sorted(findings, key=lambda f: (f.start, -f.end)):
        if f.end <= done:
            continue
        start = max(f.start, done)
        if start > done:
            yield text[done:start], "", ""
        shown = text[start : f.end] if unmasked else _hidden(f, start)
        inside = (g for g in findings if f.start <= g.start and g.end <= f.end)
        gravest = max(inside, key=lambda g: LEVELS.index(g.level))
        yield shown, gravest.level, gravest.category
        done = f.end
    if done < len(text):
        yield text[done:], "", ""


def _worst(post: Post, report: Report, unmasked: bool) -> Worst:
    errors, warnings = _counts(report) or (0, 0)
    cut = _excerpt(list(pieces(post.text, report.findings, unmasked)))
    return Worst(errors, warnings, post.id, post.source, tuple(cut))


def _counts(report: Report) -> tuple[int, int] | None:
    """Count errors and warnings; None where there is neither."""
    levels = [f.level for f in report.findings]
    counts = levels.count("error"), levels.count("warning")
    return counts if any(counts) else None


def _hidden(f: Finding, start: int) -> str:
    mask = f.fixes[0].replacement if f.fixes and f.category in _SHOWN_MASKED else ""
    return mask if mask and start == f.start else "█" * (f.end - start)


def _excerpt(whole: list[Piece]) -> Iterator[Piece]:
    """Begin a little before the first error (or warning) and end after some lines."""
    levels = [level for _, level, _ in whole]
    first = levels.index("error" if "error" in levels else "warning")
    before = "".join(text for text, *_ in whole[:first])
    if len(before) > _BEFORE:
        yield "…" + before[-_BEFORE:], "", ""
        whole = whole[first:]
    left = _EXCERPT
    for text, level, category in whole:
        yield text if len(text) <= left else text[: max(left, 1)] + "…", level, category
        left -= len(text)
        if left <= 0:
            return

"""Check a chunk of posts and write it as one part file: all of it or nothing.

A part appears under its final name only when it is complete and on the disk, so a scan that was
killed at any moment goes on from the parts that exist.
"""

from __future__ import annotations

import heapq
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from shenyan.bulk.posts import Post, Reject
from shenyan.finding import Report
from shenyan.linter import Linter

WORST: Final = 20
"""How many posts of a part are kept for the report's list of the worst."""

_EXCERPT: Final = 120


@dataclass(frozen=True, slots=True)
class Part:
    """The files of one chunk in the scan's folder."""

    folder: Path
    number: int

    @property
    def posts(self) -> Path:
        """One line per post: id, source, month and findings."""
        return self.folder / f"{self.number:08}.posts.jsonl"

    @property
    def rejects(self) -> Path:
        """One line per row that could not be checked."""
        return self.folder / f"{self.number:08}.rejects.jsonl"

    @property
    def worst(self) -> Path:
        """The posts with most to look at, masked. Written last: it marks the part complete."""
        return self.folder / f"{self.number:08}.worst.json"


@cache
def worker_linter() -> Linter:
    """Load rules and model once per worker process."""
    return Linter()


def load() -> None:
    """Load what a worker process needs before its first chunk."""
    worker_linter()


def check(part: Part, rows: Sequence[Post | Reject]) -> int:
    """Check the rows of one chunk, write its part and return how many rows it had."""
    posts = [row for row in rows if isinstance(row, Post)]
    reports = list(worker_linter().lint_batch(post.text for post in posts))
    done = list(zip(posts, reports, strict=True))
    write(part.posts, (_line(post, report) for post, report in done))
    write(part.rejects, (_json(asdict(row)) for row in rows if isinstance(row, Reject)))
    write(part.worst, [_json(_worst(done))])
    return len(rows)


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file that appears whole or not at all, even if the power goes."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _line(post: Post, report: Report) -> str:
    row = {"id": post.id, "source": post.source, "month": post.month}
    return _json({**row, "findings": finding_rows(report)})


def finding_rows(report: Report) -> list[dict[str, object]]:
    """Describe findings as rows of data, with positions in code points."""
    return [
        {
            "rule": f.rule,
            "category": f.category,
            "level": f.level,
            "start": f.start,
            "end": f.end,
            "text": f.text,
            "articles": list(f.articles),
        }
        for f in report.findings
    ]


def _json(value: object) -> str:
    """Write JSON on one line; a lone surrogate stays an escape, all else is readable."""
    line = json.dumps(value, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def _worst(done: Iterable[tuple[Post, Report]]) -> list[dict[str, object]]:
    scored = (
        {
            "errors": sum(f.level == "error" for f in report.findings),
            "warnings": sum(f.level == "warning" for f in report.findings),
            "id": post.id,
            "source": post.source,
            "excerpt": masked(post.text, report)[:_EXCERPT],
        }
        for post, report in done
        if any(f.level == "error" for f in report.findings)
    )
    return heapq.nsmallest(WORST, scored, key=urgency)


def urgency(row: dict[str, object]) -> tuple[int, int, str]:
    """Sort key: most errors first, then most warnings, then the source."""
    return (-int(str(row["errors"])), -int(str(row["warnings"])), str(row["source"]))


def masked(text: str, report: Report) -> str:
    """Replace every finding by its first fix, or by solid blocks where it has none."""
    result, end = [], 0
    for f in report.findings:
        if f.start >= end:
            hidden = f.fixes[0].replacement if f.fixes else ""
            result += [text[end : f.start], hidden or "█" * len(f.text)]
            end = f.end
    return "".join([*result, text[end:]])

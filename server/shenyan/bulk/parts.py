"""Check a chunk of posts and write it as one part: all of it or nothing.

A part appears under its final name only when it is complete and on the disk, so a scan that was
killed at any moment goes on from the parts that exist.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from shenyan.bulk.posts import Post, Reject
from shenyan.bulk.results import json_line, post_line, reject_line, write
from shenyan.bulk.worst import worst
from shenyan.linter import Linter


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
        """One line per post with most to look at. Written last: it marks the part complete."""
        return self.folder / f"{self.number:08}.worst.jsonl"


@cache
def worker_linter() -> Linter:
    """Load rules and model once per worker process."""
    return Linter()


def load() -> None:
    """Load what a worker process needs before its first chunk, and see to its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that started it
    Thread(target=_end_with_parent, daemon=True).start()
    worker_linter()


def _end_with_parent() -> None:
    # A worker waits for work forever; when its parent is killed nobody would tell it to stop.
    if parent := parent_process():
        wait([parent.sentinel])
        sys.stderr.flush()
        os._exit(1)


def check(part: Part, rows: Sequence[Post | Reject], unmasked: bool = False) -> int:
    """Check the rows of one chunk, write its part and return how many rows it had."""
    posts = [row for row in rows if isinstance(row, Post)]
    reports = list(worker_linter().lint_batch(post.text for post in posts))
    done = list(zip(posts, reports, strict=True))
    write(part.posts, (post_line(post, report) for post, report in done))
    write(part.rejects, (reject_line(row) for row in rows if isinstance(row, Reject)))
    write(part.worst, (json_line(asdict(row)) for row in worst(done, unmasked)))
    return len(rows)

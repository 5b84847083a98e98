"""What is trained on and measured with, as posts in the tagger's view."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shenyan.names.invent import TEXTS, Inventor, Post, read_lines, read_lists
from shenyan.names.resources import Makeup
from shenyan.names.view import view

LONGEST: Final = 200
"""Longer posts are cut at a sentence's end when training (code points)."""

DEV_SETS: Final = ("weibo_dev", "uner_dev", "probe")


@dataclass(frozen=True, slots=True)
class Source:
    """A training file, how often it is read in an epoch, and how many of its names change."""

    name: str
    times: int
    renamed: float


SOURCES: Final = (
    Source("weibo_train", 2, 0.3),
    Source("uner_train", 1, 0.3),
    Source("silver", 1, 0.3),
    Source("silver2", 1, 0.3),
    Source("silver_pos", 1, 0.3),
)
INVENTED: Final = 3000
"""Posts made from our templates in an epoch."""


def read_posts(path: Path) -> list[Post]:
    """Read one JSON object `{"text", "spans"}` per line."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Post(r["text"], tuple(sorted((a, b) for a, b in r["spans"]))) for r in rows]


def viewed(post: Post, surnames: Collection[str]) -> Post:
    """Give a post as the tagger sees it; names inside what it does not see are dropped."""
    seen = view(post.text, surnames)
    spans = (seen.within(start, end) for start, end in post.spans)
    return Post(seen.text, tuple((a, b) for a, b in spans if 0 <= a < b))


def cut(post: Post) -> Iterator[Post]:
    """Cut a long post at the ends of sentences."""
    start = 0
    for i, char in enumerate(post.text):
        last = i + 1 == len(post.text)
        if last or (char in "。！？!?\n;；" and i + 1 - start >= LONGEST):
            spans = tuple(
                (a - start, b - start) for a, b in post.spans if start <= a and b <= i + 1
            )
            yield Post(post.text[start : i + 1], spans)
            start = i + 1


class Corpus:
    """All training posts; every epoch draws new names and invents new posts."""

    def __init__(self, folders: Iterable[Path], makeup: Makeup, seed: int) -> None:
        self._surnames = frozenset(makeup.surnames)
        self._inventor = Inventor(makeup, read_lists(TEXTS / "given.txt"), seed)
        self._templates = read_lines(TEXTS / "posts.txt")
        self._plain = [Post(line) for line in read_lines(TEXTS / "negatives.txt")]
        self._read = [
            (source, [piece for post in read_posts(path) for piece in cut(post)])
            for source in SOURCES
            for folder in folders
            if (path := folder / f"{source.name}.jsonl").exists()
        ]

    def epoch(self) -> list[Post]:
        """Draw the posts of one epoch in random order, in the tagger's view."""
        make = self._inventor
        drawn = [make.post(self._templates) for _ in range(INVENTED)]
        drawn += self._plain
        for source, posts in self._read:
            for _ in range(source.times):
                drawn += [make.renamed(post, source.renamed) for post in posts]
        drawn = [make.noised(p) if make.random.random() < 0.1 else p for p in drawn]
        make.random.shuffle(drawn)
        return [viewed(post, self._surnames) for post in drawn if post.text.strip()]


def probe(makeup: Makeup) -> list[Post]:
    """Fill the probe's own templates, disjoint from those trained on, always alike."""
    inventor = Inventor(makeup, read_lists(TEXTS / "given.txt"), seed=20261122)
    return [
        inventor.filled(template) for template in read_lines(TEXTS / "probe.txt") for _ in range(3)
    ]


def dev_posts(folder: Path, name: str, makeup: Makeup) -> list[Post]:
    """Read a dev set, or invent the probe."""
    return probe(makeup) if name == "probe" else read_posts(folder / f"{name}.jsonl")

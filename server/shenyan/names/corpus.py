"""What is trained on and measured with, as posts in the tagger's view."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shenyan.names.close import Close
from shenyan.names.invent import TEXTS, Inventor, Post, read_lines, read_lists
from shenyan.names.placing import make_places, placed
from shenyan.names.resources import Makeup
from shenyan.names.view import view
from shenyan.normalize import fold

LONGEST: Final = 200
"""Longer posts are cut at a sentence's end when training (code points)."""

DEV_SETS: Final = ("weibo_dev", "uner_dev", "probe")


@dataclass(frozen=True, slots=True)
class Source:
    """A training file and what an epoch makes of it."""

    name: str
    times: int
    renamed: float
    """The share of its names that change."""
    placed: float
    """The share of its posts that get an invented name in place of a pronoun."""
    plain: float = 1.0
    """The share of its posts without names that are read."""


SOURCES: Final = (
    Source("weibo_train", 2, 0.3, 0.1),
    Source("uner_train", 2, 0.4, 0.1),
    Source("silver", 1, 0.4, 0.4, 0.5),
    Source("silver2", 1, 0.4, 0.2),
    Source("silver_pos", 1, 0.4, 0.2),
)
DRAFTS: Final = Source("drafts", 3, 0.5, 0.1)
"""How our own drafts are read (`texts/drafts.jsonl`)."""

_FULL: Final = 3
_MASKED: Final = "某"
_HIDING: Final = frozenset({"minor", "chat-record"})

INVENTED: Final = 3000
REPORTED: Final = 3000
"""Posts and sentences of news made from our templates in an epoch."""

FRAMED: Final = 2500
CLOSE: Final = 5000
"""Posts about people with word-like or given names alone, and with words close to the name."""

PLAIN: Final = 2
"""How often an epoch reads the near misses."""


def read_posts(path: Path, *, whole: bool = False) -> list[Post]:
    """Read one JSON object `{"text", "spans"}` per line; spans are pairs, or a draft's marks.

    Marks do not nest: a child's name is part of the mark about the child. `whole` leaves such
    drafts out, in which a name may be no mark of its own.
    """
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [_post(row) for row in rows if not (whole and _hides_names(row))]


def _hides_names(row: Mapping[str, Any]) -> bool:
    return any(isinstance(span, dict) and span["category"] in _HIDING for span in row["spans"])


def _post(row: Mapping[str, Any]) -> Post:
    """Make a post. Of a draft's optional names only nicknames and 张某 are not taken as names."""
    marks = [span for span in row["spans"] if isinstance(span, dict)]
    names = [(m["start"], m["end"], m) for m in marks if m["category"] == "person-name"]
    optional = {(a, b) for a, b, mark in names if mark.get("optional")}
    nicks = {(a, b) for a, b in optional if b - a < _FULL or _MASKED in row["text"][a:b]}
    spans = {(a, b) for a, b, _ in names} or {(s[0], s[1]) for s in row["spans"] if s not in marks}
    others = {(m["start"], m["end"]) for m in marks if m["category"] != "person-name"}
    return Post(row["text"], tuple(sorted(spans - nicks)), tuple(sorted(optional | others)))


def viewed(post: Post, surnames: Collection[str]) -> Post:
    """Give a post as the tagger sees it; names inside what it does not see are dropped."""
    seen = view(fold(post.text), surnames)
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

    def __init__(self, paths: Iterable[Path], makeup: Makeup, seed: int) -> None:
        self._surnames = frozenset(makeup.surnames)
        self._inventor = Inventor(makeup, read_lists(TEXTS / "given.txt"), seed)
        self._places = make_places(read_lists(TEXTS / "roles.txt"))
        self._templates = read_lines(TEXTS / "posts.txt")
        self._news = read_lines(TEXTS / "news.txt")
        self._frames = read_lines(TEXTS / "frames.txt")
        double = [name for name in makeup.surnames if len(name) > 1]
        self._close = Close(self._inventor, read_lists(TEXTS / "close.txt"), double)
        self._plain = [Post(line) for line in read_lines(TEXTS / "negatives.txt")]
        self._read = [
            (source, [piece for post in read_posts(path) for piece in cut(post)])
            for source, path in _sources(paths)
        ]

    def epoch(self, near: float = 1.0) -> list[Post]:
        """Draw the posts of one epoch in random order, in the tagger's view.

        `near` is the share of the posts about word-like names and words close to a name that is
        drawn, and of the near misses.
        """
        make = self._inventor
        drawn = [make.post(self._templates) for _ in range(INVENTED)]
        drawn += [make.post(self._news) for _ in range(REPORTED)]
        drawn += [make.post(self._frames) for _ in range(round(FRAMED * near))]
        drawn += [self._close.post() for _ in range(round(CLOSE * near))]
        drawn += self._plain * round(PLAIN * near)
        for source, posts in self._read:
            for _ in range(source.times):
                drawn += self._drawn(source, posts)
        drawn = [make.noised(p) if make.random.random() < 0.1 else p for p in drawn]
        make.random.shuffle(drawn)
        return [viewed(post, self._surnames) for post in drawn if post.text.strip()]

    def _drawn(self, source: Source, posts: list[Post]) -> Iterator[Post]:
        """Read a source once, with other names than it has."""
        make = self._inventor
        name = make.anyone if source.name.startswith("uner") else make.name
        for post in posts:
            if post.spans or make.random.random() < source.plain:
                changed = make.renamed(post, source.renamed)
                put = make.random.random() < source.placed
                yield placed(changed, self._places, name, make.random) if put else changed


def _sources(paths: Iterable[Path]) -> Iterator[tuple[Source, Path]]:
    """Find the sources in folders, and our own drafts."""
    yield DRAFTS, TEXTS / f"{DRAFTS.name}.jsonl"
    for path in paths:
        for source in SOURCES:
            if (found := path / f"{source.name}.jsonl").exists():
                yield source, found


def probe(makeup: Makeup) -> list[Post]:
    """Fill the probe's own templates, disjoint from those trained on, always alike."""
    inventor = Inventor(makeup, read_lists(TEXTS / "given.txt"), seed=20261122)
    return [
        inventor.filled(template) for template in read_lines(TEXTS / "probe.txt") for _ in range(3)
    ]


def dev_posts(folder: Path, name: str, makeup: Makeup) -> list[Post]:
    """Read a dev set by its name, or any file, or invent the probe."""
    if name == "probe":
        return probe(makeup)
    if name.endswith(".jsonl"):
        return read_posts(Path(name), whole=True)
    return read_posts(folder / f"{name}.jsonl")

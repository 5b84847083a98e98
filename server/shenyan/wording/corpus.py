"""What is trained on: marked drafts, the `flag` and `pass` lines of rules, ordinary posts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from shenyan.detectors import Detector, Warm, stages
from shenyan.draft import Draft, read, with_spans
from shenyan.overlaps import settle
from shenyan.rules import Rule, Words
from shenyan.wording.clauses import view
from shenyan.wording.features import Text, parse
from shenyan.wording.senses import Senses

CATEGORIES: Final = (
    "accusation",
    "chat-record",
    "debt-shaming",
    "doxxing",
    "health",
    "insult",
    "intimate-image",
    "minor",
    "portrait",
    "recording",
    "threat",
)
"""What the model learns to tell apart."""

ORDINARY: Final = (
    ("abuse/cold_train_clean", 4000),
    ("abuse/swsr_train", 1200),
    ("names/weibo_train", 1350),
    ("names/uner_train", 1500),
)
"""Files of ordinary posts under the data folder, and how many of each are read."""

RULES: Final = "rules"
PLAIN: Final = "ordinary"

_MARKED: Final = re.compile(r"<<(.*?)>>", re.DOTALL)
_TOGETHER: Final = 64
_TOUCH: Final = 2
"""A mark that reaches this far (code points) into a clause makes the clause one of its kind."""


@dataclass(frozen=True, slots=True)
class Post:
    """A text with its marks as (start, end, category, whether it may as well be missing).

    `only` names the one category that is known of it, or is empty where all are.
    """

    text: str
    marks: tuple[tuple[int, int, str, bool], ...]
    group: str
    only: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A post cut into clauses; `labels` say yes (1), no (0) or unknown (-1) of each category."""

    post: Post
    draft: Draft
    text: Text
    labels: NDArray[np.int8]


def drafts(path: Path, group: str) -> Iterator[Post]:
    """Read marked drafts: one JSON object with `text` and `spans` a line."""
    for row in _rows(path):
        marks = [
            (s["start"], s["end"], s["category"], bool(s.get("optional"))) for s in row["spans"]
        ]
        yield Post(row["text"], tuple(m for m in marks if m[2] in CATEGORIES), group)


def rule_lines(rules: Sequence[Rule]) -> Iterator[Post]:
    """Turn the marked `flag` lines and the `pass` lines of rules into posts.

    Of the model's own rules only the `pass` lines: the others show what it has learnt, so it may
    not learn them.
    """
    for rule in rules:
        if rule.category in CATEGORIES:
            for line in rule.flag if rule.detector != "wording" else ():
                marks = tuple(_line_marks(line, rule.category))
                if marks:
                    yield Post(_MARKED.sub(r"\1", line), marks, RULES, rule.category)
            for line in rule.passes:
                yield Post(line, (), RULES, rule.category)


def _line_marks(line: str, category: str) -> Iterator[tuple[int, int, str, bool]]:
    for number, match in enumerate(_MARKED.finditer(line)):
        start = match.start() - 4 * number  # the signs << and >> are no part of the text
        yield start, start + len(match[1]), category, False


def ordinary(data: Path, seed: int) -> Iterator[Post]:
    """Draw posts that carry no mark: those not labelled offensive, and those with names."""
    for name, count in ORDINARY:
        rows = [row["text"] for row in _rows(data / f"{name}.jsonl") if row.get("label", 0) == 0]
        Random(seed).shuffle(rows)  # noqa: S311 - a draw that anybody can repeat
        for text in rows[:count]:
            yield Post(text, (), PLAIN)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class Maker:
    """Makes examples of posts: names and values are hidden as they are when a draft is checked."""

    def __init__(self, rules: Sequence[Rule], words: Words) -> None:
        """Prepare the detectors of names and values."""
        others = [rule for rule in rules if rule.detector != "wording"]  # which is in the making
        self._stages: tuple[tuple[Detector, ...], ...] = stages(others, words)[:2]
        self._senses = Senses(words)

    def make(self, posts: Sequence[Post]) -> Iterator[Example]:
        """Make one example per post that holds a clause, in the same order."""
        rest = iter(posts)
        while some := list(islice(rest, _TOGETHER)):
            for stage in self._stages:
                for detect in stage:
                    if isinstance(detect, Warm):
                        detect.warm([post.text for post in some])
            for post in some:
                draft = self.hidden(post.text)
                text = parse(view(draft), self._senses)
                if text.clauses:
                    yield Example(post, draft, text, _labels(post, draft, text))

    def hidden(self, source: str) -> Draft:
        """Read a draft as far as its names and values."""
        draft = read(source)
        for stage in self._stages:
            draft = with_spans(draft, settle(s for detect in stage for s in detect(draft)))
        return draft


def _labels(post: Post, draft: Draft, text: Text) -> NDArray[np.int8]:
    labels = np.full((len(text.clauses), len(CATEGORIES)), -1 if post.only else 0, np.int8)
    if post.only:
        labels[:, CATEGORIES.index(post.only)] = 0
    for start, end, category, optional in sorted(post.marks, key=lambda mark: not mark[3]):
        low, high = draft.folded.within(start, end)
        for number, clause in enumerate(text.clauses):
            inside = min(high, clause.end) - max(low, clause.start)
            if inside > 0:
                sure = inside >= _TOUCH and not optional
                labels[number, CATEGORIES.index(category)] = 1 if sure else -1
    return labels

"""Invent names and posts to train on: random full names, our own templates, noise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path
from random import Random
from typing import Final

from shenyan.names.resources import Makeup

TEXTS: Final = Path(__file__).with_name("texts")

_SLOT: Final = re.compile(r"\{([NMKPSD])\}")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Post:
    """A text and the names in it, as (start, end) in code points."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def read_lists(path: Path) -> dict[str, list[str]]:
    """Read words by section: `## section`, then words separated by spaces; `#` is a comment."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = sections.setdefault(line[3:].strip(), [])
        elif not line.startswith("#"):
            current.extend(line.split())
    return sections


def read_lines(path: Path) -> list[str]:
    """Read the lines of a text file without comments and empty lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


class Inventor:
    """Draws names and posts; the same seed gives the same ones."""

    def __init__(self, makeup: Makeup, lists: Mapping[str, list[str]], seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing secret is drawn
        self._lists = lists
        self._single = {s: c for s, c in makeup.surnames.items() if len(s) == 1}
        self._double = [s for s in makeup.surnames if len(s) > 1]
        self._surnames = _flattened(self._single)
        self._first = _flattened(makeup.first)
        self._last = _flattened(makeup.last)
        self._alone = _flattened(makeup.single)

    def name(self) -> str:
        """Draw a full name of any of the forms that people have."""
        chance = self.random.random()
        if chance < 0.07:
            return self._minority()
        if chance < 0.09:
            return self.random.choice(self._lists["foreign"])
        return self.surname() + self.given()

    def surname(self) -> str:
        """Draw a surname, rarer ones more often than in life, two characters now and then."""
        if self.random.random() < 0.04:
            return self.random.choice(self._double)
        return self._draw(self._surnames)

    def given(self) -> str:
        """Draw a given name: known ones, free combinations, single characters, plain words."""
        chance = self.random.random()
        if chance < 0.36:
            return self.random.choice(self._lists["two"])
        if chance < 0.68:
            return self._draw(self._first) + self._draw(self._last)
        if chance < 0.80:
            return self.random.choice(self._lists["one"])
        if chance < 0.94:
            return self._draw(self._alone)
        return self.random.choice([w for w in self._lists["words"] if len(w) < 3])[-2:]

    def _minority(self) -> str:
        first = self.random.choice(self._lists["minority"])
        if self.random.random() < 0.4:
            return f"{first}·{self.random.choice(self._lists['parts'])}"
        return first

    def _draw(self, pool: tuple[list[str], list[float]]) -> str:
        return self.random.choices(pool[0], cum_weights=pool[1])[0]

    def post(self, templates: list[str]) -> Post:
        """Fill one template, or two in a row."""
        post = self.filled(self.random.choice(templates))
        if self.random.random() < 0.3:
            other = self.filled(self.random.choice(templates))
            post = joined(post, self.random.choice(["，", "。", " ", "！", "", "\n"]), other)
        return self.noised(post) if self.random.random() < 0.35 else post

    def filled(self, template: str) -> Post:
        """Fill one template's slots."""
        drawn: dict[str, str] = {}
        text, spans, done = "", [], 0
        for slot in _SLOT.finditer(template):
            text += template[done : slot.start()]
            key, done = slot[1], slot.end()
            word = drawn.setdefault(key, self._word(key))
            if key in "NMK":
                spans.append((len(text), len(text) + len(word)))
            text += word
        return Post(text + template[done:], tuple(spans))

    def _word(self, key: str) -> str:
        if key in "NMK":
            return self.name()
        return self.random.choice(self._lists[{"P": "place", "S": "school", "D": "day"}[key]])

    def renamed(self, post: Post, share: float) -> Post:
        """Put new names for a share of the Chinese full names, the same for the same person."""
        new: dict[str, str] = {}
        text, spans, done = "", [], 0
        for start, end in post.spans:
            old = post.text[start:end]
            text += post.text[done:start]
            if old not in new:
                usual = len(old) in (2, 3) and old[0] in self._single and _HAN.fullmatch(old)
                change = usual and self.random.random() < share
                new[old] = self.surname() + self.given() if change else old
            spans.append((len(text), len(text) + len(new[old])))
            text += new[old]
            done = end
        return Post(text + post.text[done:], tuple(spans))

    def noised(self, post: Post) -> Post:
        """Write more carelessly: no punctuation, or an exclamation, a sticker, an emoji after."""
        if self.random.random() < 0.5:
            marks = str.maketrans(dict.fromkeys("，。：、；", self.random.choice(" \n")))
            return Post(post.text.translate(marks), post.spans)
        return Post(post.text + self.random.choice(self._lists["tail"]), post.spans)


def joined(left: Post, between: str, right: Post) -> Post:
    """Put two posts in a row."""
    shift = len(left.text) + len(between)
    moved = tuple((start + shift, end + shift) for start, end in right.spans)
    return Post(left.text + between + right.text, left.spans + moved)


def _flattened(costs: Mapping[str, float]) -> tuple[list[str], list[float]]:
    """Weigh items by the power 0.7 of their share, so that rare ones are seen too."""
    items = [item for item, cost in costs.items() if cost < 9.5]
    weights, total = [], 0.0
    for item in items:
        total += exp(-0.7 * costs[item])
        weights.append(total)
    return items, weights

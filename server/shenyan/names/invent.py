"""Invent names and posts to train on: random full names, our own templates, noise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path
from random import Random
from typing import Final

from shenyan.names.abroad import Abroad
from shenyan.names.resources import Makeup

_USUAL: Final = 7.5
_PAIR: Final = 2
_KNOWN: Final = 0.8
"""The share of given names alone that are drawn from our list."""


TEXTS: Final = Path(__file__).with_name("texts")

_SLOT: Final = re.compile(r"\{([NMKABCFGTYVRLPSD])\}")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_DOTTED: Final = re.compile(r"[\u4e00-\u9fff]+(?:[·‧•・][\u4e00-\u9fff]+)+")
_CHINESE, _ANYONE, _FOREIGN, _CERTAIN = "NMK", "ABC", "FG", "TYVR"
"""Slots for persons: mostly Chinese, of any kind, from abroad, of one certain kind."""


@dataclass(frozen=True, slots=True)
class Post:
    """A text and the names in it, as (start, end) in code points."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    optional: tuple[tuple[int, int], ...] = ()
    """Stretches in which a name may be found or not: nicknames, public people, other marks."""


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
        self._abroad = Abroad(read_lists(TEXTS / "others.txt"), self.random)
        self._words = [w for w in lists["words"] if len(w) == _PAIR and w[0] in self._single]
        self._letters = frozenset(c for c, cost in makeup.foreign.items() if cost < _USUAL)

    def name(self) -> str:
        """Draw a name of any of the forms that people have, a word or a given name alone too."""
        chance = self.random.random()
        if chance < 0.07:
            return self._minority()
        if chance < 0.09:
            return self.random.choice(self._lists["foreign"])
        if chance < 0.13:
            return self._abroad.name()
        if chance < 0.18:
            return self.random.choice(self._lists["words"])
        if chance < 0.20:
            return self.random.choice(self._lists["two"])
        return self.surname() + self.given()

    def anyone(self) -> str:
        """Draw the name of somebody in the news or in an encyclopaedia."""
        return self.name() if self.random.random() < 0.5 else self._abroad.name()

    def surname(self) -> str:
        """Draw a surname, rarer ones more often than in life, two characters now and then."""
        chance = self.random.random()
        if chance < 0.06:
            return self.random.choice(self._double)
        if chance < 0.22:
            return self.random.choice(self._surnames[0])
        return self._draw(self._surnames)

    def given(self) -> str:
        """Draw a given name: known ones, free combinations, single characters, plain words."""
        chance = self.random.random()
        if chance < 0.36:
            return self.random.choice(self._lists["two"])
        if chance < 0.68:
            return self.pair()
        if chance < 0.80:
            return self.random.choice(self._lists["one"])
        if chance < 0.94:
            return self._draw(self._alone)
        return self.random.choice([w for w in self._lists["words"] if len(w) < 3])[-2:]

    def certain(self, kind: str) -> str:
        """Draw a name of two characters (T), one like a word (Y), a given name (V), or R's kind."""
        if kind == "T":
            return self._draw(self._surnames) + self.alone()
        if kind == "Y":
            return self._wordlike()
        if kind == "R":
            return self._minority()
        known = self.random.random() < _KNOWN
        return self.random.choice(self._lists["two"]) if known else self.pair()

    def pair(self) -> str:
        """Draw a given name of two characters, freely combined."""
        return self._draw(self._first) + self._draw(self._last)

    def drawn(self, kind: str) -> str:
        """Draw a name for a slot of any kind of person."""
        return self.certain(kind) if kind in _CERTAIN else self.name()

    def alone(self) -> str:
        """Draw a given name of one character."""
        usual = self.random.random() < 0.6
        return self.random.choice(self._lists["one"]) if usual else self._draw(self._alone)

    def _wordlike(self) -> str:
        """Draw a word that begins with a surname, or a word of two with one character more."""
        word = self.random.choice(self._words)
        chance = self.random.random()
        if chance < 0.55:
            return word
        return word + self._draw(self._last) if chance < 0.9 else self.name()

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
            word = self._word(key) if key == "L" else drawn.setdefault(key, self._word(key))
            if key in _CHINESE + _ANYONE + _FOREIGN + _CERTAIN:
                spans.append((len(text), len(text) + len(word)))
            text += word
        return Post(text + template[done:], tuple(spans))

    def _word(self, key: str) -> str:
        if key in _CHINESE:
            return self.name()
        if key in _ANYONE:
            return self.anyone()
        if key in _FOREIGN:
            return self._abroad.foreign()
        if key in _CERTAIN:
            return self.certain(key)
        if key == "L":
            return self._abroad.place()
        return self.random.choice(self._lists[{"P": "place", "S": "school", "D": "day"}[key]])

    def renamed(self, post: Post, share: float) -> Post:
        """Put new names for a share of the full names, the same for the same person."""
        new: dict[str, str] = {}
        text, spans, done = "", [], 0
        for start, end in post.spans:
            old = post.text[start:end]
            text += post.text[done:start]
            if old not in new:
                change = self.random.random() < share
                new[old] = (self._other(old) if change else None) or old
            spans.append((len(text), len(text) + len(new[old])))
            text += new[old]
            done = end
        return Post(text + post.text[done:], tuple(spans))

    def _other(self, old: str) -> str | None:
        """Draw another name of the kind that `old` has, where that can be told."""
        if _DOTTED.fullmatch(old):
            return self._abroad.like(old)
        if not _HAN.fullmatch(old):
            return None
        if len(old) > 2 and self._letters.issuperset(old) and old[1:] not in self._lists["two"]:
            return self._abroad.like(old)
        usual = len(old) in (2, 3) and old[0] in self._single
        return self.surname() + self.given() if usual else None

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

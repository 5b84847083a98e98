"""Find where a person can be met, and when: 她每天早上七点二十在某某地铁站等车."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words

STAGE: Final = 2

_BEFORE: Final = 24


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `whereabouts-*`, and `own-words` for the author."""
    rule = rules[0]
    times, moves, places, who, mine = (
        _any(words.get(name, ()))
        for name in (
            "whereabouts-times",
            "whereabouts-moves",
            "whereabouts-places",
            "whereabouts-who",
            "own-words",
        )
    )
    number = "[0-9零一二两三四五六七八九十]{1,3}"
    clock = rf"(?:{number}(?:点半|点钟|点(?:{number})?分?|:[0-5][0-9]|时))"
    hint = re.compile(f"{number}[点:时]")
    pattern = re.compile(
        rf"(?P<when>(?:(?:{times})|{clock}|[\s,、]){{1,8}}+)"
        rf"(?P<who>(?:{who}|{PERSON}+)(?:{times})*)?(?:{moves})[^\s,.!?;。；]{{0,16}}?(?:{places})++(?:[a-z0-9]{{1,2}}号?(?:{places})?)?"
    )
    person = re.compile(rf"(?:{who}|{PERSON}+)[^。!?\n]*$")
    author = re.compile(rf"(?:{mine})[^。!?\n,，]*$")

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.masked
        if hint.search(text) is None:
            return
        for match in pattern.finditer(text):
            if hint.search(match["when"]) is None:
                continue
            start = _begin(text, match.start(), match.end())
            before = text[max(start - _BEFORE, 0) : start]
            if (match["who"] or person.search(before)) and not author.search(before[-6:]):
                yield Span(*draft.folded.span(start, match.end()), rule, rule.level, "")

    return detect


def _begin(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in ",，、"):
        start += 1
    return start


def _any(words: Sequence[str]) -> str:
    listed = sorted((fold_text(word) for word in words), key=len, reverse=True)
    return "|".join(map(re.escape, listed)) or r"(?!)"

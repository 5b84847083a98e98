"""Find where a person can be met, and when: 她每天早上七点二十在某某地铁站等车, 人现在坐在….

A clock is enough beside a person. Without one the time has to come again (每周三, 周末都) and the
place to have a name, or the words around have to send somebody there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words

STAGE: Final = 2

_BEFORE: Final = 24
_AROUND: Final = 30
_NAMED: Final = 2
_NUMBER: Final = "[0-9零一二两三四五六七八九十]{1,3}"
_CLOCK: Final = rf"(?:{_NUMBER}(?:点半|点钟|点(?:{_NUMBER})?分?|:[0-5][0-9]|时))"
_CLAUSE: Final = re.compile(r"[,。!?;\n]")
_SENTENCE: Final = re.compile(r"[。!?\n]")


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    hint: re.Pattern[str]
    clock: re.Pattern[str]
    again: re.Pattern[str]
    seen: re.Pattern[str]
    there: re.Pattern[str]
    then: re.Pattern[str]
    person: re.Pattern[str]
    enemy: re.Pattern[str]
    author: re.Pattern[str]
    hunt: re.Pattern[str]
    plain: re.Pattern[str]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `whereabouts-*`, and `own-words` for the author."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.masked
        if kit.hint.search(text) is None:
            return
        done = 0
        for pattern in (kit.there, kit.then):
            for match in pattern.finditer(text):
                start = _begin(text, match.start(), match.end())
                if start >= done and _tells(text, start, match, kit):
                    done = match.end()
                    rule = kit.rule
                    yield Span(*draft.folded.span(start, match.end()), rule, rule.level, "")

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    def any_of(name: str) -> str:
        listed = sorted((fold(word).text for word in words.get(name, ())), key=len, reverse=True)
        return "|".join(map(re.escape, listed)) or r"(?!)"

    times, again, now, seen = (
        any_of(f"whereabouts-{name}") for name in ("times", "again", "now", "seen")
    )
    moves, places, who = (any_of(f"whereabouts-{name}") for name in ("moves", "places", "who"))
    person = rf"(?:(?<!其)(?:{who})|{PERSON}+)"
    when = rf"(?P<when>(?:(?:{times}|{again}|{now}|{seen})|{_CLOCK}|[\s,、]){{1,8}}+)"
    place = (
        rf"(?P<place>[^\s,.!?;:。；]{{0,16}}?(?:{places})++(?:[a-z0-9]{{1,2}}号?(?:{places})?)?)"
    )
    return _Kit(
        rule,
        re.compile(rf"{_CLOCK}|{again}|{now}|{seen}"),
        re.compile(_CLOCK),
        re.compile(again),
        re.compile(seen),
        re.compile(rf"{when}(?P<who>{person}(?:{times}|{again})*)?(?:{moves}){place}"),
        re.compile(rf"(?:{moves}){place}(?P<who>),?{when}(?:{any_of('whereabouts-arrivals')})"),
        re.compile(person),
        re.compile(any_of("whereabouts-enemies")),
        re.compile(any_of("own-words")),
        re.compile(any_of("whereabouts-hunt")),
        re.compile(any_of("whereabouts-plain")),
    )


def _begin(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in ",，、"):
        start += 1
    return start


def _tells(text: str, start: int, match: re.Match[str], kit: _Kit) -> bool:
    """Tell whether a time and a place say where somebody in particular can be met."""
    before = _SENTENCE.split(text[max(start - _BEFORE, 0) : start])[-1]
    clause = _CLAUSE.split(before)[-1]
    around = text[max(start - _AROUND, 0) : match.end() + _AROUND]
    person = bool(match["who"]) or kit.person.search(before) is not None
    if kit.clock.search(match["when"]):
        return person and kit.author.search(clause[-6:]) is None
    if kit.author.search(clause) or not _is_named(match["place"], kit):
        return False
    hunted = kit.hunt.search(around) is not None
    if kit.again.search(match["when"]) and (person or hunted):
        return True
    if kit.seen.search(match["when"]):
        return True
    return hunted or kit.enemy.search(clause + match[0]) is not None


def _is_named(place: str, kit: _Kit) -> bool:
    """Tell 万象城 and 江滨图书馆 from “the office” and “downstairs”."""
    return len(kit.plain.sub("", place)) >= _NAMED

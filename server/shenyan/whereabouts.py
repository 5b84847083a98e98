"""Read times, places and people that together say where somebody can be met.

Only the patterns live here; whether a match tells of somebody in particular is for the detector.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import ahocorasick

from shenyan.alternation import any_of, starting
from shenyan.cues import Holds, holding
from shenyan.draft import PERSON
from shenyan.lazily import Lazy
from shenyan.normalize import fold_text
from shenyan.rules import Words

_HAN: Final = r"[\u3400-\u9fff]"
_DIGITS: Final = "0-9零一二两三四五六七八九十"
_NUMBER: Final = rf"[{_DIGITS}]{{1,3}}"
_CLOCK: Final = rf"(?:{_NUMBER}(?:点半|点钟|点(?:{_NUMBER})?+分?|:[0-5][0-9]|时))"
CLOCK_TIME: Final = re.compile(_CLOCK)
_WEEK: Final = "(?:周|星期|礼拜)"
_MORE: Final = "[一二三四五六日](?![点月号个次起早直般些下])"
_DAYS: Final = (
    rf"(?:每个?)?{_WEEK}[一二三四五六日天末](?:[、和到至]?(?:{_WEEK}[一二三四五六日天]|{_MORE}))*"
    r"|每个?月\d{1,2}[号日]"
)
"""One day of the week or several: 每周二四, 周一、三、五."""
_LISTS: Final = (
    "times",
    "again",
    "now",
    "seen",
    "moves",
    "places",
    "corners",
    "arrivals",
    "who",
    "enemies",
    "hunt",
    "perhaps",
    "brands",
    "postures",
    "plain",
    "deeds",
    "pointing",
    "roles",
    "rides",
    "landings",
    "carrying",
    "stays",
    "jobs",
    "shifts",
    "past",
)
_AT: Final = "在|去|到|从|走|经过|路过"
_FLIGHT: Final = r"(?<![a-z\d])(?:[a-z]{1,2}|\d[a-z])\d{3,4}"
_AGAIN: Final = 2
_SEAT: Final = "(?:硬座|软座|硬卧|软卧|卧铺|商务座|一等座|二等座)"
_NUMBERED: Final = re.compile(_FLIGHT)
_THAT: Final = rf"[那这]个(?!时候|月|星期|地方|点){_HAN}{{0,6}}?"
_POINTING: Final = tuple(
    a + b for a in "这那该" for b in ("", "个", "位", "家", "名", "个男", "个女", "个老")
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the search needs; made once from the lists `whereabouts-*`."""

    timed: Callable[[str], int]
    starts: Lazy
    hunted: Holds
    perhaps: Holds
    enemies: Holds
    aimed: Holds
    anybody: Holds
    rides: Holds
    jobs: Holds
    comes: Lazy
    there: Lazy
    then: Lazy
    ride: Lazy
    straight: Lazy
    job: Lazy
    apart: Lazy
    behind: Lazy
    flight: Lazy
    kept: Lazy
    person: Lazy
    author: Lazy
    words: Mapping[str, re.Pattern[str]]


def prepare(words: Words) -> Grammar:
    """Make the grammar; `own-words` tell the author."""
    lists = {name: words.get(f"whereabouts-{name}", ()) for name in _LISTS}
    known = (*words.get("address-landmarks", ()), *words.get("address-homes", ()))
    lists["places"] = (*lists["places"], *(word for word in known if len(word) > 1))
    any_list = {name: any_of(listed) for name, listed in lists.items()}
    told = [word for name in ("times", "again", "now", "seen") for word in lists[name]]
    times = any_of(told)
    any_list["places"] += rf"|负?[{_DIGITS}]{{1,2}}[楼层]"
    moves, places, deeds = any_list["moves"], any_list["places"], any_list["deeds"]
    pointed = rf"(?:{any_of(_POINTING)}|{_THAT})(?:{any_list['roles']})"
    person = rf"(?:(?<!其)(?:{any_list['who']})|{pointed}|{PERSON}+)"
    until = rf"[到至~](?=(?:{times})?{_CLOCK})"
    when = rf"(?P<when>(?:{_DAYS}|(?:{times})|{_CLOCK}|{until}|[\s,、]){{1,8}}+)"
    gate = rf"(?:\s?[a-z0-9]{{1,4}}(?:号|室|房|教室)?(?:{places})?)?"
    further = rf"(?:[^\s,.!?;:。；]{{0,5}}?(?:{places}|{any_list['corners']})++{gate})"
    other = rf"[^\s,.!?;:。；]{{2,8}}?(?:{deeds})"
    place = rf"(?P<place>[^\s,.!?;:。；]{{0,16}}?(?:{places})++{gate}{further}{{0,4}}|{other})"
    on_the_way = rf"(?:{any_list['carrying']}){_HAN}{{1,8}}?"
    when_plain = rf"(?:{_DAYS}|(?:{times})|{_CLOCK}){{1,8}}+"
    first = rf"(?={_DAYS}|{times}|{_CLOCK})"
    goes = rf"{starting(lists['moves'])}(?:{moves}){place}"
    return Grammar(
        _timed((*lists["again"], *lists["seen"]), (*lists["now"], *lists["jobs"])),
        Lazy(first),
        holding(lists["hunt"]),
        holding(lists["perhaps"]),
        holding(lists["enemies"]),
        holding(
            w for name in ("hunt", "perhaps", "enemies", "postures", "stays") for w in lists[name]
        ),
        holding(
            [
                *(
                    w
                    for name in ("who", "hunt", "enemies", "pointing", "seen")
                    for w in lists[name]
                ),
                *(pointing + role for pointing in _POINTING for role in lists["roles"]),
                *("那个", "这个"),
            ]
        ),
        holding(lists["rides"]),
        holding((*lists["jobs"], "卖", "当", "做")),
        Lazy(rf"{when}(?:{any_list['arrivals']})"),
        Lazy(
            rf"{when}(?P<who>{person}(?:{times})*)?(?:{deeds}|陪{_HAN}{{1,4}}?|{on_the_way})?"
            rf"(?:{moves}){place}"
        ),
        Lazy(rf"{goes}(?P<who>),?{when}(?:{any_list['arrivals']})"),
        Lazy(
            rf"{when}(?P<who>)(?:的|坐|乘|那班)?(?:{any_list['rides']}|飞{_HAN}{{2,4}}|[a-z]{{1,2}}\d{{3,4}})"
            rf"次?[,\s]?(?:{any_list['landings']})*(?:{moves})?{place}"
        ),
        Lazy(
            rf"(?P<when>(?:{_DAYS}|(?:{times})){{0,4}}+{_CLOCK}[,\s]?)(?!{moves})(?P<who>){place}"
            rf"(?P<land>\s?(?:{any_list['landings']}))?"
        ),
        Lazy(
            rf"[在于](?P<place>[^\s,.!?;:。；]{{2,16}}?)(?P<who>)(?:{any_list['jobs']}|[卖当做]{_HAN}{{1,5}})(?:[,\s]?{when}休?)?"
        ),
        Lazy(
            rf"{when}(?P<who>)(?P<gap>[^.。!?;；\n]{{1,12}}?)(?:{_AT})"
            rf"(?P<place>[^\s,.!?;:。；]{{0,12}}?(?:{places})++{gate}{further}{{0,4}})"
        ),
        Lazy(
            rf"(?:{_AT})(?P<place>[^\s,.!?;:。；]{{0,12}}?(?:{places})++{gate}{further}{{0,4}})"
            rf"(?P<who>)(?P<gap>[^.。!?;；\n]{{0,10}}?)(?P<when>(?:{_DAYS}|(?:{times})){{0,4}}+{_CLOCK})"
        ),
        Lazy(
            rf"(?:(?P<when>{when_plain})[^.。!?;；\n]{{0,8}}?)?(?P<place>{_FLIGHT}(?![a-z\d]))"
            rf"(?P<who>)[^.。!?;；\n]{{0,14}}?(?:{_CLOCK}[^,.。!?;；\s]{{0,8}}|\d车厢|车\d{{1,2}}[a-f]|{_SEAT}\d)"
        ),
        Lazy(rf"{any_list['brands']}|{_DAYS}"),
        Lazy(person),
        Lazy(any_of(words.get("own-words", ()))),
        {name: re.compile(pattern) for name, pattern in any_list.items()},
    )


def may_tell(text: str, grammar: Grammar) -> bool:
    """Tell quickly that a text names nobody, or no time of the kinds that count."""
    named = PERSON in text
    known = grammar.timed(text)
    if known < _AGAIN and not (CLOCK_TIME.search(text) or _NUMBERED.search(text)):
        # A time of this very day counts where somebody is named, hunted or stays.
        return known > 0 and (named or (grammar.aimed(text) and grammar.anybody(text)))
    return named or grammar.anybody(text)


def matches(text: str, grammar: Grammar) -> Iterator[re.Match[str]]:
    """Give all stretches that name a time and a place; what cannot match is not tried."""
    starts = [found.start() for found in grammar.starts.finditer(text)]
    clock = CLOCK_TIME.search(text) is not None
    numbered = _NUMBERED.search(text) is not None
    rides = numbered or "飞" in text or grammar.rides(text)
    yield from _at(text, starts, grammar.there)
    yield from _at(text, starts, grammar.apart)
    if any(grammar.comes.match(text, start) for start in starts):
        yield from grammar.then.finditer(text)
    if rides:
        yield from _at(text, starts, grammar.ride)
    if clock:
        yield from _at(text, starts, grammar.straight)
        yield from grammar.behind.finditer(text)
    if numbered:
        yield from grammar.flight.finditer(text)
    if grammar.jobs(text):
        yield from grammar.job.finditer(text)


def _at(text: str, starts: list[int], pattern: Lazy) -> Iterator[re.Match[str]]:
    """Give the matches that begin where a time does, none inside another."""
    done = 0
    for start in starts:
        match = pattern.match(text, start) if start >= done else None
        if match is not None:
            done = match.end()
            yield match


def _timed(again: Iterable[str], now: Iterable[str]) -> Callable[[str], int]:
    """Make the test that tells a time which comes again (2) from this very day (1) and none (0)."""
    automaton = ahocorasick.Automaton()
    for words, kind in ((now, 1), (again, _AGAIN)):
        for word in words:
            automaton.add_word(fold_text(word), kind)
    automaton.make_automaton()

    def timed(text: str) -> int:
        found = 0
        for _, kind in automaton.iter(text):
            if kind == _AGAIN:
                return _AGAIN
            found = 1
        return found

    return timed

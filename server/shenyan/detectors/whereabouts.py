"""Find where a person can be met, and when: 她每天早上七点二十在某某地铁站等车, 人现在坐在….

A clock is enough beside a person. Without one the time has to come again (每周三, 周末都) and the
place to have a name, or the words around have to send somebody there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.alternation import any_of, starting
from shenyan.cues import Holds, holding
from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.rules import Rule, Words
from shenyan.strips import Place, Strips

STAGE: Final = 2

_FAR: Final = 96
"""No time with its place, and the words around it that tell whose they are, is longer."""

_BEFORE: Final = 24
_AROUND: Final = 30
_HAN: Final = r"[\u3400-\u9fff]"
_BEHIND: Final = 12
_NAMED: Final = 2
_DIGITS: Final = "0-9零一二两三四五六七八九十"
_NUMBER: Final = rf"[{_DIGITS}]{{1,3}}"
_CLOCK: Final = rf"(?:{_NUMBER}(?:点半|点钟|点(?:{_NUMBER})?分?|:[0-5][0-9]|时))"
_CLOCK_TIME: Final = re.compile(_CLOCK)
_COUNT: Final = re.compile("[0-9]+")
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
    "brands",
    "postures",
    "plain",
    "deeds",
    "pointing",
    "roles",
    "rides",
    "landings",
    "carrying",
)
_CLAUSE: Final = re.compile(r"[,。!?;\n]")
_SENTENCE: Final = re.compile(r"[。!?\n]")


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    recurs: Holds
    today: Holds
    aimed: Holds
    anybody: Holds
    there: re.Pattern[str]
    then: re.Pattern[str]
    ride: re.Pattern[str]
    straight: re.Pattern[str]
    person: re.Pattern[str]
    author: re.Pattern[str]
    words: Mapping[str, re.Pattern[str]]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `whereabouts-*`, and `own-words` for the author."""
    kit = _kit(rules[0], words)

    strips = Strips(lambda text: _told(text, kit), _FAR)

    def detect(draft: Draft) -> Iterator[Span]:
        homes = [s for s in draft.spans if s.rule.category == kit.rule.category]
        for start, end, _ in strips.find(_with_brands(draft, kit)):
            first, last = draft.folded.span(start, end)
            # A home may go on behind a place: 人就躲在翠屏街道锦绣路77号院4号楼.
            if not any(s.start < last < s.end for s in homes):
                yield Span(first, last, kit.rule, kit.rule.level, "")

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    lists = {name: words.get(f"whereabouts-{name}", ()) for name in _LISTS}
    any_list = {name: any_of(listed) for name, listed in lists.items()}
    told = [word for name in ("times", "again", "now", "seen") for word in lists[name]]
    times = any_of(told)
    moves, places, deeds = any_list["moves"], any_list["places"], any_list["deeds"]
    person = rf"(?:(?<!其)(?:{any_list['who']})|{PERSON}+)"
    until = rf"[到至~](?=(?:{times})?{_CLOCK})"
    when = rf"(?P<when>(?:{_DAYS}|(?:{times})|{_CLOCK}|{until}|[\s,、]){{1,8}}+)"
    gate = rf"(?:[a-z0-9]{{1,2}}号?(?:{places})?)?"
    further = rf"(?:[^\s,.!?;:。；]{{0,5}}?(?:{places}|{any_list['corners']})++{gate})"
    other = rf"[^\s,.!?;:。；]{{2,8}}?(?:{deeds})"
    place = rf"(?P<place>[^\s,.!?;:。；]{{0,16}}?(?:{places})++{gate}{further}{{0,4}}|{other})"
    on_the_way = rf"(?:{any_list['carrying']}){_HAN}{{1,8}}?"
    first = starting(told, rf"{_DIGITS}\s,、")
    goes = rf"{starting(lists['moves'])}(?:{moves}){place}"
    return _Kit(
        rule,
        holding((*lists["again"], *lists["seen"])),
        holding(lists["now"]),
        holding((*lists["hunt"], *lists["enemies"], *lists["postures"])),
        holding(w for name in ("who", "hunt", "enemies", "pointing", "seen") for w in lists[name]),
        re.compile(
            rf"{first}{when}(?P<who>{person}(?:{times})*)?(?:{deeds}|陪{_HAN}{{1,4}}?|{on_the_way})?"
            rf"(?:{moves}){place}"
        ),
        re.compile(rf"{goes}(?P<who>),?{when}(?:{any_list['arrivals']})"),
        re.compile(
            rf"{first}{when}(?P<who>)(?:的|坐|乘|那班)?(?:{any_list['rides']}|飞{_HAN}{{2,4}}|[a-z]{{1,2}}\d{{3,4}})"
            rf"次?[,\s]?(?:{any_list['landings']})*(?:{moves})?{place}"
        ),
        re.compile(
            rf"{first}(?P<when>(?:{_DAYS}|(?:{times})){{0,4}}+{_CLOCK}[,\s]?)(?!{moves})(?P<who>){place}"
        ),
        re.compile(person),
        re.compile(any_of(words.get("own-words", ()))),
        {name: re.compile(pattern) for name, pattern in any_list.items()},
    )


def _told(text: str, kit: _Kit) -> Iterator[Place[None]]:
    """Give the times with their places that say where somebody in particular can be met."""
    if not _is_worth_a_look(text, kit):
        return
    for pattern in (kit.there, kit.then, kit.ride, kit.straight):
        for match in pattern.finditer(text):
            start = _begin(text, match.start(), match.end())
            if _tells(text, start, match, kit):
                yield start, match.end(), None


def _is_worth_a_look(text: str, kit: _Kit) -> bool:
    """Tell quickly that a text names nobody, or no time of the kinds that count."""
    if not (kit.anybody(text) or PERSON in text):
        return False
    if kit.recurs(text) or (kit.today(text) and kit.aimed(text)):
        return True
    return _CLOCK_TIME.search(text) is not None


def _with_brands(draft: Draft, kit: _Kit) -> str:
    """Give the draft with names masked, but not what in a name belongs to a brand: 银泰, 盒马."""
    text = draft.masked
    if PERSON not in text:
        return text
    for brand in kit.words["brands"].finditer(draft.folded.text):
        if PERSON in text[brand.start() : brand.end()]:
            text = text[: brand.start()] + brand[0] + text[brand.end() :]
    return text


def _begin(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in ",，、"):
        start += 1
    return start


def _tells(text: str, start: int, match: re.Match[str], kit: _Kit) -> bool:
    """Tell whether a time and a place say where somebody in particular can be met."""
    before = _SENTENCE.split(text[max(start - _BEFORE, 0) : start])[-1]
    clause = _CLAUSE.split(before)[-1]
    around = text[max(start - _AROUND, 0) : match.end() + _AROUND]
    person = bool(
        match["who"]
        or kit.words["enemies"].search(before)
        or kit.person.search(before)
        or kit.words["pointing"].search(text, match.end(), match.end() + _BEHIND)
    )
    aimed = (
        kit.words["hunt"].search(around) is not None
        or kit.words["enemies"].search(clause + match[0]) is not None
    )
    if match.re is kit.straight and not aimed:
        return False
    person = person or (aimed and kit.words["roles"].search(before) is not None)
    if not (aimed or _is_named(match["place"], kit)):
        return False
    if _CLOCK_TIME.search(match["when"]):
        return (person or aimed) and kit.author.search(clause[-6:]) is None
    if kit.author.search(clause):
        return False
    stays = kit.words["postures"].search(match[0]) is not None
    named = {name for name in ("again", "seen", "now") if kit.words[name].search(match["when"])}
    if "seen" in named or aimed:
        return bool(named)
    return person and ("again" in named or ("now" in named and stays))


def _is_named(place: str, kit: _Kit) -> bool:
    """Tell 万象城, 江滨图书馆 and 后街台球厅 from “the office” and “downstairs”."""
    if kit.words["brands"].search(place):
        return True
    rest = kit.words["plain"].sub("", kit.words["deeds"].sub("", _COUNT.sub("", place)))
    return len(rest) >= _NAMED and kit.words["places"].fullmatch(rest) is None

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

STAGE: Final = 2

_BEFORE: Final = 24
_AROUND: Final = 30
_HAN: Final = r"[\u3400-\u9fff]"
_BEHIND: Final = 12
_NAMED: Final = 2
_DIGITS: Final = "0-9零一二两三四五六七八九十"
_NUMBER: Final = rf"[{_DIGITS}]{{1,3}}"
_CLOCK: Final = rf"(?:{_NUMBER}(?:点半|点钟|点(?:{_NUMBER})?+分?|:[0-5][0-9]|时))"
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
    "stays",
    "jobs",
    "shifts",
    "past",
)
_AT: Final = "在|去|到|从|走|经过|路过"
_TRAVEL: Final = re.compile("[飞到抵]|航班|高铁|动车|火车|落地|降落|机场|车站|车厢|出站")
_ROOM: Final = re.compile(r"[\u3400-\u9fff]\d{3,4}(?:$|[号室房教])")
_TOGETHER: Final = re.compile("我|咱|大家|全班|同学们|孩子们|家长们|粉丝们|市民|观众|学生")
_POINTING: Final = tuple(
    a + b for a in "这那该" for b in ("", "个", "位", "家", "名", "个男", "个女", "个老")
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
    job: re.Pattern[str]
    apart: re.Pattern[str]
    behind: re.Pattern[str]
    flight: re.Pattern[str]
    kept: re.Pattern[str]
    person: re.Pattern[str]
    author: re.Pattern[str]
    words: Mapping[str, re.Pattern[str]]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `whereabouts-*`, and `own-words` for the author."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        text = _with_brands(draft, kit)
        if not _is_worth_a_look(text, kit):
            return
        patterns = (
            *(kit.there, kit.then, kit.ride, kit.straight, kit.job),
            *(kit.apart, kit.behind, kit.flight),
        )
        for match in (m for p in patterns for m in p.finditer(text)):
            start = _begin(text, match.start(), match.end())
            first, last = draft.folded.span(start, _end(text, match.end()))
            within = any(s.start < last < s.end for s in draft.spans if _is_address(s, kit))
            if not within and _tells(text, start, match, kit):
                yield Span(first, last, kit.rule, kit.rule.level, "")

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    lists = {name: words.get(f"whereabouts-{name}", ()) for name in _LISTS}
    any_list = {name: any_of(listed) for name, listed in lists.items()}
    told = [word for name in ("times", "again", "now", "seen") for word in lists[name]]
    times = any_of(told)
    moves, places, deeds = any_list["moves"], any_list["places"], any_list["deeds"]
    pointed = rf"(?:{any_of(_POINTING)})(?:{any_list['roles']})"
    person = rf"(?:(?<!其)(?:{any_list['who']})|{pointed}|{PERSON}+)"
    until = rf"[到至~](?=(?:{times})?{_CLOCK})"
    when = rf"(?P<when>(?:{_DAYS}|(?:{times})|{_CLOCK}|{until}|[\s,、]){{1,8}}+)"
    gate = rf"(?:[a-z0-9]{{1,4}}(?:号|室|房|教室)?(?:{places})?)?"
    further = rf"(?:[^\s,.!?;:。；]{{0,5}}?(?:{places}|{any_list['corners']})++{gate})"
    other = rf"[^\s,.!?;:。；]{{2,8}}?(?:{deeds})"
    place = rf"(?P<place>[^\s,.!?;:。；]{{0,16}}?(?:{places})++{gate}{further}{{0,4}}|{other})"
    on_the_way = rf"(?:{any_list['carrying']}){_HAN}{{1,8}}?"
    when_plain = rf"(?:{_DAYS}|(?:{times})|{_CLOCK}){{1,8}}+"
    first = starting(told, rf"{_DIGITS}\s,、")
    goes = rf"{starting(lists['moves'])}(?:{moves}){place}"
    return _Kit(
        rule,
        holding((*lists["again"], *lists["seen"])),
        holding((*lists["now"], *lists["jobs"])),
        holding(w for name in ("hunt", "enemies", "postures", "stays") for w in lists[name]),
        holding(
            [
                *(
                    w
                    for name in ("who", "hunt", "enemies", "pointing", "seen")
                    for w in lists[name]
                ),
                *(pointing + role for pointing in _POINTING for role in lists["roles"]),
            ]
        ),
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
            rf"(?P<land>\s?(?:{any_list['landings']}))?"
        ),
        re.compile(
            rf"[在于](?P<place>[^\s,.!?;:。；]{{2,16}}?)(?P<who>)(?:{any_list['jobs']}|[卖当做]{_HAN}{{1,5}})(?:[,\s]?{when}休?)?"
        ),
        re.compile(
            rf"{first}{when}(?P<who>)(?P<gap>[^.。!?;；\n]{{1,12}}?)(?:{_AT})"
            rf"(?P<place>[^\s,.!?;:。；]{{0,12}}?(?:{places})++{gate}{further}{{0,4}})"
        ),
        re.compile(
            rf"(?:{_AT})(?P<place>[^\s,.!?;:。；]{{0,12}}?(?:{places})++{gate}{further}{{0,4}})"
            rf"(?P<who>)(?P<gap>[^.。!?;；\n]{{0,10}}?)(?P<when>(?:{_DAYS}|(?:{times})){{0,4}}+{_CLOCK})"
        ),
        re.compile(
            rf"(?:(?P<when>{when_plain})[^.。!?;；\n]{{0,8}}?)?(?P<place>(?<![a-z\d])(?:[a-z]{{1,2}}|\d[a-z])\d{{3,4}}(?![a-z\d]))"
            rf"(?P<who>)[^.。!?;；\n]{{0,14}}?(?:{_CLOCK}[^,.。!?;；\s]{{0,8}}|\d车厢|车\d{{1,2}}[a-f])"
        ),
        re.compile(rf"{any_list['brands']}|{_DAYS}"),
        re.compile(person),
        re.compile(any_of(words.get("own-words", ()))),
        {name: re.compile(pattern) for name, pattern in any_list.items()},
    )


def _is_worth_a_look(text: str, kit: _Kit) -> bool:
    """Tell quickly that a text names nobody, or no time of the kinds that count."""
    if not (kit.anybody(text) or PERSON in text):
        return False
    if kit.recurs(text) or (kit.today(text) and kit.aimed(text)):
        return True
    return _CLOCK_TIME.search(text) is not None


def _with_brands(draft: Draft, kit: _Kit) -> str:
    """Give the draft with names masked, but not what is no private person's.

    That is a piece of a brand or of a day (银泰, 周一三五) and the name of a public figure.
    """
    text = draft.masked
    if PERSON not in text:
        return text
    for span in draft.spans:
        if span.public and span.rule.category == "person-name":
            start, end = draft.folded.within(span.start, span.end)
            text = text[:start] + draft.folded.text[start:end] + text[end:]
    for brand in kit.kept.finditer(draft.folded.text):
        if PERSON in text[brand.start() : brand.end()]:
            text = text[: brand.start()] + brand[0] + text[brand.end() :]
    return text


def _is_address(span: Span, kit: _Kit) -> bool:
    """Tell a home that goes on behind a place: 人就躲在翠屏街道锦绣路77号院4号楼."""
    return span.rule.category == kit.rule.category


def _begin(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in ",，、"):
        start += 1
    return start


def _end(text: str, end: int) -> int:
    while text[end - 1] in ",，、 ":
        end -= 1
    return end


def _tells(text: str, start: int, match: re.Match[str], kit: _Kit) -> bool:
    """Tell whether a time and a place say where somebody in particular can be met."""
    before = _SENTENCE.split(text[max(start - _BEFORE, 0) : start])[-1]
    clause = _CLAUSE.split(before)[-1]
    around = text[max(start - _AROUND, 0) : match.end() + _AROUND]
    person = bool(
        match["who"]
        or kit.words["enemies"].search(before)
        or kit.person.search(before + (match.groupdict().get("gap") or ""))
        or kit.words["pointing"].search(text, match.end(), match.end() + _BEHIND)
    )
    aimed = (
        kit.words["hunt"].search(around) is not None
        or kit.words["enemies"].search(clause + match[0]) is not None
    )
    if match.re is kit.straight and not (aimed or (person and match["land"])):
        return False
    person = person or (aimed and kit.words["roles"].search(before) is not None)
    if match.re is kit.flight:
        travels = _TRAVEL.search(text, max(start - _BEHIND, 0), match.end() + _BEHIND)
        return (person or aimed) and travels is not None and not kit.author.search(clause)
    if not aimed and _TOGETHER.search(match[0]):
        return False  # the author is there too: 带我们去博物馆
    if match.re in {kit.apart, kit.behind} and not _is_apart(match, clause, kit):
        return False
    if not (aimed or _is_named(match["place"], kit)):
        return False
    if match.re is kit.job and not _is_a_job(match, kit):
        return False
    when = (match["when"] or "") + (match["who"] or "")
    if match.re is kit.job and not kit.words["shifts"].search(match[0]):
        return person and kit.words["hunt"].search(around) is not None
    if _CLOCK_TIME.search(when) or match.re is kit.job:
        return (person or aimed) and kit.author.search(clause[-6:]) is None
    people = [found.end() for found in kit.person.finditer(clause)]
    if kit.author.search(clause, people[-1] if people else 0):
        return False
    stays = bool(
        kit.words["postures"].search(match[0])
        or kit.words["stays"].search(text, match.end(), match.end() + _BEHIND)
    )
    named = {name for name in ("again", "seen", "now") if kit.words[name].search(when)}
    if "seen" in named or aimed:
        return bool(named)
    return person and ("again" in named or ("now" in named and stays))


def _is_apart(match: re.Match[str], clause: str, kit: _Kit) -> bool:
    """Tell a time and a place with other words between: 每逢初一，她都去南山寺.

    Nobody of the author's may stand between, and nothing that is over.
    """
    told = clause + match[0]
    if kit.author.search(told) or kit.words["past"].search(told):
        return False
    return _is_named(match["place"], kit)


def _is_a_job(match: re.Match[str], kit: _Kit) -> bool:
    """Tell 在万象城卖包 from 在大家面前做好事: what is no known job needs a known kind of place."""
    if kit.words["jobs"].search(match[0]):
        return True
    return any(kit.words[name].search(match["place"]) for name in ("places", "brands"))


def _is_named(place: str, kit: _Kit) -> bool:
    """Tell 万象城, 江滨图书馆 and 后街台球厅 from “the office” and “downstairs”."""
    if kit.words["brands"].search(place) or _ROOM.search(place):
        return True
    rest = kit.words["plain"].sub("", kit.words["deeds"].sub("", _COUNT.sub("", place)))
    return len(rest) >= _NAMED and kit.words["places"].fullmatch(rest) is None

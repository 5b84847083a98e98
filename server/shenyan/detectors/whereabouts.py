"""Find where a person can be met, and when: 她每天早上七点二十在某某地铁站等车, 人现在坐在….

A clock is enough beside a person. Without one the time has to come again (每周三, 周末都) and the
place to have a name, or the words around have to send somebody there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import whereabouts
from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.rules import Rule, Words
from shenyan.strips import Place, Strips, cut, matching
from shenyan.whereabouts import CLOCK_TIME, Grammar

STAGE: Final = 2

_FAR: Final = 96
"""No time with its place, and the words around it that tell whose they are, is longer."""

_BEFORE: Final = 24
_AROUND: Final = 30
_BEHIND: Final = 12
_NAMED: Final = 2
_CLOSE: Final = 6
_OFF: Final = re.compile(
    "下班|下课|放学|下晚自习|下了班|下夜班|上下班|[早晚白夜]班|大夜班|上班前?|(?:放学|下课|下班)后"
)
_NEVER: Final = re.compile("从[来不没未小此]|向来|素来")
"""从来不加班 and 从小 begin with no 从 of a way."""
_COUNT: Final = re.compile(
    "(?:来?回)?[0-9一二两三四五六七八九十百千半几多]+个?多?(?:小时|钟头|分钟|里|公里|千米|米|万步|步|站|趟)多?地?的?(?:山路|水路|土路|路程|路)?"
    "|[0-9]+"
)
"""How far or how long somebody walks is no name: 走两个小时, 走十里路."""
_TRAVEL: Final = re.compile("[飞到抵]|航班|高铁|动车|火车|落地|降落|机场|车站|车厢|出站")
_ROOM: Final = re.compile(r"[\u3400-\u9fff]\d{3,4}(?:$|[号室房教])")
_CUT: Final = re.compile(
    "路[人过线程况由演怒转费]|店[员长主家]|站[姐点长着起]|馆[长员子]|村[民长霸]"
)
_TOGETHER: Final = re.compile("我|咱|大家|全班|同学们|孩子们|家长们|粉丝们|市民|观众|学生")
_CLAUSE: Final = re.compile(r"[,。!?;\n]")
_SENTENCE: Final = re.compile(r"[。!?\n]")


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `whereabouts-*`, and `own-words` for the author."""
    rule, grammar = rules[0], whereabouts.prepare(words)

    strips = Strips(lambda text: _told(text, grammar), _FAR)
    kept = matching(grammar.kept, _FAR)

    def detect(draft: Draft) -> Iterator[Span]:
        for start, end, _ in strips.find(cut(draft.folded, _with_brands(draft, kept))):
            first, last = draft.folded.span(start, end)
            if not any(s.start < last < s.end for s in draft.spans if _is_address(s, rule)):
                yield Span(first, last, rule, rule.level, "")

    return detect


def _told(text: str, grammar: Grammar) -> Iterator[Place[None]]:
    """Give the times with their places that say where somebody in particular can be met."""
    if not whereabouts.may_tell(text, grammar):
        return
    for match in whereabouts.matches(text, grammar):
        start = _begin(text, match.start(), match.end())
        if _tells(text, start, match, grammar):
            yield start, _end(text, match.end()), None


def _with_brands(draft: Draft, kept: Strips[None]) -> str:
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
    for start, end, _ in kept.find(cut(draft.folded)):
        if PERSON in text[start:end]:
            text = text[:start] + draft.folded.text[start:end] + text[end:]
    return text


def _is_address(span: Span, rule: Rule) -> bool:
    """Tell a home that goes on behind a place: 人就躲在翠屏街道锦绣路77号院4号楼."""
    return span.rule.category == rule.category


def _begin(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in ",，、"):
        start += 1
    return start


def _end(text: str, end: int) -> int:
    while text[end - 1] in ",，、 ":
        end -= 1
    return end


@dataclass(frozen=True, slots=True)
class _Scene:
    """What stands around a time and a place: `clause` before them, `before` in the sentence."""

    clause: str
    person: bool
    aimed: bool
    hunted: bool


def _scene(text: str, start: int, match: re.Match[str], grammar: Grammar) -> _Scene:
    """Read whether the words around name somebody, and whether they send readers there."""
    before = _SENTENCE.split(text[max(start - _BEFORE, 0) : start])[-1]
    clause = _CLAUSE.split(before)[-1]
    around = text[max(start - _AROUND, 0) : match.end() + _AROUND]
    hunted = grammar.hunted(around)
    aimed = hunted or grammar.enemies(clause + match[0])
    person = bool(
        match["who"]
        or grammar.enemies(before)
        or grammar.person.search(before + (match.groupdict().get("gap") or ""))
        or grammar.words["pointing"].search(text, match.end(), match.end() + _BEHIND)
        or (aimed and grammar.words["roles"].search(before))
    )
    if person and grammar.perhaps(around):
        hunted = aimed = True
    return _Scene(clause, person, aimed, hunted)


def _tells(text: str, start: int, match: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether a time and a place say where somebody in particular can be met."""
    scene = _scene(text, start, match, grammar)
    if match.re is grammar.flight.regex:
        travels = _TRAVEL.search(text, max(start - _BEHIND, 0), match.end() + _BEHIND)
        own = grammar.author.search(scene.clause)
        return (scene.person or scene.aimed) and travels is not None and not own
    if not _fits(match, scene, grammar):
        return False
    if match.re is grammar.job.regex:
        return _works(match, scene, grammar)
    return _is_met(text, match, scene, grammar)


def _fits(match: re.Match[str], scene: _Scene, grammar: Grammar) -> bool:
    """Tell whether the place has a name, or the words around send readers there."""
    if match.re is grammar.straight.regex and not (scene.aimed or (scene.person and match["land"])):
        return False
    if _CUT.search(match.string, match.end() - 1, match.end() + 1) or _NEVER.match(match[0]):
        return False
    if not scene.aimed and _TOGETHER.search(match[0]):
        return False  # the author is there too: 带我们去博物馆
    if match.re in {grammar.apart.regex, grammar.behind.regex}:
        return _is_apart(match, scene.clause, grammar)
    return scene.aimed or _is_named(match["place"], grammar)


def _works(match: re.Match[str], scene: _Scene, grammar: Grammar) -> bool:
    """Tell where somebody works and when, or that readers are sent to the place.

    What is no known job needs a known kind of place: 在万象城卖包, not 在大家面前做好事.
    """
    kinds = ("places", "brands")
    known = grammar.words["jobs"].search(match[0]) is not None
    if not (known or any(grammar.words[kind].search(match["place"]) for kind in kinds)):
        return False
    if not grammar.words["shifts"].search(match[0]):
        return scene.person and scene.hunted
    return (scene.person or scene.aimed) and grammar.author.search(scene.clause[-_CLOSE:]) is None


def _is_met(text: str, match: re.Match[str], scene: _Scene, grammar: Grammar) -> bool:
    """Tell whether the time is one at which somebody can be met: by the clock, or again."""
    when = (match["when"] or "") + (match["who"] or "")
    if CLOCK_TIME.search(when):
        return (scene.person or scene.aimed) and grammar.author.search(
            scene.clause[-_CLOSE:]
        ) is None
    if _is_authors(scene.clause, grammar):
        return False
    stays = bool(
        grammar.words["postures"].search(match[0])
        or grammar.words["stays"].search(text, match.end(), match.end() + _BEHIND)
    )
    if not scene.aimed and grammar.words["past"].search(scene.clause + match[0]):
        return False  # 年轻时每天走十里路
    named = {name for name in ("again", "seen", "now") if grammar.words[name].search(when)}
    if "again" in named and grammar.words["now"].search(scene.clause + when):
        once = _OFF.sub("", when)  # 今天下班 is once
        named -= set() if grammar.words["again"].search(once) else {"again"}
        named |= {"now"}
    if "seen" in named or scene.aimed:
        return bool(named)
    return scene.person and ("again" in named or ("now" in named and stays))


def _is_authors(told: str, grammar: Grammar) -> bool:
    """Tell whether the author is the one who is there: no “I” behind the last person named."""
    people = [found.end() for found in grammar.person.finditer(told)]
    return grammar.author.search(told, people[-1] if people else 0) is not None


def _is_apart(match: re.Match[str], clause: str, grammar: Grammar) -> bool:
    """Tell a time and a place with other words between: 每逢初一，她都去南山寺.

    Nobody of the author's may stand between, and nothing that is over.
    """
    told = clause + match[0]
    if _is_authors(told, grammar) or grammar.words["past"].search(told):
        return False
    return _is_named(match["place"], grammar)


def _is_named(place: str, grammar: Grammar) -> bool:
    """Tell 万象城, 江滨图书馆 and 后街台球厅 from “the office” and “downstairs”."""
    if grammar.words["brands"].search(place) or _ROOM.search(place):
        return True
    rest = grammar.words["plain"].sub("", grammar.words["deeds"].sub("", _COUNT.sub("", place)))
    return len(rest) >= _NAMED and grammar.words["places"].fullmatch(rest) is None

"""What is told of people of history and of works hurts nobody who lives: it is a hint.

《人世间》骆士宾是个人渣; 司马懿装病骗了曹爽，老奸巨猾; 林肯有抑郁症. A sentence is told so where a
title opens it, where the words of a work or of an age stand in it (`lore-works`, `lore-titles`,
`lore-ages`), or where it names people of the past (`figures-past`) first; the illness of people
whom everybody knows, where their death is told (`lore-death`). Words of the author's own life
(`lore-life`: neighbours, colleagues, 我们) or a comparison (`lore-like`: 就是个秦桧) undo it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from shenyan.alternation import any_of
from shenyan.draft import PERSON, Draft, Span
from shenyan.finding import IDENTIFIERS
from shenyan.names.patterns import words_of
from shenyan.normalize import fold_text
from shenyan.rules import Words
from shenyan.sentences import ahead, back

CATEGORIES: Final = frozenset({"insult", "accusation", "health"})
_SENTENCE_ENDS: Final = frozenset("\n。!?…")
_REACH: Final = 80
"""How far (code points) a sentence is read to each side."""

_TITLE: Final = re.compile("《([^《》\n]{1,20})》")
_SEASON: Final = re.compile(r"第[一二三四五六七八九十\d]{1,3}[季集部回章卷]")
_OPENS: Final = re.compile("[^,:《》]{0,12}$")
"""A title opens a sentence behind a few words: 昨晚看完《消失的她》."""

_OWNED: Final = re.compile(rf"{PERSON}|[你他她我]的?$")
"""Before a title: somebody real, who wrote it or sang it (王磊《夜行》抄袭)."""

_YOU: Final = re.compile("[你您他她它]|这[个人种货家]|那[个人种货家]|我")
_STOLEN: Final = "reputation.plagiarism"
"""The title in such a charge is what was copied."""

_AMONG: Final = 2
"""Who is named among so many people of the past lived with them."""

Told = Callable[[Span, Draft], bool]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The sentence of a finding: as written, with names masked, and who is named in it.

    `start` and `end` are the finding's place in it.
    """

    text: str
    masked: str
    start: int
    end: int
    people: tuple[tuple[int, int, Span], ...]

    @property
    def rest(self) -> str:
        """Everything but the finding."""
        return f"{self.text[: self.start]}\0{self.text[self.end :]}"


class _Crowd(NamedTuple):
    """Who is named in a draft, in order, by places in the folded text, and where they begin.

    `exposed` tells whether a finding leads to somebody who lives.
    """

    people: list[tuple[int, int, Span]]
    starts: list[int]
    exposed: bool


@dataclass(frozen=True, slots=True)
class _Lists:
    past: frozenset[str]
    living: frozenset[str]
    life: re.Pattern[str]
    like: re.Pattern[str]
    real: re.Pattern[str]
    papers: re.Pattern[str]
    works: re.Pattern[str]
    titles: re.Pattern[str]
    ages: re.Pattern[str]
    death: re.Pattern[str]
    plain: re.Pattern[str]


def prepare(words: Words) -> Told:
    """Make the test from the word lists."""

    def listed(name: str) -> re.Pattern[str]:
        return re.compile(any_of(words.get(name, ())))

    def names(name: str) -> frozenset[str]:
        return frozenset(map(fold_text, words_of(words.get(name, ()))))

    lists = _Lists(
        names("figures-past"),
        names("public-figures"),
        listed("lore-life"),
        re.compile(rf"(?:{any_of(words.get('lore-like', ()))}){PERSON}"),
        re.compile(rf"(?:{any_of(words.get('lore-real', ()))}){PERSON}"),
        listed("lore-papers"),
        listed("lore-works"),
        listed("lore-titles"),
        listed("lore-ages"),
        listed("lore-death"),
        listed("lore-not-life"),
    )

    crowds: WeakKeyDictionary[Draft, _Crowd] = WeakKeyDictionary()

    def told(span: Span, draft: Draft) -> bool:
        if span.rule.category not in CATEGORIES:
            return False
        crowd = crowds.get(draft)
        if crowd is None:  # once for a draft: it may hold thousands of findings
            crowd = crowds[draft] = _crowd(draft)
        if crowd.exposed:
            return False
        sentence = _sentence(span, draft, crowd)
        life = lists.life.search(lists.plain.sub("\0", sentence.text))
        if life or lists.like.search(sentence.masked) or lists.real.search(sentence.masked):
            return False
        if span.rule.category == "health":
            return _known_illness(sentence, lists)
        work = span.rule.id != _STOLEN and _of_a_work(sentence, lists)
        return work or _of_the_past(sentence, lists)

    return told


def _exposes(span: Span) -> bool:
    """Tell whether a finding leads to a living person."""
    return span.rule.category in IDENTIFIERS and not span.own and span.level != "info"


def _crowd(draft: Draft) -> _Crowd:
    people = sorted(
        (
            (*draft.folded.within(span.start, span.end), span)
            for span in draft.spans
            if span.rule.category == "person-name"
        ),
        key=lambda person: person[0],
    )
    exposed = any(_exposes(span) for span in draft.spans)
    return _Crowd(people, [start for start, _, _ in people], exposed)


def _sentence(span: Span, draft: Draft, crowd: _Crowd) -> _Sentence:
    text = draft.folded.text
    start, end = draft.folded.within(span.start, span.end)
    low = back(text, max(start - _REACH, 0), start, _SENTENCE_ENDS)
    high = ahead(text, end, min(end + _REACH, len(text)), _SENTENCE_ENDS)
    near = crowd.people[bisect_left(crowd.starts, low) : bisect_left(crowd.starts, high)]
    people = tuple((first - low, last - low, who) for first, last, who in near if last <= high)
    masked = draft.masked[low:high]
    return _Sentence(text[low:high], masked, start - low, end - low, people)


def _of_a_work(seen: _Sentence, lists: _Lists) -> bool:
    """Tell whether a title, or the words around, say that this is a story."""
    for title in _TITLE.finditer(seen.text):
        if title.start() > seen.start:
            break
        before = seen.masked[: title.start()]
        if _OWNED.search(before) or lists.papers.search(title[1]):
            continue
        next_to = seen.masked[title.end() :].lstrip("里中的内, :")
        if _OPENS.match(before) or next_to.startswith(PERSON):
            return True
        if lists.works.search(seen.rest):
            return True
    if not seen.text[: seen.start].count("《") and lists.titles.search(seen.text):
        return True
    return _SEASON.search(seen.text) is not None and lists.works.search(seen.rest) is not None


def _of_the_past(seen: _Sentence, lists: _Lists) -> bool:
    """Tell whether people of history are named, before anybody else, and nobody known who lives."""
    aged = lists.ages.search(seen.rest) is not None
    if any(_is_living(person, lists) for _, _, person in seen.people):
        return False
    past = [start for start, _, person in seen.people if _is_past(person, lists)]
    if not past:
        return aged and _YOU.search(seen.rest) is None
    if _YOU.search(seen.text, 0, past[0]):
        return False
    return past[0] == seen.people[0][0] or aged


def _known_illness(seen: _Sentence, lists: _Lists) -> bool:
    """Tell whether it is the illness of the famous dead alone."""
    people = [person for _, _, person in seen.people]
    past = [_is_past(person, lists) for person in people]
    if sum(past) >= _AMONG and past[0]:
        return True
    if not people or not all(person.public for person in people):
        return False
    dead = lists.death.search(seen.text) is not None
    return dead or all(past)


def _is_past(person: Span, lists: _Lists) -> bool:
    return person.public and person.key in lists.past


def _is_living(person: Span, lists: _Lists) -> bool:
    return person.public and person.key in lists.living

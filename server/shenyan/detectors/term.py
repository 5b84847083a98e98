"""Find listed words (`terms`), plain or disguised, but not inside an `unless` phrase.

Those on the list `as-written` are not looked for by sound: they sound like everyday words. Those
of `when: mild` are looked for as they are: nobody disguises them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Final

import ahocorasick

from shenyan.alternation import any_of
from shenyan.detectors import Detector
from shenyan.disguise import Matcher, tables
from shenyan.draft import Draft, Span
from shenyan.names.models import COMPONENT, MODEL_DIR
from shenyan.names.patterns import words_of
from shenyan.names.resources import resources
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words
from shenyan.strips import Place, Strips, cut

STAGE: Final = 2
_FAR: Final = 96
"""No term in disguise, with the words around it that speak for it, is longer (code points)."""


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Build the automata over the terms and allowed phrases of all rules."""
    owners: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for term in rule.terms:
            owners[fold_text(term)].append(rule)
    disguised = [term for term, its in owners.items() if any("mild" not in r.when for r in its)]
    matcher = Matcher(owners, disguised, tables(words))
    phrases = _automaton(fold_text(phrase) for rule in rules for phrase in rule.unless)

    def meant(text: str) -> Iterator[Place[str]]:
        hits = list(matcher.find(text))
        reach = _reach(_places(phrases, text), len(text)) if hits else []
        return ((h.start, h.end, h.term) for h in hits if reach[h.start] < h.end)

    strips = Strips(meant, _FAR)
    part_of_a_name = _named(words)
    parts = frozenset(words_of(words.get("name-parts", ())))

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        for start, end, term in strips.find(cut(draft.folded)):
            place = draft.folded.span(start, end)
            meant = text[start:end] == term and term not in parts  # 尼玛扎西 is a name
            if meant or not part_of_a_name(draft, *place):
                for rule in owners[term]:
                    yield Span(*place, rule, rule.level, key=term)

    return detect


def _named(words: Words) -> Callable[[Draft, int, int], bool]:
    """Make the test whether what only sounds like a term is somebody's name, or begins in one.

    陈建民, 朱静 and 陈志刚打球 are no insults, nor is what runs into a name (杀吕伯奢).
    What is a name from end to end still is one behind words of abuse (你这个朱静), and where
    nobody has such a given name (沙比).
    """
    led = re.compile(f"(?:{any_of(words.get('curse-lead', ()))})$")
    makeup = resources(MODEL_DIR / COMPONENT).makeup

    def usual(name: str) -> bool:
        return name[:1] in makeup.surnames and makeup.gives(name[1:])

    def test(draft: Draft, start: int, end: int) -> bool:
        for span in draft.spans:
            if span.rule.category != "person-name":
                continue
            if start < span.start < end < span.end:
                return True
            if span.start <= start < span.end:
                if (start, end) != (span.start, span.end):
                    return True
                first, last = draft.folded.within(start, end)
                text = draft.folded.text
                return usual(text[first:last]) and not led.search(text, 0, first)
        return False

    return test


def _automaton(phrases: Iterator[str]) -> Any:
    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()
    return automaton


def _places(phrases: Any, text: str) -> list[tuple[int, int]]:
    if not len(phrases):
        return []
    return [(last - length + 1, last + 1) for last, length in phrases.iter(text)]


def _reach(places: list[tuple[int, int]], size: int) -> list[int]:
    """Give, for each position, how far a phrase reaches that begins there or before."""
    ends = [0] * (size + 1)
    for start, end in places:
        ends[start] = max(ends[start], end)
    return list(accumulate(ends, max))

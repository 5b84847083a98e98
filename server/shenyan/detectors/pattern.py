"""Find what no list has, with patterns that rule authors write.

Patterns run on RE2, whose time is linear in the text whatever the author writes. They see the
folded text with every person's name replaced by the PERSON marker; `slots` says what `{person}`,
`{gap}` and their like stand for, `regexes` how they are tried. What is marked is the group
`(?P<mark>…)`, or the whole match; an `unless` phrase in the same sentence silences it.

Hardly a pattern can match across more than two ends of a sentence. What the others find in each
sentence and the next ones is remembered: after a keystroke few are new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final, NamedTuple

from shenyan.alphabet import Numbering
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.exposure import leads
from shenyan.leads import Leads, Place
from shenyan.memory import Memory
from shenyan.normalize import fold_text
from shenyan.regexes import Finder, Text, finder, numbering_of
from shenyan.rules import Rule, Words
from shenyan.sieve import Sieve
from shenyan.slots import Slots
from shenyan.windows import FAR, Window, whole, windows

STAGE: Final = 2
_LEAD: Final = re.compile(r"\{person\}\{(by|gap|far|near)\}|\{(exposed)\}")
_SENTENCE_ENDS: Final = "\n。!?"
_NUMERALS: Final = frozenset("0123456789一二三四五六七八九十百")
"""No mark begins inside a number: of 二十六岁 no pattern may make 十六岁."""
_REACH: Final = 40
"""How far (code points) a sentence is searched for an allowed phrase."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`lead` names the gap of a leading `{person}{gap}` (or is `exposed`), checked afterwards.

    `source` still has its slots: most patterns are never tried, and need not be filled.
    """

    rule: Rule
    source: str
    unless: tuple[str, ...]
    lead: str


class _Match(NamedTuple):
    """Where the nth pattern matched, and what of it is marked."""

    nth: int
    place: Place
    mark: tuple[int, int]

    def moved(self, by: int) -> _Match:
        first, last = self.mark
        return _Match(self.nth, self.place.moved(by), (first + by, last + by))


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Read every pattern of every rule. Raises ValueError for a slot that does not exist."""
    patterns = [pattern for rule in rules for pattern in _read(rule)]
    led = frozenset(i for i, pattern in enumerate(patterns) if pattern.lead)
    unless = [pattern.unless for pattern in patterns]
    meant = Leads(words)
    search = _Search([pattern.source for pattern in patterns], led, Slots(words), unless)

    def detect(draft: Draft) -> Iterator[Span]:
        text = readable(draft.masked)
        matches = search.matches(text)
        exposed = leads(draft) if matches else []
        for match in matches:
            pattern = patterns[match.nth]
            if not pattern.lead or meant.led(match.place, text, pattern.lead, exposed):
                rule = pattern.rule
                yield Span(*draft.folded.span(*match.mark), rule, rule.level)

    return detect


class _Search:
    """Tries the patterns that a sieve lets through. Threads may share it.

    What stands beside one of the phrases that are listed for its pattern is left out.
    """

    def __init__(
        self,
        sources: Sequence[str],
        led: Set[int],
        slots: Slots,
        unless: Sequence[tuple[str, ...]] = (),
    ) -> None:
        self._unless = unless or [()] * len(sources)
        reach = [min(slots.crossings(source), FAR) for source in sources]
        numbering = numbering_of(sources, slots)
        self._seen = partial(Text, numbering=numbering, people=slots.people)
        *self._near, self._anywhere = (
            _Tried(
                [(i, s) for i, s in enumerate(sources) if reach[i] == far], led, slots, numbering
            )
            for far in range(FAR + 1)
        )
        self._memories: list[Memory[tuple[_Match, ...]]] = [Memory() for _ in self._near]
        self._windows: Memory[tuple[_Match, ...]] = Memory()

    def matches(self, text: str) -> list[_Match]:
        """Find every match, as if each pattern were tried on the whole text in turn."""
        (anywhere,) = self._anywhere.matches(self._seen(text), [whole(text)], 0)
        found = [match for match in anywhere if self._meant(match, text)]
        cut = list(windows(text))
        shown = [window.shown(text, FAR - 1) for window in cut]
        read = self._windows.remember_all(shown, lambda a, b: self._read(cut[a:b], text))
        for window, matches in zip(cut, read, strict=True):
            found += [match.moved(window.start) for match in matches]
        return sorted(found, key=lambda match: (match.nth, match.place.start))

    def _read(self, cut: Sequence[Window], text: str) -> list[tuple[_Match, ...]]:
        """Give the matches of windows that follow each other.

        Patterns that look less far need not be tried as often.
        """
        start = cut[0].start
        seen = self._seen(text[start : cut[-1].ends[-1]])
        here = [window.moved(-start) for window in cut]
        found = []
        for far, memory in enumerate(self._memories):
            shown = [window.shown(seen.plain, far) for window in here]
            read = partial(self._tried, seen, here, far)
            found.append(memory.remember_all(shown, read))
        return [tuple(chain.from_iterable(matches)) for matches in zip(*found, strict=True)]

    def _tried(
        self, seen: Text, here: Sequence[Window], far: int, low: int, high: int
    ) -> list[tuple[_Match, ...]]:
        cut = here[low:high]
        return [
            tuple(m for m in matches if self._meant(m.moved(window.start), seen.plain))
            for window, matches in zip(cut, self._near[far].matches(seen, cut, far), strict=True)
        ]

    def _meant(self, match: _Match, text: str) -> bool:
        start = match.mark[0]
        if start and _NUMERALS.issuperset(text[start - 1 : start + 1]):
            return False
        return not allowed(text, self._unless[match.nth], *match.mark)


class _Tried:
    """Patterns behind their sieve, each compiled when the sieve first lets it through.

    Only for those that are `led` a person before the match is looked for.
    """

    def __init__(
        self,
        sources: Sequence[tuple[int, str]],
        led: Set[int],
        slots: Slots,
        numbering: Numbering,
    ) -> None:
        self._sources = sources
        self._led = led
        self._slots = slots
        self._sieve = Sieve([source for _, source in sources], slots)
        self._numbering = numbering
        self._finders: dict[int, Finder] = {}

    def matches(self, text: Text, cut: Sequence[Window], far: int) -> list[list[_Match]]:
        """Give the matches of each window, pattern for pattern, positions within the window."""
        likely = self._sieve.likely(text.plain, [(w.first, w.ends[far]) for w in cut])
        return [
            list(self._matches(text.part(window.start, window.ends[far]), window, places))
            for window, places in zip(cut, likely, strict=True)
        ]

    def _matches(self, text: Text, window: Window, places: Sequence[int]) -> Iterator[_Match]:
        for place in places:
            nth = self._sources[place][0]
            for start, end, mark in self._finder(place)(text):
                if mark[0] == mark[1] or not window.owns(start):
                    continue
                before = behind = -1
                if nth in self._led:
                    before, behind = text.persons.beside(start, end)
                yield _Match(nth, Place(start, end, before, behind), mark)

    def _finder(self, place: int) -> Finder:
        if place not in self._finders:
            pattern = self._sources[place][1]
            self._finders[place] = finder(pattern, self._slots, self._numbering)
        return self._finders[place]


def _read(rule: Rule) -> list[_Pattern]:
    unless = tuple(fold_text(phrase) for phrase in rule.unless)
    return [_Pattern(rule, source, unless, lead) for source, lead in map(rest, rule.patterns)]


def rest(pattern: str) -> tuple[str, str]:
    """Cut a leading person slot off a pattern: what remains, and the kind of the lead or ""."""
    lead = _LEAD.match(pattern)
    return (pattern[lead.end() :], lead[1] or lead[2]) if lead else (pattern, "")


def readable(text: str) -> str:
    """Put `?` for each lone surrogate, which UTF-8 cannot hold; positions stay."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def allowed(text: str, phrases: tuple[str, ...], start: int, end: int) -> bool:
    """Tell whether an allowed phrase stands in the sentence of the matched stretch."""
    if not phrases:
        return False
    low = max(text.rfind(sign, max(start - _REACH, 0), start) for sign in _SENTENCE_ENDS) + 1
    low = max(low, start - _REACH, 0)
    signs = (text.find(sign, end, end + _REACH) for sign in _SENTENCE_ENDS)
    high = min((sign for sign in signs if sign >= 0), default=end + _REACH)
    sentence = text[low:high]
    return any(phrase in sentence for phrase in phrases)

"""Find what no list has, with patterns that rule authors write.

Patterns run on RE2, whose time is linear in the text whatever the author writes. They see the
folded text with every person's name replaced by the PERSON marker; `slots` says what `{person}`,
`{gap}` and their like stand for. What is marked is the group `(?P<mark>…)`, or the whole match; an
`unless` phrase in the same sentence silences it.

Hardly a pattern can match across more than one end of a sentence. Such are tried on each sentence
with the next one, and what they found is remembered: after a keystroke two pairs are new.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import re2

from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.finding import IDENTIFIERS
from shenyan.memory import Memory
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words
from shenyan.sieve import Sieve
from shenyan.slots import FULL_STOPS, GAPS, SENTENCE, Slots

STAGE: Final = 2
_PAUSES: Final = ",: "
_SENTENCE_START: Final = re.compile(f"(?<![^{FULL_STOPS}])[^{FULL_STOPS}]")
_PAUSE: Final = re.compile(r"[,;:\s]")
_LONG: Final = 160
"""A sentence of more code points is read in pieces."""
_LONGEST: Final = 100
"""No match is longer (code points), but for an endless row of digits or of one word."""
_BEFORE: Final = 40
"""The last person before a match is looked for from here on."""
_FAR: Final = 2
"""Patterns that may cross so many full stops are tried on the whole text."""
_LEAD: Final = re.compile(r"\{person\}\{(by|gap|far|near)\}|\{(exposed)\}")
_TOPIC: Final = 16
"""How far (code points) a person named in an earlier clause is still its topic."""
_EXPOSED: Final = 60
"""How far (code points) a phone number, an address … still speaks of the same person."""
_SENTENCE_ENDS: Final = "\n。!?"
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
    """Where the nth pattern matched.

    `person` is where somebody before it ends, or -1 for nobody, or where nobody is asked for.
    """

    nth: int
    start: int
    end: int
    mark: tuple[int, int]
    person: int

    def moved(self, by: int) -> _Match:
        first, last = self.mark
        mark = (first + by, last + by)
        person = self.person + by if self.person >= 0 else -1
        return _Match(self.nth, self.start + by, self.end + by, mark, person)


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Read every pattern of every rule. Raises ValueError for a slot that does not exist."""
    patterns = [pattern for rule in rules for pattern in _read(rule)]
    led = frozenset(i for i, pattern in enumerate(patterns) if pattern.lead)
    unless = [pattern.unless for pattern in patterns]
    search = _Search([pattern.source for pattern in patterns], led, Slots(words), unless)

    def detect(draft: Draft) -> Iterator[Span]:
        text = readable(draft.masked)
        matches = search.matches(text)
        exposed = _exposed(draft) if matches else []
        for match in matches:
            pattern = patterns[match.nth]
            if not pattern.lead or _led(match, text, pattern.lead, exposed):
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
        reach = [min(slots.crossings(source), _FAR) for source in sources]
        *self._near, self._anywhere = (
            _Tried([(i, s) for i, s in enumerate(sources) if reach[i] == far], led, slots)
            for far in range(_FAR + 1)
        )
        self._memories: list[Memory[tuple[_Match, ...]]] = [Memory() for _ in self._near]

    def matches(self, text: str) -> list[_Match]:
        """Find every match, as if each pattern were tried on the whole text in turn."""
        found = [match for match in self._anywhere.matches(text) if self._meant(match, text)]
        windows = list(_windows(text))
        for far, (tried, memory) in enumerate(zip(self._near, self._memories, strict=True)):
            seen = [window.shown(text, far) for window in windows]
            recalled = memory.recall_all(seen)
            for window, words, past in zip(windows, seen, recalled, strict=True):
                known = past
                if known is None:
                    piece = text[window.start : window.ends[far]]
                    inside = filter(window.owns, tried.matches(piece))
                    known = tuple(match for match in inside if self._meant(match, piece))
                    memory.keep(words, known)
                found += [match.moved(window.start) for match in known]
        return sorted(found, key=lambda match: (match.nth, match.start))

    def _meant(self, match: _Match, text: str) -> bool:
        return not allowed(text, self._unless[match.nth], *match.mark)


@dataclass(frozen=True, slots=True)
class _Window:
    """A sentence with the sign before it. Matches that begin in `[first, own)` are this window's.

    It starts one character before and ends one character inside the next sentence, or inside the
    one after that: so `^` and `$` are true of the text's own begin and end only. A long sentence
    is cut at its pauses; what may belong to a match lies in the window all the same.
    """

    start: int
    first: int
    own: int
    ends: Sequence[int]

    def shown(self, text: str, far: int) -> str:
        """Give all that its matches depend on, as one text."""
        own = f"{self.first - self.start} {self.own - self.start}"
        return f"{own} {text[self.start : self.ends[far]]}"

    def owns(self, match: _Match) -> bool:
        return self.first <= self.start + match.start < self.own


def _windows(text: str) -> Iterator[_Window]:
    size = len(text)
    sentences = [match.start() for match in _SENTENCE_START.finditer(text)] or [0]
    sentences[0] = 0
    for i, sentence in enumerate(sentences):
        nexts = (*sentences[i + 1 : i + _FAR + 1], size + 1, size + 1)
        begin, behind = max(sentence - 1, 0), min(nexts[0] - 1, size)
        first = begin
        for own in (*_pauses(text, sentence, behind), behind):
            start = max(begin - 1, first - _BEFORE, 0)
            ends = [min(after + 1, own + _LONGEST, size) for after in nexts[:_FAR]]
            yield _Window(start, first, own, ends)
            first = own


def _pauses(text: str, start: int, end: int) -> Iterator[int]:
    """Give places at which a long sentence can be cut, most of them behind a sign."""
    while end - start > _LONG:
        pause = _PAUSE.search(text, start + _LONG // 2, start + _LONG)
        start = pause.end() if pause else start + _LONG
        yield start


class _Tried:
    """Patterns behind their sieve, each compiled when the sieve first lets it through.

    Only for those that are `led` a person before the match is looked for.
    """

    def __init__(self, sources: Sequence[tuple[int, str]], led: Set[int], slots: Slots) -> None:
        self._sources = sources
        self._led = led
        self._slots = slots
        self._sieve = Sieve([source for _, source in sources], slots)
        self._person = slots.fill("{person}")
        self._regexes: dict[int, tuple[Any, int]] = {}

    def matches(self, text: str) -> Iterator[_Match]:
        """Give the matches of each pattern in turn."""
        ends: list[int] | None = None
        for place in self._sieve.likely(text):
            regex, group = self._regex(place)
            for match in regex.finditer(text):
                mark = match.span(group)
                if mark[0] == mark[1]:
                    continue
                nth = self._sources[place][0]
                if nth not in self._led:
                    yield _Match(nth, match.start(), match.end(), mark, -1)
                    continue
                if ends is None:
                    ends = [person.end() for person in compiled(self._person).finditer(text)]
                nearest = bisect_right(ends, match.start())
                person = ends[nearest - 1] if nearest else -1
                yield _Match(nth, match.start(), match.end(), mark, person)

    def _regex(self, place: int) -> tuple[Any, int]:
        """Give a compiled pattern and the number of the group to mark."""
        if place not in self._regexes:
            regex = compiled(self._slots.fill(self._sources[place][1]))
            self._regexes[place] = regex, regex.groupindex.get("mark", 0)
        return self._regexes[place]


def _read(rule: Rule) -> list[_Pattern]:
    unless = tuple(fold_text(phrase) for phrase in rule.unless)
    return [_Pattern(rule, source, unless, lead) for source, lead in map(rest, rule.patterns)]


def rest(pattern: str) -> tuple[str, str]:
    """Cut a leading person slot off a pattern: what remains, and the kind of the lead or ""."""
    lead = _LEAD.match(pattern)
    return (pattern[lead.end() :], lead[1] or lead[2]) if lead else (pattern, "")


@cache
def compiled(source: str) -> Any:
    """Compile a filled pattern. Raises ValueError for one that RE2 refuses.

    On first use: most drafts pass the sieve of most patterns, and start-up need not wait.
    """
    options = re2.Options()
    options.log_errors = False  # RE2 itself writes to the terminal otherwise
    try:
        return re2.compile(source, options)
    except re2.error as error:
        raise ValueError(f"RE2 does not take this pattern: {source[:80]}: {error}") from None


def _exposed(draft: Draft) -> list[tuple[int, int]]:
    return [draft.folded.within(s.start, s.end) for s in draft.spans if _leads(s)]


def _led(match: _Match, text: str, kind: str, exposed: Sequence[tuple[int, int]]) -> bool:
    """Tell whether somebody stands before the match, or is exposed near it."""
    start, end = match.start, match.end
    if any(max(a, start) - min(b, end) <= _EXPOSED for a, b in exposed):
        return True
    if kind == "exposed" or match.person < 0:
        return False
    signs, length = GAPS[kind]
    if text[start - 1] in _PAUSES:
        signs, length = SENTENCE, max(length, _TOPIC)
    between = text[match.person : start]
    return len(between) <= length and not any(sign in between for sign in signs)


def _leads(span: Span) -> bool:
    """Tell whether a finding leads to one person; a bare @mention does not expose anybody."""
    quiet = span.level == "info" and span.rule.category == "account"
    return span.rule.category in IDENTIFIERS and not span.own and not quiet


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

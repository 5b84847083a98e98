"""Find what no list has, with patterns that rule authors write.

Patterns run on RE2, whose time is linear in the text whatever the author writes. They see the
folded text with every person's name replaced by the PERSON marker. Slots stand for what is
tedious to spell: `{name}` for any word of `rules/words/name.yml` (its lines may hold slots
themselves), `{person}` for a name, a mention or a word of `person.yml`, `{gap}` and `{far}` for
up to six and twelve characters of the same clause, `{near}` for up to sixteen of the sentence.
What is marked is the group `(?P<mark>…)`, or the whole match; an `unless` phrase in the same
sentence silences it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import ahocorasick
import re2

from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.finding import IDENTIFIERS
from shenyan.literals import NOTHING, needed
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words

STAGE: Final = 2
_SLOT: Final = re.compile(r"\{([a-z][a-z-]*)\}")
_CLAUSE: Final = "\n。!?,;:"
_PAUSES: Final = ",: "
_SENTENCE: Final = "\n。!?;"
_GAPS: Final = {
    "by": (_SENTENCE, 2),
    "gap": (_CLAUSE, 6),
    "far": (_CLAUSE, 12),
    "near": (_SENTENCE, 16),
}
"""Signs that a gap does not cross, and its greatest length (code points)."""
_LEAD: Final = re.compile(r"\{person\}\{(by|gap|far|near)\}|\{(exposed)\}")
_TOPIC: Final = 16
"""How far (code points) a person named in an earlier clause is still its topic."""
_EXPOSED: Final = 60
"""How far (code points) a phone number, an address … still speaks of the same person."""
_NAMED: Final = (f"{PERSON}+", r"@[^\s,。!?:;@]{1,16}")
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


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Read every pattern of every rule. Raises ValueError for a slot that does not exist."""
    patterns = [pattern for rule in rules for pattern in _read(rule)]
    slots = Slots(words)
    sieve = _Sieve([pattern.source for pattern in patterns], slots)

    @cache
    def regex(source: str) -> Any:
        return compiled(slots.fill(source))

    def detect(draft: Draft) -> Iterator[Span]:
        text = readable(draft.masked)
        likely = sieve.likely(text)
        if not likely:
            return
        persons = _Persons(text, regex("{person}"), draft)
        for index in likely:
            pattern = patterns[index]
            for start, end in _matches(pattern, regex(pattern.source), text, persons):
                yield Span(*draft.folded.span(start, end), pattern.rule, pattern.rule.level)

    return detect


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


def _matches(
    pattern: _Pattern, regex: Any, text: str, persons: _Persons
) -> Iterator[tuple[int, int]]:
    group = regex.groupindex.get("mark", 0)
    for match in regex.finditer(text):
        start, end = match.span(group)
        led = not pattern.lead or persons.lead(match.start(), match.end(), pattern.lead)
        if start < end and led and not _allowed(text, pattern.unless, start, end):
            yield start, end


class _Persons:
    """Where a text speaks of persons: by name, pronoun or role, or by what leads to them."""

    def __init__(self, text: str, person: Any, draft: Draft) -> None:
        self._text = text
        self._ends = [match.end() for match in person.finditer(text)]
        self._exposed = [draft.folded.within(s.start, s.end) for s in draft.spans if _leads(s)]

    def lead(self, start: int, end: int, kind: str) -> bool:
        """Tell whether somebody stands before the match, or is exposed near it."""
        if any(max(a, start) - min(b, end) <= _EXPOSED for a, b in self._exposed):
            return True
        nearest = bisect_right(self._ends, start) - 1
        if kind == "exposed" or nearest < 0:
            return False
        signs, length = _GAPS[kind]
        if self._text[start - 1] in _PAUSES:
            signs, length = _SENTENCE, max(length, _TOPIC)
        between = self._text[self._ends[nearest] : start]
        return len(between) <= length and not any(sign in between for sign in signs)


def _leads(span: Span) -> bool:
    """Tell whether a finding leads to one person; a bare @mention does not expose anybody."""
    quiet = span.level == "info" and span.rule.category == "account"
    return span.rule.category in IDENTIFIERS and not span.own and not quiet


class _Sieve:
    """Tells by words alone which patterns may match a text at all."""

    def __init__(self, patterns: Sequence[str], slots: Slots) -> None:
        used = {name for pattern in patterns for name in _SLOT.findall(pattern)}
        listed = {name: _slot_words(name, slots) for name in used}
        needs = [needed(pattern, listed) for pattern in patterns]
        numbers = {part: number for number, part in enumerate(frozenset().union(*needs))}
        self._needs = [frozenset(numbers[part] for part in need) for need in needs]
        self._words = ahocorasick.Automaton()
        for part, number in numbers.items():
            for word in part:
                self._words.add_word(word, (*self._words.get(word, ()), number))
        self._words.add_word("\0", ())
        self._words.make_automaton()

    def likely(self, text: str) -> list[int]:
        found: set[int] = set()
        for _, numbers in self._words.iter(text):
            found.update(numbers)
        return [index for index, need in enumerate(self._needs) if need <= found]


def readable(text: str) -> str:
    """Put `?` for each lone surrogate, which UTF-8 cannot hold; positions stay."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _slot_words(name: str, slots: Slots) -> frozenset[str]:
    """Give words of which every text for this slot holds one."""
    if name in _GAPS:
        return NOTHING
    return next(iter(needed(slots.fill(f"{{{name}}}"), {})), NOTHING)


class Slots:
    """What each slot stands for, worked out when a pattern first has it. Threads may share it."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[str, str] = {}

    def fill(self, pattern: str, inside: tuple[str, ...] = ()) -> str:
        """Replace the slots of an author's pattern by what they stand for. Raises ValueError.

        `inside` names the word lists that this text is a line of.
        """
        return _SLOT.sub(lambda match: self._filled(match[1], inside), pattern)

    def _filled(self, name: str, inside: tuple[str, ...]) -> str:
        if name in _GAPS:
            signs, length = _GAPS[name]
            return f"[^{signs}]{{0,{length}}}?"
        if name not in self._known:
            self._known[name] = self._choices(name, inside)
        return self._known[name]

    def _choices(self, name: str, inside: tuple[str, ...]) -> str:
        if name not in self._words and name != "person":
            raise ValueError(f"unknown word list {{{name}}}")
        if name in inside:
            raise ValueError(f"the word list {{{name}}} contains itself")
        listed = sorted(self._words.get(name, ()), key=len, reverse=True)
        choices = [self._line(word, (*inside, name)) for word in listed]
        choices += _NAMED if name == "person" else ()
        return f"(?:{'|'.join(choices)})"

    def _line(self, word: str, inside: tuple[str, ...]) -> str:
        """Escape one line of a word list; its slots are filled in turn."""
        if "{" not in word:
            return _literal(word)
        parts = re.split(r"(\{[a-z][a-z-]*\})", word)
        return "".join(
            self.fill(part, inside) if i % 2 else _literal(part) for i, part in enumerate(parts)
        )


@cache
def _literal(words: str) -> str:
    # A word list is filled into hundreds of patterns; each word is folded once.
    return re.escape(fold_text(words))


def _allowed(text: str, phrases: tuple[str, ...], start: int, end: int) -> bool:
    """Tell whether an allowed phrase stands in the sentence of the matched stretch."""
    low = max(text.rfind(sign, max(start - _REACH, 0), start) for sign in _SENTENCE_ENDS) + 1
    low = max(low, start - _REACH, 0)
    signs = (text.find(sign, end, end + _REACH) for sign in _SENTENCE_ENDS)
    high = min((sign for sign in signs if sign >= 0), default=end + _REACH)
    sentence = text[low:high]
    return any(phrase in sentence for phrase in phrases)

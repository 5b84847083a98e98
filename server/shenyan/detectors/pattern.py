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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import re2

from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.normalize import fold
from shenyan.rules import Rule, Words

STAGE: Final = 2
_SLOT: Final = re.compile(r"\{([a-z][a-z-]*)\}")
_GAPS: Final = {
    "far": r"[^\n。!?,;:]{0,12}?",
    "gap": r"[^\n。!?,;:]{0,6}?",
    "near": r"[^\n。!?;]{0,16}?",
}
_NAMED: Final = (f"{PERSON}+", r"@[^\s,。!?:;@]{1,16}")
_SENTENCE_ENDS: Final = "\n。!?"
_REACH: Final = 40
"""How far (code points) a sentence is searched for an allowed phrase."""
_DEPTH: Final = 4
"""How deep word lists may nest; a list that contains itself must not loop."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: Rule
    source: str
    unless: tuple[str, ...]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Compile every pattern of every rule. Raises ValueError for a pattern RE2 refuses."""
    compiled = []
    sieve = re2.Filter()
    for rule in rules:
        unless = tuple(fold(text).text for text in rule.unless)
        for pattern in rule.patterns:
            source = fill(pattern, words)
            compiled.append(_Pattern(rule, source, unless))
            _add(sieve, source)
    if compiled:
        sieve.Compile()

    def detect(draft: Draft) -> Iterator[Span]:
        text = readable(draft.masked)
        for index in sieve.Match(text) or () if compiled else ():
            yield from _spans(compiled[index], text, draft)

    return detect


def _add(sieve: Any, source: str) -> None:
    options = re2.Options()
    options.log_errors = False  # RE2 itself writes to the terminal otherwise
    try:
        sieve.Add(source, options)
    except re2.error:
        raise ValueError(f"RE2 does not take this pattern: {source[:80]}") from None


def _spans(pattern: _Pattern, text: str, draft: Draft) -> Iterator[Span]:
    regex = _compiled(pattern.source)
    group = regex.groupindex.get("mark", 0)
    for match in regex.finditer(text):
        start, end = match.span(group)
        if start < end and not _allowed(text, pattern.unless, start, end):
            yield Span(*draft.folded.span(start, end), pattern.rule, pattern.rule.level)


@cache
def _compiled(source: str) -> Any:
    # On first use: most drafts pass the sieve of most patterns, and start-up need not wait.
    return re2.compile(source)


def readable(text: str) -> str:
    """Put `?` for each lone surrogate, which UTF-8 cannot hold; positions stay."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def fill(pattern: str, words: Words, depth: int = 0) -> str:
    """Replace the slots of an author's pattern by what they stand for. Raises ValueError."""
    if depth > _DEPTH:
        raise ValueError("word lists are nested too deeply; does one contain itself?")

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name in _GAPS:
            return _GAPS[name]
        if name not in words and name != "person":
            raise ValueError(f"unknown word list {{{name}}}")
        listed = sorted(words.get(name, ()), key=len, reverse=True)
        choices = [_choice(word, words, depth) for word in listed]
        choices += _NAMED if name == "person" else ()
        return f"(?:{'|'.join(choices)})"

    return _SLOT.sub(slot, pattern)


def _choice(word: str, words: Words, depth: int) -> str:
    """Escape one line of a word list; its slots are filled in turn."""
    if "{" not in word:
        return _literal(word)
    parts = re.split(r"(\{[a-z][a-z-]*\})", word)
    return "".join(
        fill(part, words, depth + 1) if i % 2 else _literal(part) for i, part in enumerate(parts)
    )


@cache
def _literal(words: str) -> str:
    # A word list is filled into hundreds of patterns; each word is folded once.
    return re.escape(fold(words).text)


def _allowed(text: str, phrases: tuple[str, ...], start: int, end: int) -> bool:
    """Tell whether an allowed phrase stands in the sentence of the matched stretch."""
    low = max(text.rfind(sign, max(start - _REACH, 0), start) for sign in _SENTENCE_ENDS) + 1
    low = max(low, start - _REACH, 0)
    signs = (text.find(sign, end, end + _REACH) for sign in _SENTENCE_ENDS)
    high = min((sign for sign in signs if sign >= 0), default=end + _REACH)
    sentence = text[low:high]
    return any(phrase in sentence for phrase in phrases)

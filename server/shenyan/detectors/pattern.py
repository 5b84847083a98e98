"""Find what no list has, with patterns that rule authors write.

Patterns run on RE2, whose time is linear in the text whatever the author writes. They see the
folded text with every person's name replaced by the PERSON marker. `{name}` in a pattern stands
for any word of `rules/words/name.yml`; `{person}` for a name, a pronoun or a role. What is
marked is the group `(?P<mark>…)`, or the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import re2

from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.normalize import fold
from shenyan.rules import Rule, Words

STAGE: Final = 2
_SLOT: Final = re.compile(r"\{([a-z][a-z-]*)\}")


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Compile every pattern of every rule. Raises ValueError for a pattern RE2 refuses."""
    compiled = [
        (rule, compile_pattern(pattern, words), tuple(fold(text).text for text in rule.unless))
        for rule in rules
        for pattern in rule.patterns
    ]

    def detect(draft: Draft) -> Iterator[Span]:
        for rule, pattern, unless in compiled:
            for match in pattern.finditer(draft.masked):
                start, end = match.span(pattern.groupindex.get("mark", 0))
                if start < end and not _allowed(draft.masked, unless, start, end):
                    yield Span(*draft.folded.span(start, end), rule, rule.level)

    return detect


def compile_pattern(pattern: str, words: Words) -> Any:
    """Fill the word slots of an author's pattern and compile it. Raises ValueError."""

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name not in words and name != "person":
            raise ValueError(f"unknown word list {{{name}}}")
        listed = sorted((fold(word).text for word in words.get(name, ())), key=len, reverse=True)
        choices = [re.escape(word) for word in listed]
        if name == "person":
            choices.append(f"{PERSON}+")
        return f"(?:{'|'.join(choices)})"

    try:
        return re2.compile(_SLOT.sub(slot, pattern))
    except re2.error as error:
        raise ValueError(str(error)) from None


def _allowed(text: str, phrases: tuple[str, ...], start: int, end: int) -> bool:
    """Tell whether an allowed phrase covers or touches the matched stretch."""
    for phrase in phrases:
        low = max(start - len(phrase) + 1, 0)
        if text.find(phrase, low, end + len(phrase) - 1) >= 0:
            return True
    return False

"""Find listed words (`terms`), except inside an `unless` phrase that contains them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import ahocorasick

from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.normalize import fold
from shenyan.rules import Rule, Words

STAGE: Final = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands at the end of a term in the automaton; `rule` is None for an allowed phrase."""

    length: int
    rules: tuple[Rule | None, ...]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Build one automaton over the terms and allowed phrases of all rules."""
    automaton = ahocorasick.Automaton()
    entries: dict[str, list[Rule | None]] = {}
    for rule in rules:
        for term in rule.terms:
            entries.setdefault(fold(term).text, []).append(rule)
        for phrase in rule.unless:
            entries.setdefault(fold(phrase).text, []).append(None)
    for text, owners in entries.items():
        automaton.add_word(text, _Entry(len(text), tuple(owners)))
    automaton.make_automaton()

    def detect(draft: Draft) -> Iterator[Span]:
        hits = [(end - e.length + 1, end + 1, e) for end, e in automaton.iter(draft.folded.text)]
        allowed = [(start, end) for start, end, entry in hits if None in entry.rules]
        for start, end, entry in hits:
            if any(a <= start and end <= b for a, b in allowed):
                continue
            for rule in entry.rules:
                if rule is not None:
                    yield Span(*draft.folded.span(start, end), rule, rule.level)

    return detect

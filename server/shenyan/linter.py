"""The whole product in one call: `Linter().lint(text)`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from shenyan import context
from shenyan.detectors import Warm, stages
from shenyan.disguise import undisguised
from shenyan.draft import Draft, Span, read, with_spans
from shenyan.finding import IDENTIFIERS, Finding, Language, Report
from shenyan.fixes import fixes
from shenyan.guesses import surest
from shenyan.levels import combine
from shenyan.normalize import fold_text
from shenyan.overlaps import settle
from shenyan.own_rules import require_sound
from shenyan.rules import load_rules, load_words, rules_dir
from shenyan.settings import Settings, chosen, moved, with_own

TOGETHER: Final = 64
"""Drafts of a batch that are read together: few enough for a detector to remember them all."""

_NEEDED: Final = IDENTIFIERS | {"person-name"}
"""What other rules look for in a draft (is somebody named, does a number lead to them): a rule of
these categories that is off still runs, and is silent."""


class Linter:
    """Loads the rules and the language model once; may be shared between threads."""

    def __init__(self, rules: Path | None = None, settings: Settings | None = None) -> None:
        """Read the rule folder (the shipped one by default). Raises RuleError if one is broken."""
        folder = rules or rules_dir()
        settings = settings or Settings()
        every = with_own(load_rules(folder), settings)
        self.rules = chosen(every, settings)
        self._settings = settings
        words = load_words(folder)
        if settings.rules:
            require_sound(settings.rules, words)
        # A level of one's own moves what is said at the end, not how context understands a word.
        running = (r for r in every if r.category in _NEEDED or r.id not in settings.off)
        self._stages = stages(running, words)
        self._judge = context.prepare(words)
        self._undisguise = undisguised.prepare(words)

    def lint(
        self,
        text: str,
        *,
        platform: str | None = None,
        field: str | None = None,
        allow: Collection[str] = (),
        language: Language = "zh",
    ) -> Report:
        """Check one draft.

        `allow` names words and persons to be silent about (names of people who agreed, say).
        Positions in the report are code points into `text`.
        """
        draft = read(text, platform, field, self._undisguise)
        for stage in self._stages:
            found = (span for detect in stage for span in detect(draft))
            draft = with_spans(draft, self._settled(found))
        # An empty word (an unset variable, a blank line of a list) names nobody.
        allowed = (*allow, *self._settings.allow)
        silent = frozenset(fold_text(word) for word in allowed) - {""}
        judged = self._judged(draft)
        spoken = [s for s in judged if not _is_allowed(s, draft, silent)] if silent else judged
        spans = self._told(combine(settle(surest(spoken))))
        return Report(tuple(_finding(i, spans, draft, language) for i in range(len(spans))))

    def lint_batch(self, texts: Iterable[str]) -> Iterator[Report]:
        """Check many drafts, faster than one by one: one report per draft, in the same order."""
        rest = iter(texts)
        while some := list(islice(rest, TOGETHER)):
            for detect in chain.from_iterable(self._stages):
                if isinstance(detect, Warm):
                    detect.warm(some)
            for text in some:
                yield self.lint(text)

    def _settled(self, found: Iterable[Span]) -> list[Span]:
        """Settle overlaps so that a span of a rule that is off hides no span of another."""
        if not self._settings.off:
            return settle(found, ties=True)
        spans = list(found)
        silent = [span for span in settle(spans, ties=True) if self._is_off(span)]
        return silent + settle((s for s in spans if not self._is_off(s)), ties=True)

    def _judged(self, draft: Draft) -> list[Span]:
        """Ask the context about each span; of rules that are off only persons go on."""
        spans = (s for s in draft.spans if s.rule.category == "person-name" or not self._is_off(s))
        kept = [kept for span in spans if (kept := self._judge(span, draft)) is not None]
        if not self._settings.levels:
            return kept
        return [replace(s, level=moved(s.level, s.rule, self._settings)) for s in kept]

    def _told(self, spans: list[Span]) -> list[Span]:
        """Leave out the spans of rules that are off, and count the related ones anew."""
        if not self._settings.off:
            return spans
        told = [i for i, span in enumerate(spans) if not self._is_off(span)]
        places = {i: place for place, i in enumerate(told)}
        return [
            replace(spans[i], related=tuple(places[j] for j in spans[i].related if j in places))
            for i in told
        ]

    def _is_off(self, span: Span) -> bool:
        return span.rule.id in self._settings.off


def _is_allowed(span: Span, draft: Draft, silent: frozenset[str]) -> bool:
    return fold_text(draft.source[span.start : span.end]) in silent or span.key in silent


def _finding(index: int, spans: list[Span], draft: Draft, language: Language) -> Finding:
    span = spans[index]
    rule = span.rule
    english = language == "en"
    text = draft.source[span.start : span.end]
    message = (rule.message_en or rule.message) if english else rule.message
    return Finding(
        id=f"f{index + 1}",
        rule=rule.id,
        category=rule.category,
        level=span.level,
        start=span.start,
        end=span.end,
        text=text,
        title=(rule.title_en or rule.title) if english else rule.title,
        message=message.replace("{text}", text),
        articles=rule.articles,
        exemptions=rule.exemptions,
        fixes=fixes(span, language),
        related=tuple(f"f{other + 1}" for other in span.related),
        advice=(rule.advice_en or rule.advice) if english else rule.advice,
    )

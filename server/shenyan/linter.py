"""The whole product in one call: `Linter().lint(text)`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

from shenyan import context
from shenyan.detectors import Warm, stages
from shenyan.draft import Draft, Span, read, with_spans
from shenyan.finding import Finding, Language, Report
from shenyan.fixes import fixes
from shenyan.guesses import surest
from shenyan.levels import combine
from shenyan.normalize import fold_text
from shenyan.overlaps import settle
from shenyan.rules import load_rules, load_words, rules_dir
from shenyan.settings import Settings, chosen
from shenyan.unreadable_patterns import require_readable

TOGETHER: Final = 64
"""Drafts of a batch that are read together: few enough for a detector to remember them all."""


class Linter:
    """Loads the rules and the language model once; may be shared between threads."""

    def __init__(self, rules: Path | None = None, settings: Settings | None = None) -> None:
        """Read the rule folder (the shipped one by default). Raises RuleError if one is broken."""
        folder = rules or rules_dir()
        settings = settings or Settings()
        shipped = load_rules(folder)
        self.rules = chosen(shipped, settings)
        self._allow = settings.allow
        words = load_words(folder)
        if settings.rules:
            require_readable((rule for rule in self.rules if rule not in shipped), words)
        self._stages = stages(self.rules, words)
        self._judge = context.prepare(words)

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
        draft = read(text, platform, field)
        for stage in self._stages:
            found = (span for detect in stage for span in detect(draft))
            draft = with_spans(draft, settle(found, ties=True))
        judged = [kept for span in draft.spans if (kept := self._judge(span, draft)) is not None]
        silent = frozenset(fold_text(word) for word in (*allow, *self._allow))
        spoken = [s for s in judged if not _is_allowed(s, draft, silent)] if silent else judged
        spans = combine(settle(surest(spoken)))
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

"""Decide from the words around a span: keep it, soften it or drop it.

A rule asks for a look at its surroundings with `when:`. `directed`, `aimed`, `voiced` and `mild`
ask at whom a word is aimed, `asserted`, `meant` and `earnest` whether the author stands behind
the words, `likely` whether the model of wordings takes them for an act, `stranger` whether it is
about somebody outside the author's family. What the person agreed to,
as the author says, comes down; so does what is told of history or of a work (`lore`). What is said
to a whole class or a whole estate is no finding (`whole`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shenyan import aim, consent, kin, lore, stance, whole
from shenyan.draft import Draft, Span
from shenyan.rules import Words
from shenyan.wording import doubt

Judge = Callable[[Span, Draft], Span | None]
"""Returns the span as the context leaves it, or None where it is not a finding."""


def prepare(words: Words) -> Judge:
    """Make the judge of all spans from the word lists of the rule folder."""
    views = {
        **aim.prepare(words),
        **stance.prepare(words, doubt.believer(words)),
        "likely": doubt.prepare(words),
        "stranger": kin.prepare(words),
    }
    agreed, told, of_all = consent.prepare(words), lore.prepare(words), whole.prepare(words)

    def judge(span: Span, draft: Draft) -> Span | None:
        if span.own:
            own_name = span.rule.category == "person-name"  # the author may say who they are
            return None if own_name else replace(span, level="info")
        kept: Span | None = span
        for condition in span.rule.when:
            if kept is not None and condition in views:
                kept = views[condition](kept, draft)
        if kept is None or of_all(kept, draft):
            return None
        if kept.level != "info" and told(kept, draft):
            return replace(kept, level="info")
        if consent.QUESTION not in kept.rule.exemptions or not agreed(kept, draft):
            return kept
        return replace(kept, level="info", own=True)

    return judge

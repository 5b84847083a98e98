"""`when: likely`: let the model doubt what a pattern found.

A finding that the model takes for unlikely comes down to a hint; what it takes for nothing, or for
an act of another category (which it then marks itself), goes; so does a hint that is about nobody.
But a finding whose sentence by itself is likely stays: an ordinary one beside it takes nothing.
It never raises anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan.draft import Draft, Span
from shenyan.rules import Words
from shenyan.wording import whom
from shenyan.wording.reader import shared

UNLIKELY: Final = -0.5
"""Below these log odds a finding is a hint: of 74 on left-out writers' drafts 35 were right there,
and 425 of 448 above."""

ABSURD: Final = -2.5
"""Below these log odds it is none: of 15 on left-out writers' drafts 3 were right."""


def prepare(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Make the view for `when: likely`."""
    reader = shared(words)
    categories, likely = reader.weights.categories, reader.weights.likely
    meant = whom.prepare(words)

    def lowered(span: Span, draft: Draft) -> Span | None:
        place = draft.folded.within(span.start, span.end)
        return replace(span, level="info") if meant(span.rule.category, draft, *place) else None

    def view(span: Span, draft: Draft) -> Span | None:
        judged = reader.at(draft, *draft.folded.within(span.start, span.end))
        if not judged:
            return span
        best = max(judged, key=lambda clause: clause.odds)
        if span.rule.category not in {categories[clause.kind] for clause in judged}:
            taken = best.odds >= max(likely[best.kind], UNLIKELY)
            return None if taken else lowered(span, draft)
        if best.odds >= UNLIKELY or plain(span, draft):
            return span
        return lowered(span, draft) if best.odds >= ABSURD else None

    def plain(span: Span, draft: Draft) -> bool:
        """Tell whether the sentence by itself is likely to be what the finding says."""
        place = draft.folded.within(span.start, span.end)
        return any(
            categories[clause.kind] == span.rule.category and clause.odds >= UNLIKELY
            for clause in reader.alone(draft, *place)
        )

    return view


def believer(words: Words) -> Callable[[Span, Draft], bool]:
    """Tell of which findings the model is so sure that it would mark them by itself."""
    reader = shared(words)
    categories, sure = reader.weights.categories, reader.weights.sure

    def believed(span: Span, draft: Draft) -> bool:
        judged = reader.at(draft, *draft.folded.within(span.start, span.end))
        return any(
            categories[clause.kind] == span.rule.category and clause.odds >= sure[clause.kind]
            for clause in judged
        )

    return believed

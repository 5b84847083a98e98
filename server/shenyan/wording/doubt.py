"""`when: likely`: let the model doubt what a pattern found.

A finding that the model takes for unlikely comes down to a hint; one that it takes for something
else altogether goes. It never raises anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan.draft import Draft, Span
from shenyan.rules import Words
from shenyan.wording.reader import Reader, load_weights

UNLIKELY: Final = -2.0
"""Below these log odds a finding is a hint. Of 742 findings of patterns on left-out writers'
drafts 54 lie there, two in three of them wrong."""

ABSURD: Final = -4.0
"""Below these log odds it is none: 13 of 742, 12 of them wrong."""


def prepare(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Make the view for `when: likely`."""
    reader = Reader(load_weights(), words)

    def view(span: Span, draft: Draft) -> Span | None:
        odds = reader.odds(draft, *draft.folded.within(span.start, span.end))
        if odds < ABSURD:
            return None
        return replace(span, level="info") if odds < UNLIKELY else span

    return view

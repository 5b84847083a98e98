"""At whom is a word aimed? Talk about a word comes down; a word thrown at somebody stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shenyan.draft import Draft, Span
from shenyan.rules import Words


def prepare(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Read the cue lists `aim-*` and return the judge for `when: directed`."""
    about = words.get("aim-about", ())

    def judge(span: Span, draft: Draft) -> Span | None:
        start, end = draft.folded.within(span.start, span.end)
        clause = draft.masked[max(start - 12, 0) : end + 12]
        return replace(span, level="info") if any(cue in clause for cue in about) else span

    return judge

"""`when: likely`: let the model doubt what a pattern found.

A finding that the model takes for unlikely comes down to a hint; what it takes for nothing, or is
sure to be an act of another category (which it then marks itself), goes; so does a hint that is
about nobody. Where it only guesses at another category, two speak for an act: the finding stays.
But a finding whose sentence by itself is likely stays: an ordinary one beside it takes nothing.
It never raises anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan import consent
from shenyan.called import called
from shenyan.draft import PERSON, Draft, Span
from shenyan.leads import Leads
from shenyan.rules import Words
from shenyan.sentences import back
from shenyan.wording import whom
from shenyan.wording.reader import shared

UNLIKELY: Final = -1.0
"""Below these log odds a finding is a hint: of 252 on left-out writers' drafts 102 were right
there, of 152 up to -0.5 110, and of 3,374 above 3,086."""

ABSURD: Final = -2.5
"""Below these log odds it is none: of 115 on left-out writers' drafts 12 were right."""

_NAMED_REACH: Final = 5
"""Somebody named so near before a finding, in its clause, is whom it is about (code points): of 15
findings behind a name that seemed unlikely 12 were right."""

_CLAUSE_ENDS: Final = frozenset("\n。!?,;: ")
_INTRODUCED: Final = re.compile(
    "[^\n。!?;]{0,6}[\n。!?;,: ]*"
    "(?:他|她|ta|这人|此人|名字|真名|本名|大名|女方|男方|女的|男的|对方)?"
    f"(?:的?名字)?(?:就)?(?:叫|名叫){PERSON}"
)
"""Who did it is said behind it: 他到处约炮。他叫邹凯文."""

_EXCLAIMED: Final = frozenset(("", *"\n。!"))
_BETWEEN: Final = "。!,: "


def prepare(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Make the view for `when: likely`."""
    reader = shared(words)
    categories = reader.weights.categories
    likely, sure = reader.weights.likely, reader.weights.sure
    meant, refused = whom.prepare(words), consent.prepare_refused(words)
    leads = Leads(words)
    by_surname = called(words)

    def named(span: Span, draft: Draft) -> bool:
        place = draft.folded.within(span.start, span.end)
        return _named(span, draft, by_surname) or leads.named_last(draft.masked, *place)

    def lowered(span: Span, draft: Draft) -> Span | None:
        place = draft.folded.within(span.start, span.end)
        return replace(span, level="info") if meant(span.rule.category, draft, *place) else None

    def view(span: Span, draft: Draft) -> Span | None:
        judged = reader.at(draft, *draft.folded.within(span.start, span.end))
        if not judged:
            return span
        best = max(judged, key=lambda clause: clause.odds)
        if span.rule.category not in {categories[clause.kind] for clause in judged}:
            if best.odds >= sure[best.kind]:
                return None
            kept = best.odds >= likely[best.kind] or (best.odds >= ABSURD and named(span, draft))
            return span if kept else lowered(span, draft)
        if best.odds >= UNLIKELY or plain(span, draft) or refused(span, draft):
            return span
        if best.odds < ABSURD:
            return None
        return span if named(span, draft) else lowered(span, draft)

    def plain(span: Span, draft: Draft) -> bool:
        """Tell whether the sentence by itself is likely to be what the finding says."""
        place = draft.folded.within(span.start, span.end)
        return any(
            categories[clause.kind] == span.rule.category and clause.odds >= UNLIKELY
            for clause in reader.alone(draft, *place)
        )

    return view


def _named(span: Span, draft: Draft, by_surname: re.Pattern[str]) -> bool:
    """Tell whether somebody is named in a finding, before it in its clause, or right behind it.

    Or is called so: 小三蒋芸; 他叫罗子豪。骗子！; 李医生 and 老周 are names here.
    """
    text = draft.masked
    start, end = draft.folded.within(span.start, span.end)
    clause = back(text, max(start - _NAMED_REACH, 0), start, _CLAUSE_ENDS)
    if by_surname.search(text, clause, start):
        return True
    if PERSON in text[clause : end + 1] or _INTRODUCED.match(text, end):
        return True
    alone = clause == start and text[end : end + 1] in _EXCLAIMED
    return alone and text[:start].rstrip(_BETWEEN).endswith(PERSON)


def believer(words: Words) -> Callable[[Span, Draft], float]:
    """Tell the log odds of a finding's category where it stands; none at all are minus infinity."""
    reader = shared(words)
    categories = reader.weights.categories

    def belief(span: Span, draft: Draft) -> float:
        judged = reader.at(draft, *draft.folded.within(span.start, span.end))
        return max(
            (clause.odds for clause in judged if categories[clause.kind] == span.rule.category),
            default=float("-inf"),
        )

    return belief

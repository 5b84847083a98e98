"""Find acts in words that neither a list nor a pattern holds, with the learned model.

A rule says only which category it stands for; its `unless` phrases silence it in their sentence.
Where a pattern has found the same category already, the pattern's word stands, whatever the
context makes of it. What the model is sure of takes the rule's level, and so does what it only
thinks of a person called by name (周晓雯，你把我的项链偷走了); the rest is a hint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from shenyan.detectors import Detector
from shenyan.detectors.pattern import allowed
from shenyan.draft import PERSON, Draft, Span
from shenyan.normalize import fold
from shenyan.rules import Rule, Words
from shenyan.wording import whom
from shenyan.wording.reader import Found, Reader, shared

STAGE: Final = 3

_FEWEST: Final = 6
"""A hint under fewer characters says too little: of 40 in marked drafts, 27 were at no mark."""

_CALLED: Final = 0.25
"""Of somebody called by name these log odds are enough: of 26 on testers' posts 24 were right."""

_ASKING: Final = ("把你", "请", "麻烦", "帮", "快", "记得", "给我")
"""So somebody is asked for something (李慧，把你的证件号发我)."""

_CALLED_BY: Final = frozenset({"accusation", "debt-shaming", "health", "insult", "threat"})

_TERSE: Final = "threat"
"""A threat may be a few words (“走着瞧”): with short ones 2 to 10 points more of them are found."""


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Load the model, once."""
    return detector(rules, shared(words), whom.prepare(words))


def detector(rules: Sequence[Rule], reader: Reader, meant: whom.Sight) -> Detector:
    """Make the detector of a reader; `meant` tells whether a hint is about somebody."""
    by_category: dict[str, list[tuple[Rule, tuple[str, ...]]]] = defaultdict(list)
    for rule in rules:
        unless = tuple(fold(phrase).text for phrase in rule.unless)
        by_category[rule.category].append((rule, unless))

    def detect(draft: Draft) -> Iterator[Span]:
        marked: dict[str, list[Span]] = defaultdict(list)
        for span in draft.spans:
            marked[span.rule.category].append(span)
        for found in reader.read(draft):
            start, end = draft.folded.span(found.start, found.end)
            sure = found.sure or _called(found, draft)
            if not sure and not _telling(found, draft, meant):
                continue
            if not any(s.start < end and start < s.end for s in marked[found.category]):
                for rule, unless in by_category[found.category]:
                    if not allowed(draft.masked, unless, found.start, found.end):
                        yield Span(start, end, rule, rule.level if sure else "info")

    return detect


def _called(found: Found, draft: Draft) -> bool:
    """Tell whether a clause says this of somebody named right before it (周晓雯，你…).

    Without a pause the person must be spoken to: 周晓雯你….
    """
    if found.category not in _CALLED_BY or found.odds < _CALLED:
        return False
    text = draft.masked
    before = text[: found.start]
    you = text.startswith("你", found.start)
    if before.endswith(PERSON):
        return you and not text.startswith(("你个", "你这"), found.start)
    asked = text.startswith(_ASKING, found.start)
    return before.endswith((",", ":", " ", "!")) and before[:-1].endswith(PERSON) and not asked


def _telling(found: Found, draft: Draft, meant: whom.Sight) -> bool:
    """Tell whether a hint says enough: it is long enough, and about somebody."""
    long = found.end - found.start >= _FEWEST or found.category == _TERSE
    return long and meant(found.category, draft, found.start, found.end)

"""Find @mentions, each a quiet hint at whom a post points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words

STAGE: Final = 0

_MENTION: Final = re.compile(r"(?<![a-z0-9._%+\-])@[\w\-·]{2,30}")
_DOMAIN: Final = re.compile(r"\.[a-z]")


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector.

    The rule's `unless` lists what may stand before, in an ordinary reply; its `not-cues` whom a
    mention may call that is nobody, such as everyone.
    """
    rule = rules[0]
    nobody = tuple(fold_text(text) for text in rule.not_cues)
    replies = tuple(fold_text(text) for text in rule.unless)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        if "@" not in text:
            return
        for match in _MENTION.finditer(text):
            start, end = match.span()
            if text.endswith(replies, 0, start) or text.startswith(nobody, start):
                continue
            if not _DOMAIN.match(text, end):
                yield Span(*draft.folded.span(start, end), rule, rule.level)

    return detect

"""What is said to a whole class, or to everybody in an estate, points at nobody.

五年级二班的孩子们，老师会想你们的; 本小区1-6栋明天停水. The words live in `whole-class` and
`whole-estate`; somebody in particular (`whole-not`: 那个, 叫, 他) undoes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shenyan.alternation import any_of
from shenyan.draft import PERSON, Draft, Span
from shenyan.rules import Words
from shenyan.sentences import ahead, back

_SENTENCE_ENDS: Final = frozenset("\n。?;…")
_REACH: Final = 60
"""How far (code points) a sentence is read to each side."""

_CLASS: Final = "年级", "班", "初", "高", "级"
"""What a class is called by; an age or a pupil's number is one child's."""


def prepare(words: Words) -> Callable[[Span, Draft], bool]:
    """Make the test from the word lists."""
    klass, estate = (
        re.compile(any_of(words.get(f"whole-{name}", ()))) for name in ("class", "estate")
    )
    one = re.compile(rf"(?<![其吉])他|{any_of(words.get('whole-not', ()))}")

    def of_all(span: Span, draft: Draft) -> bool:
        if span.rule.category == "minor":
            cue = klass
        elif span.rule.category == "address":
            cue = estate
        else:
            return False
        text = draft.masked
        start, end = draft.folded.within(span.start, span.end)
        if cue is klass and not any(word in text[start:end] for word in _CLASS):
            return False
        low = back(text, max(start - _REACH, 0), start, _SENTENCE_ENDS)
        sentence = text[low : ahead(text, end, min(end + _REACH, len(text)), _SENTENCE_ENDS)]
        return (
            cue.search(sentence) is not None
            and PERSON not in sentence
            and one.search(sentence) is None
        )

    return of_all

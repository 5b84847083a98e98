"""Does the author say that the person agreed? “经她本人同意…”, “他同意我发出来”.

The words live in `rules/words/consent-*`. Who says so is believed: the finding stays as a hint, and
its card still asks for proof (Civil Code 1033, 1036: explicit consent).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shenyan.alternation import any_of
from shenyan.draft import PERSON, Draft, Span
from shenyan.memory import Memory
from shenyan.rules import Words

QUESTION: Final = "Q_CONSENT"
"""Rules that list this exemption come down where the author says that the person agreed."""
_REACH: Final = 60
"""How far (code points) from a finding the words of consent may stand."""
_NOT: Final = ("没", "未", "还没")
"""Of the words before leave, those that say there was none; others say that it is needed."""
Agreed = Callable[[Span, Draft], bool]


def prepare(words: Words) -> Agreed:
    """Make the test from the word lists."""
    consent = _consent(words)
    memory: Memory[bool] = Memory()

    def agreed(span: Span, draft: Draft) -> bool:
        around = _around(span, draft)
        return memory.remember(
            around, lambda: any(found["no"] is None for found in consent.finditer(around))
        )

    return agreed


def prepare_refused(words: Words) -> Agreed:
    """Make the test whether the author says that nobody was asked: 没征得她同意，….

    What is shown all the same is meant, however the rest of it sounds.
    """
    consent = _consent(words)

    def refused(span: Span, draft: Draft) -> bool:
        found = consent.finditer(_around(span, draft))
        return any((words["no"] or "").startswith(_NOT) for words in found)

    return refused


def _around(span: Span, draft: Draft) -> str:
    start, end = draft.folded.within(span.start, span.end)
    return draft.masked[max(start - _REACH, 0) : end + _REACH]


def _consent(words: Words) -> re.Pattern[str]:
    """Match words of leave; `no` is what stands before them and says that there is none."""
    got, leave, who, may, refused = (
        any_of(words.get(f"consent-{name}", ())) for name in ("got", "leave", "who", "may", "not")
    )
    somebody = rf"(?:{PERSON}+|{who})"
    asked = rf"(?:{got})了?{somebody}{{0,2}}的?(?:{leave})"
    gave = rf"{somebody}{{1,2}}[都也已经]{{0,3}}(?:{leave})了?(?:{may})"
    return re.compile(rf"(?P<no>{refused})?(?:{asked}|{gave})(?![^\n。!]{{0,2}}[吗?])")

"""Is a value the author's own? “我的电话…”, “…，捡到请联系我”.

The words live in `own-words` (I, my, the undersigned), `own-calls` (call me, add me) and
`own-others` (what may follow “my” or “me” and makes it somebody else: my sister, my landlord).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shenyan.normalize import fold
from shenyan.rules import Words

REACH: Final = 14
Own = Callable[[str, int, int, int], bool]
"""Takes the folded text, where the cue of a value begins, and the span of the value."""


def prepare(words: Words) -> Own:
    """Make the judge from the word lists."""
    mine, calls, others, nouns = (
        _any(words.get(name, ())) for name in ("own-words", "own-calls", "own-others", "own-nouns")
    )
    before_cue = re.compile(rf"(?:{mine})(?:的|自己的)?(?:{nouns})*[\W_]*$")
    calling = re.compile(rf"(?:{calls})(?!{others})")
    called = re.compile(rf"(?:{calls})(?:{nouns}|[\W_])*$")

    def own(text: str, cue: int, start: int, end: int) -> bool:
        if before_cue.search(text[max(cue - REACH, 0) : cue]):
            return True
        if called.search(text[max(start - REACH, 0) : start]):
            return True
        return calling.search(text[end : end + REACH]) is not None

    return own


def _any(words: tuple[str, ...]) -> str:
    listed = sorted((fold(word).text for word in words), key=len, reverse=True)
    return "|".join(map(re.escape, listed)) or r"(?!)"

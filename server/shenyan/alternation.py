"""Make patterns of word lists: one of these words, folded as the text is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from shenyan.normalize import fold_text

NOTHING: Final = r"(?!)"


def any_of(words: Iterable[str]) -> str:
    """Match any of the words, the longest first; an empty list matches nowhere."""
    folded = sorted({fold_text(word) for word in words}, key=len, reverse=True)
    return "|".join(map(re.escape, folded)) or NOTHING


def starting(words: Iterable[str], others: str = "") -> str:
    """Look ahead for the first character of any word: far faster than trying each in turn.

    `others` are more characters, as in a class.
    """
    firsts = {fold_text(word)[:1] for word in words}
    return rf"(?=[{re.escape(''.join(sorted(firsts)))}{others}])"

"""Make patterns of word lists: one of these words, folded as the text is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from shenyan.normalize import fold_text

NOTHING: Final = r"(?!)"

_NO_SET: Final = "{1}"
"""Says nothing, but keeps Python's `re` from making a set of single characters. Compiling a set of
Chinese ones takes 0.2 ms or more, choices a fifth of that, and there are thousands of them; they
match equally fast.
"""


def any_of(words: Iterable[str]) -> str:
    """Match any of the words, the longest first; an empty list matches nowhere.

    Words that begin alike share their beginning, so that it is compared once.
    """
    return _branches({fold_text(word) for word in words}, _NO_SET) or NOTHING


def any_on_re2(words: Iterable[str]) -> str:
    """Write the same for RE2, which need not be kept from anything."""
    return _branches({fold_text(word) for word in words}, "") or NOTHING


def _branches(words: set[str], behind_last: str) -> str:
    """Write words as a tree of beginnings: 每(?:天|周(?:一|二)?).

    `behind_last` follows the last of several choices of one character.
    """
    by_first: dict[str, set[str]] = {}
    for word in sorted(words - {""}):
        by_first.setdefault(word[0], set()).add(word[1:])
    branches = []
    for first, rests in by_first.items():
        rest = _branches(rests, behind_last)
        if rest and "" in rests:
            rest = f"(?:{rest})?"
        elif len(rests) > 1:
            rest = f"(?:{rest})"
        branches.append(re.escape(first) + rest)
    if len(branches) > 1 and all(rests == {""} for rests in by_first.values()):
        branches[-1] += behind_last
    return "|".join(branches)


def starting(words: Iterable[str], others: str = "") -> str:
    """Look ahead for the first character of any word: far faster than trying each in turn.

    `others` are more characters, as in a class.
    """
    firsts = {fold_text(word)[:1] for word in words}
    return rf"(?=[{re.escape(''.join(sorted(firsts)))}{others}])"

"""Cut a draft into clauses, the pieces that are judged one by one."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from shenyan.draft import PERSON, Draft
from shenyan.finding import IDENTIFIERS

VALUE: Final = "\ue001"
"""Stands for each character of a phone number, an address and the like."""

_ENDS: Final = re.compile(rf"[^\w{PERSON}{VALUE}@#“”\"'·%+-]+")
_DIGIT: Final = re.compile(r"\d")
_LONGEST: Final = 40
"""Code points after which a clause without any sign is cut all the same."""


class Clause(NamedTuple):
    """Code points `[start, end)` of the view, and the signs before and behind."""

    start: int
    end: int
    text: str
    before: str
    after: str


def view(draft: Draft) -> str:
    """Give the folded text with names, values and digits hidden."""
    text = draft.masked
    for span in draft.spans:
        quiet = span.level == "info" and span.rule.category == "account"
        if span.rule.category in IDENTIFIERS and not quiet:
            start, end = draft.folded.within(span.start, span.end)
            text = text[:start] + VALUE * (end - start) + text[end:]
    return _DIGIT.sub("0", text)


def cut(text: str) -> list[Clause]:
    """Cut a view into its clauses."""
    clauses: list[Clause] = []
    start = 0
    for sign in [*_ENDS.finditer(text), None]:
        end = sign.start() if sign else len(text)
        for low in range(start, end, _LONGEST):
            high = min(low + _LONGEST, end)
            piece = text[low:high]
            if piece[0].isalpha() or PERSON in piece or any(map(str.isalpha, piece)):
                before, after = text[low - 1 : low] if low else "", text[high : high + 1]
                clauses.append(Clause(low, high, piece, before, after))
        start = sign.end() if sign else end
    return clauses

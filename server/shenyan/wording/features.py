"""What the model sees of a clause: its characters, its kinds of words, its neighbours.

Each feature is a text and the stretch of the clause that it stands on (an empty one for what lies
outside), so that a score can be traced back to the words that made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from shenyan.draft import PERSON
from shenyan.wording.clauses import VALUE, Clause, cut
from shenyan.wording.senses import Senses

Feature = tuple[str, int, int]
Hit = tuple[int, int, str]

SIGNS: Final = ("before ", "after ")
"""How the features begin that end with a sign of the draft."""

_LENGTHS: Final = 4
_OUTSIDE: Final = (0, 0)
_SIGNS: Final = {PERSON: "person", VALUE: "value", "@": "handle", "“": "quote"}


@dataclass(frozen=True, slots=True)
class Text:
    """A view with its clauses; the kinds of words in a clause are looked up when asked for."""

    view: str
    clauses: Sequence[Clause]
    senses: Senses
    signs: str
    """Those of `_SIGNS` that stand in the view."""
    known: dict[int, list[Hit]] = field(default_factory=dict, compare=False)

    def hits(self, number: int) -> list[Hit]:
        """Give the listed words of a clause, positions within it."""
        if number not in self.known:
            self.known[number] = sorted(self.senses.find(self.clauses[number].text))
        return self.known[number]

    def said(self, low: int, high: int) -> str:
        """Give all that the features of the clauses `low` to `high` are read from, as one text."""
        around = self.clauses[max(low - 1, 0) : high + 1]
        start = max(around[0].start - 1, 0)
        places = ",".join([str(clause.start - start) for clause in around])
        ends = f"{low > 0}{high < len(self.clauses)}"
        return "\n".join((places, ends, self.signs, self.view[start : around[-1].end + 1]))


def parse(view: str, senses: Senses) -> Text:
    """Cut a view into clauses."""
    return Text(view, cut(view), senses, "".join([sign for sign in _SIGNS if sign in view]))


def features(text: Text, number: int) -> list[Feature]:
    """List the features of one clause; some come twice."""
    return [
        *_characters(text.clauses[number].text),
        *(
            (side + pair, *_OUTSIDE)
            for near, side in _beside(text, number)
            for pair in _pairs(near)
        ),
        *longer(text, number),
    ]


def longer(text: Text, number: int) -> list[Feature]:
    """List the features of a clause that are no few characters of a text: `grams` finds those."""
    return [
        *_kinds(text.hits(number)),
        *_neighbour(text, number - 1, "<"),
        *_neighbour(text, number + 1, ">"),
        *_place(text, text.clauses[number]),
    ]


def _characters(text: str) -> list[Feature]:
    length = len(text)
    return [
        *[(text[i], i, i + 1) for i in range(length)],
        *[(text[i : i + 2], i, min(i + 2, length)) for i in range(length)],
        *[(text[i : i + 3], i, min(i + 3, length)) for i in range(length)],
        *[(f"{text[i]}_{text[i + 2 : i + 3]}", i, min(i + 3, length)) for i in range(length)],
        ("^" + text[:2], 0, min(2, length)),
        ("$" + text[-2:], max(length - 2, 0), length),
    ]


def _kinds(hits: Sequence[Hit]) -> Iterator[Feature]:
    for start, end, kind in hits:
        yield "=" + kind, start, end
        for _, last, other in (hit for hit in hits if hit[0] >= end and hit[2] != kind):
            yield f"={kind}={other}", start, last


def _beside(text: Text, number: int) -> Iterator[tuple[str, str]]:
    for other, side in ((number - 1, "<"), (number + 1, ">")):
        if 0 <= other < len(text.clauses):
            yield text.clauses[other].text, side


def _pairs(text: str) -> Iterator[str]:
    return (text[i : i + 2] for i in range(len(text) - 1))


def _neighbour(text: Text, number: int, side: str) -> list[Feature]:
    if not 0 <= number < len(text.clauses):
        return [(side, *_OUTSIDE)]
    return [(f"{side}={kind}", *_OUTSIDE) for _, _, kind in text.hits(number)]


def _place(text: Text, clause: Clause) -> Iterator[Feature]:
    before, after = SIGNS
    yield before + clause.before, *_OUTSIDE
    yield after + clause.after, *_OUTSIDE
    yield f"length {min(len(clause.text) // _LENGTHS, 6)}", *_OUTSIDE
    for sign in text.signs:
        yield f"a {_SIGNS[sign]}", *_OUTSIDE
    if PERSON in clause.text:
        yield "a person here", *_OUTSIDE

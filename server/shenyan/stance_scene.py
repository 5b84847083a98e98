"""Cut out what stands around a mark: its clause, its sentence, the quotation marks it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shenyan.draft import Draft
from shenyan.hashtags import without_tags
from shenyan.sentences import ahead, back

_CLAUSE_ENDS: Final = frozenset("\n。!?,;:… ~")
_SENTENCE_ENDS: Final = frozenset("\n。!?;…")
_OPENING: Final = "“「『‘《〈【"
_CLOSING: Final = "”」』’》〉】"
_REACH: Final = 60
"""How far (code points) a sentence is read to each side of the mark."""
_QUOTE_REACH: Final = 14


@dataclass(frozen=True, slots=True)
class Scene:
    """The mark and what stands around it in the folded, masked text."""

    before: str
    """The clause up to the mark."""
    mark: str
    after: str
    """The clause behind the mark, with the sign that ends it."""
    lead: str
    """The sentence up to the mark."""
    sentence: str
    context: str
    """Some sixty characters to each side, hashtags and all."""
    quote: tuple[str, str] | None
    """Text before and behind the quotation marks around the mark, if there are any."""


def around(text: str, start: int, end: int) -> str:
    """Give all that the scene of a stretch is read from, as one text."""
    low = max(start - _REACH - _QUOTE_REACH, 0)
    quoted = text.count('"', 0, low) % 2
    return f"{start - low} {end - start} {quoted} {text[low : end + _REACH + _QUOTE_REACH + 1]}"


def scene(draft: Draft, start: int, end: int) -> Scene:
    """Cut the surroundings of the folded stretch `[start, end)`; a fixed cost per mark.

    In its clause and sentence hashtags are blank.
    """
    low, high = max(start - _REACH, 0), min(end + _REACH, len(draft.masked))
    context = draft.masked[low:high]
    first, last, size = start - low, end - low, high - low
    text = without_tags(context, first, last)
    clause = back(text, 0, first, _CLAUSE_ENDS)
    sentence = back(text, 0, first, _SENTENCE_ENDS)
    return Scene(
        before=text[clause:first],
        mark=text[first:last],
        after=text[last : ahead(text, last, size, _CLAUSE_ENDS)],
        lead=text[sentence:first],
        sentence=text[sentence : ahead(text, last, size, _SENTENCE_ENDS)],
        context=context,
        quote=_quote(draft.masked, low, start, end, high),
    )


def _quote(text: str, low: int, start: int, end: int, high: int) -> tuple[str, str] | None:
    """Find the quotation marks around `[start, end)`, within reach."""
    for position in range(start - 1, low - 1, -1):
        if text[position] in _CLOSING:
            return None
        if text[position] in _OPENING or text[position] == '"':
            closing = _CLOSING[_OPENING.index(text[position])] if text[position] != '"' else '"'
            close = text.find(closing, end, high)
            if close < 0 or (closing == '"' and text.count('"', 0, position) % 2):
                return None
            before = text[max(position - _QUOTE_REACH, 0) : position + 1]
            return before, text[close + 1 : close + 1 + _QUOTE_REACH]
    return None

"""Names as the rules see them: what no model need find, what the models found, and no animal's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from shenyan.names.accept import accepted
from shenyan.names.patterns import Patterns
from shenyan.names.sight import Sights
from shenyan.names.spans import NameSpan, free
from shenyan.names.traps import in_a_word, splits_a_word

_PET_NEAR: Final = 10
_WORD: Final = 3
"""A word that a surname ends begins at most this many characters before it."""


def refine(
    text: str, seen: Sights, found: list[tuple[int, int]], known: Patterns
) -> list[NameSpan]:
    """Apply the rules to what the models found in a text (in the tagger's view)."""
    spans = list(_masked(text, seen, known))
    spans += free(_cued(text, seen, known), spans, len(text))
    spans += free(_made_of_parts(text, found, seen.get("parts", ())), spans, len(text))
    spans += free(accepted(text, found, known), spans, len(text))
    spans += free((NameSpan(*place, "title") for place in seen["titled"]), spans, len(text))
    spans += free(_nicked(text, seen, known), spans, len(text))
    return sorted((s for s in spans if not _pet(text, s, known)), key=lambda s: s.start)


def _made_of_parts(
    text: str, found: Sequence[tuple[int, int]], whole: Iterable[tuple[int, int]]
) -> Iterator[NameSpan]:
    """Find the whole names of known parts (阿曼古丽) of which the models found a piece or all."""
    for start, end in whole:
        pieces = [(a, b) for a, b in found if a < end and start < b]
        longest = end + text.startswith("人", end)
        if pieces and all(start <= a and b <= longest for a, b in pieces):
            yield NameSpan(start, end)


def _pet(text: str, span: NameSpan, known: Patterns) -> bool:
    """Tell whether an animal is called so (我家猫叫王富贵)."""
    called = known.pet.search(text, max(0, span.start - _PET_NEAR), span.start)
    return called is not None and known.taken_by.match(text, span.end) is None


def _masked(text: str, seen: Sights, known: Patterns) -> Iterator[NameSpan]:
    """Find 张某 and 张xx, but not the end of a word before them (山东某高校, 南方某些人)."""
    for start, end in seen["masked"]:
        if not known.in_a_word(text[max(0, start - _WORD) : start + 1]):
            yield NameSpan(start, end, "surname-mou")


def _cued(text: str, seen: Sights, known: Patterns) -> Iterator[NameSpan]:
    """Find names after 叫, 姓名: and the like (but not in 叫花子), even if they look like words."""
    for start, end in seen["cued"]:
        if text[start - 1 : end] not in known.traps and not text[start:end].endswith(
            known.never_last
        ):
            yield NameSpan(start, end)


def _nicked(text: str, seen: Sights, known: Patterns) -> Iterator[NameSpan]:
    """Find 老王 and 小李, where they are no words."""
    traps = known.traps
    for start, end in seen["nicked"]:
        if not splits_a_word(text, start, traps) and not in_a_word(text, start, end, traps):
            yield NameSpan(start, end, "nick")

"""What the rules make of spans that the models found: cut to the name alone, or none at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from shenyan.names.edges import trimmed
from shenyan.names.features import GAP
from shenyan.names.patterns import Patterns
from shenyan.names.spans import Kind, NameSpan
from shenyan.names.traps import in_a_word, splits_a_word

_TOO_LONG: Final = (4, 5)
_INSIDE: Final = "里上下中"
"""Characters after a thing (图里, 汤里), which end no nickname."""
_FULL: Final = 3
_NEVER_END: Final = "别没不也就都又还很虐诈骗偷嫖赌贪骂打抢砍捅杀欠借逼拿癌肺肝肾胃骨"
"""Characters that go on after a name (佘曼|别吵, 谢霞|虐打孩子) and end hardly any."""
_TITLE_AND: Final = re.compile(".[总导工哥姐叔爷嫂婶姨局处科队][和跟与的把被说是给]")
"""A surname with a title of one character, and the word behind it (王总|和秘书)."""
_GIVEN_SIZES: Final = (2, 3)
_NEVER: Final = frozenset("@#:/[]()" + GAP)


def accepted(text: str, found: Iterable[tuple[int, int]], known: Patterns) -> Iterator[NameSpan]:
    """Give the spans that are names as far as the rules can tell, cut to the name alone."""
    done = 0
    for start, end in found:
        for a, b in _blocks(text, start, end, known.surnames):
            span = _kept(text, a, b, known) if a >= done else None
            if span is not None:
                done = span.end
                yield span


def _blocks(text: str, start: int, end: int, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Cut a name said twice without a break (魏晨魏晨: a topic's name, then the post's) in two."""
    for size in _GIVEN_SIZES:
        name = text[start : start + size]
        if end - start > size and name[0] in surnames and text.startswith(name, start + size):
            while start < end and text.startswith(name, start):
                yield start, start + size
                start += size
            return
    cut = _second(text, start, end, surnames)
    yield start, cut
    if cut < end:
        yield cut, end


def _second(text: str, start: int, end: int, surnames: frozenset[str]) -> int:
    """Give where a second name begins in a span too long for one (严磊|史梦琪), or its end."""
    one = text[start] in surnames and text[start : start + 2] not in surnames
    for size in reversed(_GIVEN_SIZES):
        rest = text[start + size : end]
        two = len(rest) in _GIVEN_SIZES and rest[0] in surnames and "·" not in text[start:end]
        if one and two and end - start > _TOO_LONG[0]:
            return start + size
    return end


def _kept(text: str, start: int, end: int, known: Patterns) -> NameSpan | None:
    """Judge one span of the models: cut its title off, say its kind, or drop it."""
    end = known.deeds.cut(text, start, end)
    start, end = _bounded(text, start, end, known)
    start, end = trimmed(text, start, end, known.surnames, known.in_a_word)
    if start == end:
        return None
    if end - start == _FULL and text[end - 1] in _NEVER_END and text[start] in known.surnames:
        end -= 1
    if text[start] in known.surnames and _TITLE_AND.fullmatch(text, start, end):
        return NameSpan(start, start + 1, "title")
    tail = known.title.search(text, start, end)
    if tail and text[start : tail.start()] in known.surnames:
        return NameSpan(start, tail.start(), "title")
    if tail and tail.start() - start > 1 and len(tail.group()) > 1:
        end = tail.start()
    if _no_name(text, start, end, known):
        return None
    kind = _kind(text[start:end], known)
    if kind == "nick" and (text[end - 1] in _INSIDE or splits_a_word(text, start, known.traps)):
        return None
    return NameSpan(start, end, kind)


def _no_name(text: str, start: int, end: int, known: Patterns) -> bool:
    """Tell whether a span is no person's name, alone or with the words around it."""
    word = text[start:end]
    odd = len(word) == 1 or any(c in _NEVER or "\u3040" <= c <= "\u30ff" for c in word)
    odd = odd or word.endswith(known.never_last) or (len(word) > 2 and len(set(word)) == 1)
    return (
        odd
        or known.family.fullmatch(word) is not None
        or _names_a_place(text, start, end, known)
        or known.village.match(text, start) is not None
        or in_a_word(text, start, end, known.traps)
    )


def _names_a_place(text: str, start: int, end: int, known: Patterns) -> bool:
    """Tell whether a span and what follows it are a place's or a school's name."""
    if known.place.match(text, end) is None:
        return False
    return text[start] not in known.surnames or known.schooldays.match(text, end) is None


def _bounded(text: str, start: int, end: int, known: Patterns) -> tuple[int, int]:
    """Give back what a long span took from its neighbours: 孙女|程亦辰, 燕文卓|绝对."""
    size = end - start
    word_first = text[start : start + 2] in known.traps
    if size in _TOO_LONG and word_first and text[start + 2] in known.surnames:
        return start + 2, end
    single = text[start] in known.surnames and text[start : start + 2] not in known.surnames
    if size == _TOO_LONG[0] and single and text[end - 1 : end + 1] in known.traps:
        return start, end - 1
    return start, end


def _kind(word: str, known: Patterns) -> Kind:
    if known.nick.fullmatch(word):
        return "nick"
    if word[0] in known.surnames or word[:2] in known.surnames or len(word) > 2:
        return "full"
    return "nick"

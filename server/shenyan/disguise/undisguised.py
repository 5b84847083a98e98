"""Read the words of a draft that somebody hid, 诈.骗 or zha骗, as if they stood there plainly.

Patterns, context and the models are about words in their order; they need not know in how many
ways each can be hidden. What only sounds like a word, in characters of its own, stays: 受贿 and
收回 sound alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from typing import Final

from shenyan.disguise.matcher import Hit, Matcher
from shenyan.disguise.tables import tables
from shenyan.disguise.view import BREAKS
from shenyan.normalize import Folded, fold_text
from shenyan.rules import Words
from shenyan.slots import SLOT
from shenyan.strips import Place, Strips, cut

_LIST: Final = "disguised"
_HAN: Final = "\u3400-\u9fff"
_SIGN: Final = rf"[^a-z0-9{_HAN}{re.escape(''.join(sorted(BREAKS)))}]"
_SUSPECT: Final = re.compile(rf"[{_HAN}](?:{_SIGN}{{1,3}}[{_HAN}]| ?[a-z])|[a-z] ?[{_HAN}]")
"""A sign inside a word, or letters at a character."""

_LATIN: Final = re.compile("[a-z]")
_LOOSE: Final = frozenset("我你他她")
"""In a term that a sign parts: 被骗，我亏了 is no 骗我."""

_HANS: Final = re.compile(f"[{_HAN}]")
_WORD: Final = re.compile(rf"[{_HAN}]{{2,}}")
_AROUND: Final = 20
"""A hidden word and what decides about it reach no further (code points) from such a place."""

_FAR: Final = 48

Undisguise = Callable[[Folded], Folded]
"""Puts the hidden words back; each of a word's characters stands for all that hid it."""


def prepare(words: Words) -> Undisguise:
    """Make the reader of the list `disguised`.

    Its own words may be hidden in any way. Those of the lists that it names, `{affair}`, may be
    cut by signs or written in pieces: letters and blanks would make too many words of them.
    Raises ValueError for a list that does not exist.
    """
    lines = words.get(_LIST, ())
    any_way = frozenset(fold_text(line) for line in lines if not SLOT.fullmatch(line))
    named = [slot[1] for slot in map(SLOT.fullmatch, lines) if slot]
    if missing := [name for name in named if name not in words]:
        raise ValueError(f"{_LIST}: unknown word list {{{missing[0]}}}")
    listed = (fold_text(word) for name in named for word in words[name])
    cut_only = frozenset(filter(_WORD.fullmatch, listed)) - any_way
    known = tables(words)
    known = replace(known, as_written=known.as_written - any_way | cut_only)
    terms = sorted(any_way | cut_only)
    matcher = Matcher(terms, terms, known)
    strips = Strips(lambda text: _places(_hidden(text, matcher, any_way)), _FAR)

    def undisguise(folded: Folded) -> Folded:
        found = strips.find(cut(folded)) if terms else []
        return _put_back(folded, found) if found else folded

    return undisguise


def _hidden(text: str, matcher: Matcher, any_way: Set[str]) -> Iterator[Hit]:
    for hit in matcher.written(text):
        written = text[hit.start : hit.end]
        if written.startswith(hit.term):  # of 变态心理 no piece belongs to the word
            continue
        if hit.term in any_way or not _LATIN.search(written):
            yield hit
    for low, high in _windows(text):
        for hit in matcher.find(text[low:high]):
            start, end = low + hit.start, low + hit.end
            if _is_hidden(text[start:end], hit.term, hit.term in any_way):
                yield Hit(start, end, hit.term)


def _is_hidden(written: str, term: str, any_way: bool) -> bool:
    """Tell whether signs part a word's own characters, or letters stand for some of them."""
    if _LATIN.search(written):
        return any_way and term != written and set(_HANS.findall(written)) <= set(term)
    cut = written != term and "".join(filter(str.isalnum, written)) == term
    return cut and (any_way or " " not in written) and _LOOSE.isdisjoint(term)


def _places(hits: Iterable[Hit]) -> Iterator[Place[str]]:
    """Choose, of what overlaps, what begins first, and of that the longest."""
    behind = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.term)):
        if hit.start >= behind:
            behind = hit.end
            yield hit.start, hit.end, hit.term


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Give what stands around each suspicious place; what overlaps is one window."""
    low = high = 0
    for match in _SUSPECT.finditer(text):
        if match.start() - _AROUND > high:
            if high:
                yield low, high
            low = max(match.start() - _AROUND, 0)
        high = match.end() + _AROUND
    if high:
        yield low, high


def _put_back(folded: Folded, found: Iterable[Place[str]]) -> Folded:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, term in found:
        if start < done:
            continue
        first, last = folded.span(start, end)
        pieces += folded.text[done:start], term
        starts += [*folded.starts[done:start], *[first] * len(term)]
        ends += [*folded.ends[done:start], *[last] * len(term)]
        done = end
    pieces.append(folded.text[done:])
    starts += folded.starts[done:]
    ends += folded.ends[done:]
    return Folded(folded.source, "".join(pieces), starts, ends)

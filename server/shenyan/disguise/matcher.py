"""Find terms in a folded text, as they are or in disguise, with the place of every character.

The stages, from plain to guessed: as written, in pieces or by initials; separators skipped and
emoji read; by sound, in characters or in Latin letters. Each stage is one pass of an automaton, so
the cost is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import ahocorasick

from shenyan.disguise.guard import Guard
from shenyan.disguise.sounds import Cuts, heard, sound, spelling
from shenyan.disguise.tables import Tables
from shenyan.disguise.view import View, plain, undressed

_SHORT: Final = 2
_FEWEST_LETTERS: Final = 5
"""Two syllables in fewer Latin letters are more often an abbreviation of something else.

Nobody writes those with a space between the syllables."""

_WITHIN: Final = frozenset("*_^|/·")
"""Signs that stand inside a word, hardly between two."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at folded[start:end]."""

    start: int
    end: int
    term: str


class Matcher:
    """Automata over terms. Finding changes nothing, so threads may share one."""

    def __init__(self, terms: Iterable[str], disguised: Iterable[str], tables: Tables) -> None:
        """`disguised` names the terms worth looking for in disguise; all texts are folded."""
        hidden = {term for term in disguised if len(term) >= _SHORT}
        initials = {key: term for key, term in tables.initials.items() if term in hidden}
        written = {term: term for term in terms}
        self._terms = frozenset(written)
        self._tables = tables
        self._guard = Guard(tables.innocent, tables.particles)
        sounded = sorted(hidden - tables.as_written)
        latin = {spelling(term): term for term in sorted(hidden) if sound(term)}
        latin = {run: term for run, term in latin.items() if len(run) >= _FEWEST_LETTERS}
        split = {way: term for term in sorted(hidden) for way in _split(term, tables.pieces)}
        self._written = _automaton({**latin, **split, **initials, **written})
        self._undressed = _automaton({**split, **initials, **{term: term for term in hidden}})
        sounds = [(sound(term), term) for term in sounded]
        self._heard = _automaton({codes: term for codes, term in sounds if codes})

    def find(self, text: str) -> Iterator[Hit]:
        """Find every term in folded text; hits may overlap."""
        yield from self.written(text)
        cuts: Cuts = {}
        yield from self._by_sound(plain(text), cuts)
        for view in undressed(text, self._tables):
            yield from self._without_dress(view)
            yield from self._by_sound(view, cuts)

    def written(self, text: str) -> Iterator[Hit]:
        """Find the terms that stand in folded text whole, in pieces, by initials or in letters."""
        for start, end, term in _matches(self._written, text):
            guard = self._guard
            if _alone(text, start, end) and not (
                guard.crossed(text, start, end) or guard.begun(text, start)
            ):
                yield Hit(start, end, term)

    def _without_dress(self, view: View) -> Iterator[Hit]:
        for start, end, term in _matches(self._undressed, view.text):
            if view.altered(start, end) and self._may_join(view, start, end):
                first, last = view.starts[start], view.ends[end - 1]
                if _alone(view.source, first, last):
                    yield Hit(first, last, term)

    def _may_join(self, view: View, start: int, end: int) -> bool:
        gaps = view.gaps(start, end)
        if view.text[start:end].isascii():
            return not any(gaps) or (all(gaps) and _spelled_out(gaps) and view.joined(start, end))
        if not any(gaps):
            return True
        if not view.joined(start, end):
            return False
        within = len(gaps) >= _SHORT or gaps[0] in _WITHIN
        return within or not self._guard.torn(view, start, end)

    def _by_sound(self, view: View, cuts: Cuts) -> Iterator[Hit]:
        sounds = heard(view, cuts)
        for start, end, term in _matches(self._heard, sounds.text):
            first, last = sounds.starts[start], sounds.ends[end - 1]
            surface = view.source[first:last]
            if surface in self._terms or not _alone(view.source, first, last):
                continue
            if self._guard.begun(view.source, first):
                continue
            if sounds.joined(start, end) and self._believable(view, sounds, start, end):
                yield Hit(first, last, term)

    def _believable(self, view: View, sounds: View, start: int, end: int) -> bool:
        written = [
            last - first
            for first, last in zip(sounds.starts[start:end], sounds.ends[start:end], strict=True)
            if view.source[first].isascii()
        ]
        if written:
            mixed = len(written) < end - start
            apart = sounds.starts[start + 1] > sounds.ends[start]
            return mixed or apart or end - start > _SHORT or sum(written) >= _FEWEST_LETTERS
        return not self._guard.innocent(view, sounds.starts[start], sounds.ends[end - 1])


def _split(term: str, pieces: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Write a term with one, two or all of its characters in pieces."""
    places = [place for place, char in enumerate(term) if char in pieces]
    for place in places:
        for way in pieces[term[place]]:
            yield term[:place] + way + term[place + 1 :]
    for chosen in (*combinations(places, 2), tuple(places)):
        yield "".join(pieces[c][0] if i in chosen else c for i, c in enumerate(term))


def _automaton(entries: dict[str, str]) -> Any:
    automaton = ahocorasick.Automaton()
    for key, term in entries.items():
        automaton.add_word(key, (len(key), term))
    automaton.make_automaton()
    return automaton


def _matches(automaton: Any, text: str) -> Iterator[tuple[int, int, str]]:
    if not len(automaton):
        return
    for last, (length, term) in automaton.iter(text):
        yield last - length + 1, last + 1, term


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] does not begin or end inside a word of Latin letters.

    Two Latin letters alone are too little: a Latin word beside them makes them part of a phrase.
    """
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if end - start <= _SHORT and text[start:end].isascii():
        before, after = before.rstrip(" "), after.lstrip(" ")
    return not (_letters(before[-1:], text[start]) or _letters(text[end - 1], after[:1]))


def _spelled_out(gaps: list[str]) -> bool:
    """Tell whether letters stand apart on purpose; a single space or dot may be chance."""
    return len(gaps) >= _SHORT or gaps in (["."], ["*"], ["·"])


def _letters(before: str, after: str) -> bool:
    return (before + after).isascii() and before.isalnum() and after.isalnum()

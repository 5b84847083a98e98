"""Find the names in a text: the one call that the product makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import Final

import ahocorasick

from shenyan.memory import Memory
from shenyan.names.bracketed import bracketed
from shenyan.names.clued import clued
from shenyan.names.clues import Clues
from shenyan.names.latin import latin_names
from shenyan.names.lexicon import Word
from shenyan.names.models import Models, Opinions
from shenyan.names.patterns import Patterns
from shenyan.names.refine import refine
from shenyan.names.sight import Scan
from shenyan.names.spans import NameSpan, free
from shenyan.names.view import view
from shenyan.normalize import Folded, fold
from shenyan.strips import Cut, Place, Strips, cut

SHORTEST: Final = 24
LONGEST: Final = 200
"""Sentences are read together until this many characters, and cut beyond that many."""

_BATCH: Final = 64
_SHORT: Final = 2
_USUAL: Final = 9.5
_FAR: Final = 32
"""No public name with the words around it that matter is longer (code points)."""
_AROUND: Final = 4
"""Public names of two characters count where the words around leave them whole."""

_SMALL: Final = re.compile(r"[a-z\d]|[A-Z]+\b")
"""Latin letters that begin no name, or are initials: the models read capitals as small letters."""

_CHUNK: Final = re.compile(
    rf"(?s).{{{SHORTEST},{LONGEST}}}?(?:[。!?;]+)"
    rf"|.{{{SHORTEST},{LONGEST}}}(?<=[,、:□ ])|.{{1,{LONGEST}}}"
)


class Tagger:
    """The loaded pipeline with its rules. Safe to share between threads."""

    def __init__(
        self,
        models: Models,
        patterns: Patterns,
        clues: Clues,
        public: ahocorasick.Automaton,
    ) -> None:
        self._models = models
        self._patterns = patterns
        self._clues = clues
        self._public = public
        known = models.known
        self._lexicon = known.lexicon
        self._makeup = known.makeup
        self._given = frozenset(c for c, cost in known.makeup.last.items() if cost < _USUAL)
        self._memory: Memory[Opinions] = Memory()
        self._scan = Scan({**patterns.scanned, **clues.scanned})
        self._famous = Strips(self._famed, _FAR)
        self._lock = Lock()
        self.read = 0
        """Characters that the models have read so far; what is remembered is not read again."""

    def find(self, text: str) -> list[NameSpan]:
        """Find the names in `text`, sorted; positions are code points into `text`."""
        return self.find_batch([text])[0]

    def find_batch(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        """Find the names in many texts, faster than one by one."""
        return self.find_in([fold(text) for text in texts])

    def find_in(self, drafts: Sequence[Folded]) -> list[list[NameSpan]]:
        """Find the names in the sources of texts that are folded already."""
        views = [view(draft, self._patterns.surnames) for draft in drafts]
        chunks = [list(_chunks(seen.text)) for seen in views]
        found = self._found({chunk for pieces in chunks for chunk in pieces})
        results = []
        for seen, pieces in zip(views, chunks, strict=True):
            text, strips = seen.source, cut(seen)
            sights = self._scan.find(strips)
            sure, doubtful = _shifted(pieces, found)
            spans = refine(seen.text, sights, sure, self._patterns)
            spans += clued(seen.text, sights, sure, doubtful, spans, self._patterns, self._clues)
            spans = self._known(strips, repeated(seen.text, spans, self._again, self._stands))
            placed = [
                replace(s, start=a, end=b, kind="latin" if text[a].isascii() else s.kind)
                for s in spans
                for a, b in [seen.span(s.start, s.end)]
                if not _SMALL.match(text, a, b)
            ]
            shown = bracketed(text, self._makeup, self._clues.sounds, self._plain)
            placed += free(shown, placed, len(text))
            latin = latin_names(text, self._patterns.latin, placed)
            # Of Wáng Zǐ Hán同学 the title leads to the last syllable alone.
            placed = [*free(placed, latin, len(text)), *latin]
            results.append(sorted(placed, key=lambda s: (s.start, s.end)))
        return results

    def _found(self, chunks: set[str]) -> dict[str, Opinions]:
        found = {
            chunk: known for chunk in chunks if (known := self._memory.recall(chunk)) is not None
        }
        new = [chunk for chunk in chunks if chunk not in found]
        with self._lock:
            self.read += sum(map(len, new))
        for batch in batched(new):
            for chunk, opinions in zip(batch, self._models.opinions(batch), strict=True):
                found[chunk] = opinions
                self._memory.keep(chunk, opinions)
        return found

    def _known(self, strips: Cut, spans: list[NameSpan]) -> list[NameSpan]:
        """Mark public people (the longest match counts), also those that the models missed."""
        text = strips.text
        covered = bytearray(len(text))
        missed: list[NameSpan] = []
        for start, end, sure in self._famous.find(strips):
            if self._patterns.place.match(text, end):
                continue
            covered[start:end] = b"\1" * (end - start)
            if sure:
                missed.append(NameSpan(start, end))
        known = [*self._cut_back(text, spans, missed), *free(missed, spans, len(text))]
        return [replace(s, public=all(covered[s.start : s.end])) for s in known]

    def _cut_back(
        self, text: str, spans: list[NameSpan], public: list[NameSpan]
    ) -> Iterator[NameSpan]:
        """Cut a name that runs one character past a public one (周杰伦|唱) back to it.

        After a surname of two characters it may be a given name of two (司马光明).
        """
        ends = {span.start: span.end for span in public if span.end - span.start > _SHORT}
        for span in spans:
            end = ends.get(span.start, span.end)
            double = self._makeup.double.get(text[span.start : span.start + 2]) == 0
            whole = double and text[span.end - 1] in self._given
            yield replace(span, end=end) if end == span.end - 1 and not whole else span

    def _famed(self, text: str) -> Iterator[Place[bool]]:
        """Give the places of public names, and whether each is one whatever the models say."""
        for last, name in self._public.iter_long(text):
            sounds = self._patterns.sounds_like_a_name(name)
            sure = sounds and self._is_word(text, last, len(name))
            yield last - len(name) + 1, last + 1, sure

    def _is_word(self, text: str, end: int, length: int) -> bool:
        """Tell whether a public name ending at `end` is a word there; long ones always are."""
        if length > _SHORT:
            return True
        if text[end + 1 : end + 2] in self._given:
            return False
        start = end - length + 1
        return any(w.start == start and w.end == end + 1 for w in self._words(text, start, end + 1))

    def _plain(self, word: str) -> bool:
        """Tell whether a word in brackets is hardly a name."""
        return word in self._patterns.traps or self._lexicon.everyday(word)

    def _again(self, text: str, span: NameSpan) -> bool:
        """Tell whether a short name is surely one there, and hardly anything else elsewhere."""
        name = text[span.start : span.end]
        plain = name in self._patterns.traps and not self._clues.words.fullmatch(name)
        return not plain and self._clues.speak(text, span)

    def _stands(self, text: str, start: int, end: int) -> bool:
        """Tell whether no word of the text runs over an edge of text[start:end]."""
        words = self._words(text, start, end)
        return {start, end} <= {edge for word in words for edge in (word.start, word.end)}

    def _words(self, text: str, start: int, end: int) -> list[Word]:
        left = max(0, start - _AROUND)
        words, _ = self._lexicon.segment(text[left : end + _AROUND])
        return [w._replace(start=left + w.start, end=left + w.end) for w in words]


def repeated(
    text: str,
    spans: list[NameSpan],
    again: Callable[[str, NameSpan], bool],
    stands: Callable[[str, int, int], bool],
) -> list[NameSpan]:
    """Add the other places of full names found once; a person stays the same person.

    Of short names only those count that may mean the person `again`, where each `stands` apart.
    """
    names = {
        text[s.start : s.end]
        for s in spans
        if s.kind == "full" and (s.end - s.start > _SHORT or again(text, s))
    }
    if not names:
        return spans
    places = sorted(_places(text, names), key=lambda place: (place.start, -place.end))
    more = [
        place
        for place in free(places, spans, len(text))
        if place.end - place.start > _SHORT or stands(text, place.start, place.end)
    ]
    return sorted([*spans, *more], key=lambda s: s.start)


def _places(text: str, names: Iterable[str]) -> Iterator[NameSpan]:
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield NameSpan(start, start + len(name))
            start = text.find(name, start + 1)


def batched(chunks: list[str]) -> Iterator[list[str]]:
    """Cut many chunks into batches, so that memory stays small."""
    for i in range(0, len(chunks), _BATCH):
        yield chunks[i : i + _BATCH]


def _chunks(text: str) -> Iterator[str]:
    return (m.group() for m in _CHUNK.finditer(text))


def _shifted(
    chunks: Iterable[str], found: dict[str, Opinions]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Put the sure and the doubtful names of a text's chunks where they are in the text."""
    sure: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    start = 0
    for chunk in chunks:
        sure += [(start + a, start + b) for a, b in found[chunk].sure]
        doubtful += [(start + a, start + b) for a, b in found[chunk].doubtful]
        start += len(chunk)
    return sure, doubtful

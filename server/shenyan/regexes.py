"""Patterns on RE2, compiled so that they stay small."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, Final, NamedTuple

import re2

from shenyan.alphabet import MENTION, Numbering, Numbers, lettered
from shenyan.people import People, Persons, choices
from shenyan.slots import SLOT, Slots

HELD: Final = (32 << 10, 128 << 10)
"""What a compiled pattern may hold (bytes): itself, and the states it met in texts.

RE2 would keep 8 MiB for each of more than a thousand patterns; with less it is faster too, since
the states stay near the processor. A pattern gets the first of these bounds that it fits into, and
RE2's usual one when it is too large for them. (6,000 pieces of drafts: 350 MiB when each had the
second, 322 so, in the same time.)
"""

_WORDINGS: Final = 160
"""So many wordings of people a compiled pattern may hold; with 60 some were compiled ever again."""


class Place(NamedTuple):
    """Where a pattern matched, and the stretch of it to mark (code points)."""

    start: int
    end: int
    mark: tuple[int, int]


class Text:
    """A text in all the ways in which patterns read it, each worked out when first asked for."""

    def __init__(self, text: str, numbering: Numbering, people: People) -> None:
        self.plain = text
        self._numbering = numbering
        self._people = people
        self._parts: dict[tuple[int, int], Text] = {}

    def part(self, start: int, end: int) -> Text:
        """Give a stretch of it as a text of its own."""
        known = self._parts.get((start, end))
        if known is None:
            known = Text(self.plain[start:end], self._numbering, self._people)
            self._parts[start, end] = known
        return known

    @cached_property
    def persons(self) -> Persons:
        """Who stands in it."""
        return self._people.find(self.plain)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of its characters."""
        return self._numbering.read(self.plain)

    @cached_property
    def peopled(self) -> Numbers:
        """The same, those under a person's wording by another number."""
        return self._numbering.read(self.plain, self.persons.covered)


Finder = Callable[[Text], list[Place]]


class Regex:
    """A compiled pattern. Threads may share it."""

    def __init__(self, source: str | bytes) -> None:
        """Compile it. Raises ValueError for a pattern that RE2 refuses."""
        self._regex = compiled(source)
        groups = self._regex.groupindex
        self._group: int = groups.get("mark") or groups.get(b"mark", 0)

    def places(self, text: str | bytes) -> list[Place]:
        """Give the places in turn."""
        found = self._regex.finditer(text)
        return [Place(m.start(), m.end(), m.span(self._group)) for m in found]


class _WithPeople:
    """Tries a pattern with the wordings of people that stood in texts so far."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tried: tuple[Mapping[int, str], Regex | None] = ({}, None)

    def __call__(self, text: Text) -> list[Place]:
        words = text.persons.words
        known, regex = self._tried
        if regex is None or not known.keys() >= words.keys():
            both = {**known, **words}
            known = both if len(both) <= _WORDINGS else words
            regex = Regex(self._source.replace("{person}", choices(known)))
            self._tried = known, regex
        return regex.places(text.plain)


def numbering_of(sources: Sequence[str], slots: Slots) -> Numbering:
    """Give a number to each character of authors' patterns and of what their slots stand for."""
    used = sorted({name for source in sources for name in SLOT.findall(source)})
    return Numbering([*sources, MENTION[1], *(slots.fill(f"{{{name}}}") for name in used)])


def finder(pattern: str, slots: Slots, numbering: Numbering) -> Finder:
    """Compile an author's pattern. Raises ValueError for a slot or a sign that does not exist."""
    peopled = "{person}" in pattern
    source = slots.fill_all_but_people(pattern)
    first = lettered(source, numbering, slots.people.chars if peopled else frozenset())
    if first is None:
        whole = Regex(slots.fill(pattern))
        return lambda text: whole.places(text.plain)
    loose, letters = Regex(first.source), first.letters
    if first.exact:
        return lambda text: loose.places(letters(text.numbers))
    exact = _WithPeople(source)
    if peopled:
        return lambda text: exact(text) if loose.places(letters(text.peopled)) else []
    return lambda text: exact(text) if loose.places(letters(text.numbers)) else []


def compiled(source: str | bytes) -> Any:
    """Compile a filled pattern; bytes are Latin-1. Raises ValueError for one that RE2 refuses."""
    options = re2.Options()
    options.log_errors = False  # RE2 itself writes to the terminal otherwise
    usual = options.max_mem
    if isinstance(source, bytes):
        options.encoding = re2.Options.Encoding.LATIN1
    re2.purge()  # its module keeps compiled patterns too, with all that they remember
    for bound in HELD:
        options.max_mem = bound
        with suppress(re2.error):
            return re2.compile(source, options)
    options.max_mem = usual
    try:
        return re2.compile(source, options)
    except re2.error as error:
        raise ValueError(f"RE2 does not take this pattern: {source[:80]!r}: {error}") from None

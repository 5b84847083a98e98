"""What the rule folder says about disguises: emoji, split characters, initials, innocent phrases.

Each line of a list is a disguise and what it stands for, with spaces between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shenyan.normalize import fold_text
from shenyan.rules import Words


@dataclass(frozen=True, slots=True)
class Tables:
    """Disguises by their folded form.

    `emoji` gives the characters one emoji may stand for, the likeliest first; `pieces` the ways
    to write one character with others; `initials` the term that letters abbreviate; `innocent`
    holds phrases that only sound like a term, `as_written` terms that sound like everyday words,
    `particles` characters that no disguise of two characters is made of.
    """

    emoji: Mapping[str, str]
    pieces: Mapping[str, tuple[str, ...]]
    initials: Mapping[str, str]
    innocent: tuple[str, ...]
    as_written: frozenset[str]
    particles: frozenset[str]


def tables(words: Words) -> Tables:
    """Read the lists `emoji`, `split-characters`, `initials`, `sound-*`, `as-written`."""
    return Tables(
        emoji={key: "".join(rest) for key, rest in _pairs(words, "emoji")},
        pieces=_ways(_pairs(words, "split-characters")),
        initials={key: rest[0] for key, rest in _pairs(words, "initials")},
        innocent=tuple(fold_text(phrase) for phrase in words.get("sound-alikes", ())),
        as_written=frozenset(fold_text(term) for term in words.get("as-written", ())),
        particles=frozenset(fold_text(char) for char in words.get("sound-particles", ())),
    )


def _ways(rows: list[tuple[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    ways: dict[str, tuple[str, ...]] = {}
    for written, (char, *_) in rows:
        ways[char] = (*ways.get(char, ()), written)
    return ways


def _pairs(words: Words, name: str) -> list[tuple[str, list[str]]]:
    """Split each line at its spaces. Raises ValueError where a line has only one part."""
    rows = [[fold_text(part) for part in line.split()] for line in words.get(name, ())]
    for row in rows:
        if len(row) <= 1:
            raise ValueError(f"{name}: {row} needs a disguise and what it stands for")
    return [(row[0], row[1:]) for row in rows]

"""What do the words beside a value call it? “电话” says one thing, “订单号” another.

Cues come from rule files. Among those near a value the nearest one decides; a longer cue wins
over every cue inside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import ahocorasick

from shenyan.normalize import EMOJI, fold_text

REACH: Final = 16
"""How many folded characters before or after a value are looked at."""

_STOP: Final = re.compile(r"[。!?…]")
_SOFT_STOP: Final = re.compile(r"[,\n。!?…;]")
_WORD: Final = re.compile(r"\w")
_SOMEBODY: Final = re.compile(r"[\u3400-\u9fff]{0,3}:\s*[\u3400-\u9fff]{2,4}[\s,]+")
_CLOSE: Final = 3
_EMOJI: Final = re.compile(f"[{EMOJI}]")
_PIERCED: Final = re.compile(f"[\u3400-\u9fff](?:[{EMOJI}]{{1,2}}[\u3400-\u9fff])+")
_LATIN: Final = re.compile(r"[a-z]")
_TAIL: Final = re.compile(r"[\u3400-\u9fff][a-z]")
"""Chinese and one letter: 抖y."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a folded text. `good` is False for a cue that names something else."""

    start: int
    end: int
    good: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """Finds cues in folded text; made once per rule set."""

    automaton: Any

    def within(self, text: str, start: int, end: int) -> list[Cue]:
        """List the cues in `text[start:end]` from left to right, none inside another."""
        found: list[Cue] = []
        for last, (length, good) in self.automaton.iter(text, max(start, 0), min(end, len(text))):
            cue = Cue(last - length + 1, last + 1, good)
            if cue.start < start or _splits_word(text, cue):
                continue
            while found and found[-1].start >= cue.start:
                found.pop()
            if not found or found[-1].end <= cue.start:
                found.append(cue)
            elif cue.end - cue.start >= found[-1].end - found[-1].start:
                found[-1] = cue
        return found

    def before(self, text: str, at: int, reach: int = REACH) -> Cue | None:
        """Give the cue that speaks about what begins at `at`, or None."""
        for cue in reversed(self.within(text, at - reach, at)):
            between = text[cue.end : at]
            if cue.good and _STOP.search(between) is None:
                return cue
            if not cue.good and _names_it(between):
                return cue
        return None

    def after(self, text: str, end: int, reach: int = 8) -> Cue | None:
        """Give the first cue after a value that ended at `end`, within the same clause."""
        for cue in self.within(text, end, end + reach):
            return cue if _SOFT_STOP.search(text, end, cue.start) is None else None
        return None


def _names_it(between: str) -> bool:
    """Tell whether a cue and a value with these words between them belong together.

    In 快递单:李梅 138… somebody stands between: it is their number, not the parcel's.
    """
    if _SOMEBODY.fullmatch(between):
        return False
    return _SOFT_STOP.search(between) is None and len(_WORD.findall(between)) <= _CLOSE


def gathered(text: str) -> str:
    """Move the emoji inside a word before it, 护🛂照 to 🛂护照, so that a cue can be read.

    Every other character stays in its place.
    """
    if _EMOJI.search(text) is None:
        return text
    return _PIERCED.sub(lambda match: "".join(sorted(match[0], key=_is_han)), text)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def prepare(good: Iterable[str], bad: Iterable[str]) -> Cues:
    """Build the automaton; a word that is both counts as naming something else."""
    automaton = ahocorasick.Automaton()
    for words, polarity in ((good, True), (bad, False)):
        for word in words:
            text = fold_text(word)
            if text:
                automaton.add_word(text, (len(text), polarity))
    automaton.make_automaton()
    return Cues(automaton)


Holds = Callable[[str], bool]
"""Tells whether a folded text holds one of the words."""


def holding(words: Iterable[str]) -> Holds:
    """Make the test, which costs the same however many words there are."""
    automaton = ahocorasick.Automaton()
    for word in words:
        if text := fold_text(word):
            automaton.add_word(text, True)
    automaton.make_automaton()
    empty = len(automaton) == 0
    return lambda text: not empty and next(automaton.iter(text), None) is not None


Endings = Callable[[str, int], bool]
"""Tells whether one of the words ends at a place in a folded text."""


def endings(words: Iterable[str]) -> Endings:
    """Make the test: as fast as the words have different lengths, however many they are."""
    listed = frozenset(words)
    lengths = sorted({len(word) for word in listed})
    return lambda text, end: any(text[max(end - n, 0) : end] in listed for n in lengths)


def _splits_word(text: str, cue: Cue) -> bool:
    """Tell whether a Latin cue is a piece of a longer Latin word: v in love, id in idea.

    A value may follow a good cue of two Latin letters or more at once: wxmomo88.
    """
    if "a" <= text[cue.start] <= "z" and _LATIN.match(text[cue.start - 1 : cue.start]):
        return True
    if not "a" <= text[cue.end - 1] <= "z":
        return False
    if cue.good and cue.end - cue.start > 1 and not _TAIL.match(text, cue.end - 2):
        return False
    return _LATIN.match(text, cue.end) is not None

"""Tell whether what a pattern matched is said of somebody: before it, behind it, or near it.

小王偷东西 names him first, 偷东西的就是小王 and 偷东西，说的就是小王 name him last; who was named
a sentence before is still meant by 天天装好人，偷东西.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from shenyan.alternation import any_of
from shenyan.draft import PERSON
from shenyan.exposure import near
from shenyan.lazily import Lazy
from shenyan.rules import Words
from shenyan.slots import GAPS, SENTENCE

_PAUSES: Final = ",: "
_TOPIC: Final = 16
"""How far (code points) a person named in an earlier clause is still its topic."""
_BACK: Final = 30
"""How far (code points) one named in the sentence before is."""
_TELLING: Final = ("这种", "这个", "这样的", "就是", "就是个", "一个", "是")
"""With these, or at the beginning of a clause, a charge goes on about whom it was about before."""


class Place(NamedTuple):
    """Code points `[start, end)` of a match, where somebody before it ends and behind it begins.

    -1 for nobody, and where nobody is asked for.
    """

    start: int
    end: int
    before: int = -1
    behind: int = -1

    def moved(self, by: int) -> Place:
        """Give the same place of a text that begins elsewhere."""
        before, behind = (at + by if at >= 0 else -1 for at in (self.before, self.behind))
        return Place(self.start + by, self.end + by, before, behind)


class Leads:
    """What the word lists say about who is meant. Threads may share it."""

    def __init__(self, words: Words) -> None:
        adverbs = any_of(words.get("lead-adverbs", ()))
        self._goes_on = re.compile(rf"(?:^|[,: \n。!?;])(?:{adverbs}){{1,2}}$")
        turns = any_of(words.get("lead-behind", ()))
        whose = r"(?:[^,:。!?; \n]{1,8}的)?(?:[我你他她咱]们?|[那这]个?)?"
        turns = f"(?:{turns}){whose}"
        self._turns = re.compile(turns)
        self._others = tuple(words.get("lead-behind-not", ()))
        roles = any_of(words.get("role", ()))
        self._last = Lazy(f"{turns}(?:{PERSON}|[他她]|{roles})")
        self._alone = Lazy(rf"的?,{whose}(?:{PERSON}+|{roles})(?:[,。!\n]|$)")

    def named_last(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch goes on to say who did it: 偷东西 in 偷东西的就是我们班长."""
        said = self._last.match(text, end)
        return said is not None and not text.endswith(self._others, 0, start)

    def led(self, place: Place, text: str, kind: str, exposed: Sequence[tuple[int, int]]) -> bool:
        """Tell whether somebody stands before or behind the match, or is exposed near it.

        `kind` names the gap up to somebody before it, or is `exposed`: then nobody else counts.
        """
        start, end, before, behind = place
        if near(exposed, start, end):
            return True
        if kind == "exposed":
            return False
        if self._continues(text, start):
            return True
        if behind >= 0 and self._turns.fullmatch(text, end, behind):
            return not text.endswith(self._others, 0, start)
        if before < 0:
            return behind >= 0 and self._called_after(text, start, end)
        signs, length = GAPS[kind]
        if text[start - 1] in _PAUSES:
            signs, length = SENTENCE, max(length, _TOPIC)
        between = text[before:start]
        return len(between) <= length and not any(sign in between for sign in signs)

    def _called_after(self, text: str, start: int, end: int) -> bool:
        """Tell whether a deed is said of nobody, and somebody is called right behind it.

        吸毒的，我们班主任，大家小心.
        """
        begins = start == 0 or text[start - 1] in SENTENCE
        return begins and self._alone.match(text, end) is not None

    def _continues(self, text: str, start: int) -> bool:
        """Tell whether somebody named up to a sentence before is still whom it is about.

        陶建军是我们单位的。天天装好人，偷东西: nobody writes the name again.
        """
        name = text.rfind(PERSON, max(start - _BACK, 0), start)
        if name < 0:
            return False
        between = text[name + 1 : start]
        begins = text[start - 1] in _PAUSES or text[start - 1] in SENTENCE
        one_end = sum(between.count(sign) for sign in SENTENCE) <= 1
        adverb = bool(self._goes_on.search(between))
        return one_end and (begins or between.endswith(_TELLING) or adverb)

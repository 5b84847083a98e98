"""Weigh how far the words around a name speak of a person.

What stands before a candidate and what stands after it each give it a weight, from the rule
authors' lists `name-before-…` and `name-after-…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from shenyan.alternation import any_of
from shenyan.names.deeds import Deeds
from shenyan.names.patterns import Patterns, words_of
from shenyan.names.resources import RARE, Resources
from shenyan.names.spans import NameSpan
from shenyan.names.told import told_patterns

_HAN: Final = "\u3400-\u9fff"
WEIGHTS: Final = (3, 2, 1)
ENOUGH: Final = 3
"""A word or a half-believed name needs this weight, so one of its sides speaks of a person."""

_LONG_PART: Final = 3
DEED: Final = 2
"""What only people do or have weighs as much after a name."""
_FAMILY: Final = 6.3
"""Surnames of a higher cost are words more often."""

_NEAR: Final = 8
"""No word of a list is longer (code points)."""
_SELDOM: Final = 14.0
"""A surname's character that texts have this seldom (negative log share) is hardly ever a word."""
_GIVEN: Final = 15.0
"""Two characters of at most this cost together make a given name."""
_LINKING: Final = "和都来后那时于向连"
"""Surnames that link words far more often (所以和学生会…)."""
NATIVE: Final = "人"
"""What ends a word for where somebody comes from (广西人)."""
_AND: Final = ("和", "跟", "与")
LINKS: Final = "、,/&□"


@dataclass(frozen=True, slots=True)
class Clues:
    """The rule authors' lists as patterns."""

    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    """What is before and after a name, the weightiest first."""
    words: re.Pattern[str]
    """Things that parents give as names (白雪)."""
    scanned: Mapping[str, re.Pattern[str]]
    """What is searched for all through a text; `make_clues` says what each is."""
    known: Resources
    deeds: Deeds
    doers: re.Pattern[str]
    """Words of everyday that are a person right before a deed (朱红|酒驾)."""
    traps: frozenset[str]
    """The listed words that look like names."""
    adverbs: frozenset[str]
    """What says when, how or whether somebody does something (我儿子|应该|离婚)."""

    def weights(self, text: str, span: NameSpan) -> tuple[int, int]:
        """Weigh how far the words before a span, and those after it, speak of a person."""
        after = _after(text, span.end, self.after)
        if after < DEED and self.does(text, span):
            after = DEED
        return _before(text, span.start, self.before), after

    def does(self, text: str, span: NameSpan) -> bool:
        """Tell whether a deed follows a span that is no word of everyday, or one of the doers."""
        if self.deeds.end(text, span.end) == span.end:
            return False
        word = text[span.start : span.end]
        return not self.plain(word) or self.doers.fullmatch(word) is not None

    def plain(self, word: str) -> bool:
        """Tell whether a word is one of everyday: listed, or in the dictionary as no name."""
        return word in self.traps or self.known.lexicon.ordinary(word)

    def empty(self, word: str) -> bool:
        """Tell whether a word says when or how, or binds others; it is hardly a name."""
        return word in self.adverbs or self.known.lexicon.empty(word)

    def given(self, word: str) -> bool:
        """Tell whether parents give such a word as a name."""
        lists = (self.words, self.scanned["qualities"], self.doers)
        return any(words.fullmatch(word) for words in lists)

    def usual(self, word: str) -> bool:
        """Tell whether a usual surname and one usual character make a name, and no word."""
        family = self.known.makeup.surnames.get(word[0], RARE) < _FAMILY
        gives = self.known.makeup.gives(word[1:]) and word[1:] != NATIVE
        return family and gives and not self.plain(word)

    def speak(self, text: str, span: NameSpan, people: Iterable[NameSpan] = ()) -> bool:
        """Tell whether the words around a span speak of a person, or one of `people` is with it."""
        enough = sum(self.weights(text, span)) >= ENOUGH
        return enough or any(_joined(text, span, other) for other in people)

    def may_speak(self, text: str, span: NameSpan) -> bool:
        """Tell whether nothing around a span speaks against a person."""
        before, after = self.weights(text, span)
        return before > 0 and (after > 0 or before > 1)

    def whole_name(self, word: str) -> bool:
        """Tell whether a surname and a character are a word, or a name."""
        return self.known.lexicon.holds(word) or self.sounds(word[1:])

    def sounds(self, given: str, most: float = _GIVEN) -> bool:
        """Tell whether one or two characters make a given name; two of at most this cost."""
        makeup = self.known.makeup
        if len(given) == 1:
            return makeup.gives(given) or self.known.lexicon.cost(given) >= _SELDOM
        pair = len(given) == 2
        return pair and makeup.first.get(given[0], RARE) + makeup.last.get(given[1], RARE) < most


def make_clues(words: Mapping[str, tuple[str, ...]], known: Resources, patterns: Patterns) -> Clues:
    """Build the patterns; `known` tells how usual words and given names are."""
    lists = {name: words_of(words[f"name-{name}"]) for name in _LISTS}
    surnames = [name for name in words_of(words["surnames"]) if len(name) == 1]
    seldom = "".join(name for name in surnames if known.lexicon.cost(name) >= _SELDOM)
    before, after = (
        [any_of(lists[f"{side}-{weight}"]) for weight in WEIGHTS] for side in ("before", "after")
    )
    parts, family = any_of(lists["parts"]), "".join(surnames)
    things, qualities = any_of(lists["words"]), any_of(lists["qualities"])
    doers = any_of(lists["doers"])
    scanned = {
        "words": things,
        # What somebody feels, is or does that parents give as names (明亮).
        "qualities": qualities,
        # The same, where nothing but a person can stand (和安静吵完架).
        "frames": _frames(qualities, after[0]),
        # Names of two or more known parts (斯琴格日乐图).
        "parts": f"(?:{parts})(?:·?(?:{parts}))+",
        # One known part, long enough to be no word (其其格).
        "part": f"(?:{any_of(part for part in lists['parts'] if len(part) >= _LONG_PART)})",
        # A short name with a space in it, where somebody is spoken to (戴 维你等着).
        "padded": rf"(?<![\w·□])[{family}]□[{_HAN}](?=[,:!]?你|同学|老师)",
        # A surname that is nothing else, and two characters.
        "seldom": f"[{seldom}][{_HAN}]{{2}}",
        # A surname and two characters, wherever one begins.
        "full": f"(?=([{family}](?<![{_LINKING}])[{_HAN}]{{2}}))",
        # A surname and a character, or a word that is a name then, right before a deed.
        "doer": rf"(?:[{family}](?<![{_LINKING}])[{_HAN}]|{doers})(?={any_of(lists['deeds'])})",
        # What fills a place in a list of names.
        "item": f"[{family}][{_HAN}]{{1,2}}(?=$|[{LINKS}。!?])",
        **told_patterns(family, _LINKING),
    }
    return Clues(
        tuple(re.compile(f"(?:{line})$") for line in before),
        tuple(map(re.compile, after)),
        re.compile(things),
        {name: re.compile(pattern) for name, pattern in scanned.items()},
        known,
        patterns.deeds,
        re.compile(doers),
        patterns.traps.listed,
        frozenset(lists["adverbs"]),
    )


def _frames(word: str, together: str) -> str:
    """Build the pattern of the places where only a person can stand."""
    return (
        f"(?<=[和跟与同])(?:{word})(?={together})"
        f"|(?<=碰见|碰到|遇见|遇到|见到|看到)(?:{word})(?=[他她](?:妈|爸|爹|娘|爷爷|奶奶)(?!的))"
        f"|(?<=[喊叫][他她你我])(?:{word})(?=[叔姨哥姐婶爷])"
        f"|(?<=在)(?:{word})(?=那儿|这儿|手里|手上)"
        rf"|(?<!\w)(?:{word})(?=你?这名[字儿真])"
    )


_LISTS: Final = (
    *("words", "qualities", "parts", "deeds", "doers", "adverbs"),
    *(f"{side}-{weight}" for side in ("before", "after") for weight in WEIGHTS),
)


def _before(text: str, start: int, patterns: Iterable[re.Pattern[str]]) -> int:
    left = max(0, start - _NEAR)
    for weight, pattern in zip(WEIGHTS, patterns, strict=True):
        if pattern.search(text, left, start):
            return weight
    return 0 if _in_han(text[start - 1 : start]) else 1


def _after(text: str, end: int, patterns: Iterable[re.Pattern[str]]) -> int:
    for weight, pattern in zip(WEIGHTS, patterns, strict=True):
        if pattern.match(text, end):
            return weight
    return 0 if _in_han(text[end : end + 1]) else 1


def _joined(text: str, span: NameSpan, other: NameSpan) -> bool:
    """Tell whether two spans are joined by 和 or the like, one of them a full name."""
    first, second = sorted((span, other), key=lambda s: s.start)
    return other.kind == "full" and text[first.end : second.start] in _AND


def _in_han(char: str) -> bool:
    return char.isalnum() or char == "·"

"""What the models half believe, or a dictionary calls a word, is a name where people are spoken of.

祁山 is a hill and 白雪 is snow; 我同桌白雪 and 跟祁山吃火锅 speak of people.
What stands before a candidate and what stands after it each give it a weight, from the rule
authors' lists `name-before-…` and `name-after-…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.alternation import any_of
from shenyan.names.deeds import Deeds
from shenyan.names.patterns import Patterns, accepted, free, words_of
from shenyan.names.resources import RARE, Resources
from shenyan.names.sight import Sights
from shenyan.names.spans import NameSpan
from shenyan.names.told import told, told_patterns
from shenyan.names.traps import inside_a_word

_HAN: Final = "\u3400-\u9fff"
_WEIGHTS: Final = (3, 2, 1)
_ENOUGH: Final = 3
"""A word or a half-believed name needs this weight, so one of its sides speaks of a person."""

_LED: Final = 2
"""What is a name wherever it is a word needs this weight."""
_LONG_PART: Final = 3
_DEED: Final = 2
"""What only people do or have weighs as much after a name."""
_FAMILY: Final = 6.3
"""Surnames of a higher cost are words more often."""

_NEAR: Final = 8
"""No word of a list is longer (code points)."""
_SELDOM: Final = 14.0
"""A surname's character that texts have this seldom (negative log share) is hardly ever a word."""
_USUAL: Final = 12.5
"""Two characters of at most this cost together are a given name that many have."""
_PAIR: Final = 2
_GIVEN: Final = 15.0
"""Two characters of at most this cost together make a given name."""
_LINKING: Final = "和都来后那时于向连"
"""Surnames that link words far more often (所以和学生会…)."""
_NATIVE: Final = "人"
"""What ends a word for where somebody comes from (广西人)."""
_AND: Final = ("和", "跟", "与")
_LINKS: Final = "、,/&□"


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
        if after < _DEED and self.does(text, span):
            after = _DEED
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
        gives = self.known.makeup.gives(word[1:]) and word[1:] != _NATIVE
        return family and gives and not self.plain(word)

    def speak(self, text: str, span: NameSpan, people: Iterable[NameSpan] = ()) -> bool:
        """Tell whether the words around a span speak of a person, or one of `people` is with it."""
        enough = sum(self.weights(text, span)) >= _ENOUGH
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
        [any_of(lists[f"{side}-{weight}"]) for weight in _WEIGHTS] for side in ("before", "after")
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
        "item": f"[{family}][{_HAN}]{{1,2}}(?=$|[{_LINKS}。!?])",
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
    *(f"{side}-{weight}" for side in ("before", "after") for weight in _WEIGHTS),
)


def clued(
    text: str,
    seen: Sights,
    sure: Sequence[tuple[int, int]],
    doubtful: Sequence[tuple[int, int]],
    taken: Sequence[NameSpan],
    known: Patterns,
    clues: Clues,
) -> list[NameSpan]:
    """Find names that are none without their clues; they touch none of those `taken`.

    The models are `sure` of some, and half believe the `doubtful` ones.
    """
    found = [*taken]
    for more in (
        _whole(seen["parts"]),
        (s for s in _whole(seen["part"]) if sum(clues.weights(text, s)) >= _LED),
        _seldom(text, seen, known, clues),
        _half_believed(text, doubtful, taken, known, clues),
        _usual(text, seen, known, clues),
        _doers(text, seen, known, clues),
        _everyday(text, (*sure, *doubtful), known, clues),
        _parental(text, sure, known, clues),
        told(text, seen, clues.whole_name, clues.may_speak),
        (span for span in _whole(seen["words"]) if clues.speak(text, span, taken)),
        _qualities(text, seen, known, clues),
        _whole(seen["frames"]),
        _whole(seen["padded"]),
    ):
        found += free(more, found, len(text))
    found += free(_listed(text, seen, found, known, clues), found, len(text))
    return found[len(taken) :]


def _before(text: str, start: int, patterns: Iterable[re.Pattern[str]]) -> int:
    left = max(0, start - _NEAR)
    for weight, pattern in zip(_WEIGHTS, patterns, strict=True):
        if pattern.search(text, left, start):
            return weight
    return 0 if _in_han(text[start - 1 : start]) else 1


def _after(text: str, end: int, patterns: Iterable[re.Pattern[str]]) -> int:
    for weight, pattern in zip(_WEIGHTS, patterns, strict=True):
        if pattern.match(text, end):
            return weight
    return 0 if _in_han(text[end : end + 1]) else 1


def _joined(text: str, span: NameSpan, other: NameSpan) -> bool:
    """Tell whether two spans are joined by 和 or the like, one of them a full name."""
    first, second = sorted((span, other), key=lambda s: s.start)
    return other.kind == "full" and text[first.end : second.start] in _AND


def _in_han(char: str) -> bool:
    return char.isalnum() or char == "·"


def _whole(places: Iterable[tuple[int, int]]) -> Iterator[NameSpan]:
    return (NameSpan(start, end) for start, end in places)


def _seldom(text: str, seen: Sights, known: Patterns, clues: Clues) -> Iterator[NameSpan]:
    """Find 庹建军 and 逄立军: a surname that is no word, and a usual given name."""
    for start, end in seen["seldom"]:
        if clues.sounds(text[start + 1 : end]):
            yield from accepted(text, [(start, end)], known)


def _half_believed(
    text: str,
    doubtful: Sequence[tuple[int, int]],
    people: Sequence[NameSpan],
    known: Patterns,
    clues: Clues,
) -> Iterator[NameSpan]:
    for span in accepted(text, doubtful, known):
        given = _given(text[span.start : span.end], known)
        titled = known.title.search(text, span.start, span.end)
        if clues.empty(text[span.start : span.end]):
            continue
        if not titled and clues.sounds(given) and clues.speak(text, span, people):
            yield span


def _usual(text: str, seen: Sights, known: Patterns, clues: Clues) -> Iterator[NameSpan]:
    """Find 全小鱼: a surname that is a word as well, a given name that many have, and clues."""
    for start, end in seen["full"]:
        if clues.sounds(text[start + 1 : end], _USUAL) and clues.speak(text, NameSpan(start, end)):
            yield from accepted(text, [(start, end)], known)


def _doers(text: str, seen: Sights, known: Patterns, clues: Clues) -> Iterator[NameSpan]:
    """Find 王强 and 朱红 where a deed follows, and nothing before speaks against a name."""
    for start, end in seen["doer"]:
        span = NameSpan(start, end)
        before, after = clues.weights(text, span)
        if before == 0 or after < _DEED:
            continue
        if clues.doers.fullmatch(text, start, end):
            yield span
        elif clues.usual(text[start:end]):
            yield from accepted(text, [(start, end)], known)


def _everyday(
    text: str, believed: Sequence[tuple[int, int]], known: Patterns, clues: Clues
) -> Iterator[NameSpan]:
    """Find everyday words that the models take for names, where clues say so too."""
    for start, until in believed:
        end = known.deeds.cut(text, start, until)
        span = NameSpan(start, end)
        word = text[start:end]
        alike = len(word) == _PAIR and word[0] in known.surnames and word in known.traps
        if not alike or clues.empty(word):
            continue
        titled = known.nick.fullmatch(word) is not None
        if titled or inside_a_word(text, start, end, known.traps):
            continue
        # After 邻居 it may be what the neighbour does (邻居扬言要…); deeds, titles follow names.
        before, after = clues.weights(text, span)
        # Nothing before: 官司离婚 and 简单感冒 are no people.
        if before > (not clues.given(word)) and after > 1:
            yield span


def _parental(
    text: str, sure: Sequence[tuple[int, int]], known: Patterns, clues: Clues
) -> Iterator[NameSpan]:
    """Find words that parents give as names, which the models are sure of: any clue is enough.

    A word may be a given name alone (浩然).
    """
    for start, end in sure:
        span = NameSpan(start, end)
        word = text[start:end]
        given = clues.words.fullmatch(word) or clues.scanned["qualities"].fullmatch(word)
        alone = word[0] not in known.surnames and word not in known.traps.listed
        if (given or (alone and clues.sounds(word))) and not inside_a_word(
            text, start, end, known.traps
        ):
            before, after = clues.weights(text, span)
            # 文静的女孩, 高远的天空: a word for what something is like, unless more speaks for it.
            least = _ENOUGH if text.startswith("的", end) else _LED
            when = clues.empty(word) and before < _WEIGHTS[0]
            if before + after >= least and not when:
                yield span


def _qualities(text: str, seen: Sights, known: Patterns, clues: Clues) -> Iterator[NameSpan]:
    """Find 明亮 where a word for a person leads to it and a person's deed follows."""
    for span in _whole(seen["qualities"]):
        before = clues.weights(text, span)[0]
        deed = clues.after[1].match(text, span.end)
        # 我同学周末结婚 says when.
        when = clues.empty(text[span.start : span.end])
        led = before == _WEIGHTS[0] or (deed and before == _WEIGHTS[1] and not when)
        if led and text[span.start : span.end + 2] not in known.traps:
            yield span


def _given(name: str, known: Patterns) -> str:
    """Give what follows the surname; nothing where there is none."""
    return name[2:] if name[:2] in known.surnames else name[1:] if name[0] in known.surnames else ""


def _listed(
    text: str, seen: Sights, found: Iterable[NameSpan], known: Patterns, clues: Clues
) -> Iterator[NameSpan]:
    """Find the neighbours of names in a list of them: 牛犇、苟莉莉; a word between two names."""
    starts = {span.start: span for span in found if span.kind == "full"}
    ends = {span.end for span in starts.values()}
    for start, end in seen["item"]:
        name = text[start:end]
        left, right = text[start - 1 : start], text[end : end + 1]
        before, after = start - 1 in ends and left in _LINKS, end + 1 in starts and right in _LINKS
        if before and after and len(name) == _PAIR and clues.words.fullmatch(name):
            yield NameSpan(start, end)
        if not (left in _LINKS + ":" or start == 0) or name in known.traps:
            continue
        if (
            (before or after)
            and name[-1] != _NATIVE
            and clues.sounds(_given(name, known))
            and not clues.known.lexicon.holds(name)
        ):
            yield from accepted(text, [(start, end)], known)

"""What the models half believe, or a dictionary calls a word, is a name where people are spoken of.

祁山 is a hill and 白雪 is snow; 我同桌白雪 and 跟祁山吃火锅 speak of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from shenyan.names.accept import accepted
from shenyan.names.clues import DEED, ENOUGH, LINKS, NATIVE, WEIGHTS, Clues
from shenyan.names.patterns import Patterns
from shenyan.names.sight import Sights
from shenyan.names.spans import NameSpan, free
from shenyan.names.told import told
from shenyan.names.traps import inside_a_word

_LED: Final = 2
"""What is a name wherever it is a word needs this weight."""
_USUAL: Final = 12.5
"""Two characters of at most this cost together are a given name that many have."""
_PAIR: Final = 2


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
        if before == 0 or after < DEED:
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
            least = ENOUGH if text.startswith("的", end) else _LED
            when = clues.empty(word) and before < WEIGHTS[0]
            if before + after >= least and not when:
                yield span


def _qualities(text: str, seen: Sights, known: Patterns, clues: Clues) -> Iterator[NameSpan]:
    """Find 明亮 where a word for a person leads to it and a person's deed follows."""
    for span in _whole(seen["qualities"]):
        before = clues.weights(text, span)[0]
        deed = clues.after[1].match(text, span.end)
        # 我同学周末结婚 says when.
        when = clues.empty(text[span.start : span.end])
        led = before == WEIGHTS[0] or (deed and before == WEIGHTS[1] and not when)
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
        before, after = start - 1 in ends and left in LINKS, end + 1 in starts and right in LINKS
        if before and after and len(name) == _PAIR and clues.words.fullmatch(name):
            yield NameSpan(start, end)
        if not (left in LINKS + ":" or start == 0) or name in known.traps:
            continue
        if (
            (before or after)
            and name[-1] != NATIVE
            and clues.sounds(_given(name, known))
            and not clues.known.lexicon.holds(name)
        ):
            yield from accepted(text, [(start, end)], known)

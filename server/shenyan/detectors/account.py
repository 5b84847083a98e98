"""Find account numbers and handles that a cue gives away: QQ 12345678, ➕v：momo_88, 抖音号….

The cue decides: without one a handle is a word and a number an amount. A platform's name lets any
value follow; “her other account” or “add her” only what can hardly be anything but a handle. Cues
are searched in the text without separators and emoji, so that 微.信 and V🌸信 are read as one word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import account_numbers, cues, handles, ownership
from shenyan.account_numbers import Numbers
from shenyan.cues import Cue, Cues, Endings, endings
from shenyan.detectors import Detector
from shenyan.digits import Reader, Run, reader
from shenyan.draft import Draft, Span
from shenyan.handles import Known
from shenyan.masks import keeping, starred
from shenyan.normalize import Folded, fold_text
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.spellings import alike, spellings
from shenyan.squeezing import Squeezer, squeezer

STAGE: Final = 0

_MENTION: Final = re.compile(r"@[\w\-·]*$")
_STOP: Final = re.compile(r"[。!?…\n]")
_OPENED: Final = re.compile(r"\s?[(\[【]$")
_IN_LINK: Final = frozenset("?&/=#.")
_PLAIN_FROM: Final = 6
_FAR: Final = 14
_BEFORE: Final = 10
_SENTENCE: Final = 30

Value = tuple[int, int]
Found = tuple[Cue, Value]


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    read: Reader
    named: Cues
    hinted: Cues
    squeeze: Squeezer
    own: Own
    numbers: Numbers
    link: re.Pattern[str]
    far: re.Pattern[str]
    back: re.Pattern[str]
    explicit: re.Pattern[str]
    groups: tuple[str, ...]
    other: Endings
    known: Known


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector for the account rule."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        folded = draft.folded
        text = folded.text
        named, hinted = _cues(text, kit)
        if not named and not hinted:
            return
        found = _found(text, kit.read(folded), named, hinted, kit)
        for cue, value in found:
            yield _span(value, cue, folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    def folded(name: str) -> list[str]:
        return [fold(word).text for word in words.get(name, ())]

    sounds = [word for line in words.get("cue-sounds", ()) for word in alike(line)]
    platforms = spellings(words.get("account-platforms", ()), words.get("account-hearts", ()))
    cue_words = _any([fold(cue).text for cue in rule.cues])
    return _Kit(
        rule,
        reader(words),
        cues.prepare((*rule.cues, *sounds, *platforms), rule.not_cues),
        cues.prepare(words.get("account-hints", ()), rule.not_cues),
        squeezer((*rule.cues, *words.get("account-hearts", ()))),
        ownership.prepare(words),
        account_numbers.prepare(words),
        re.compile(
            rf"(?:{_any(folded('account-links'))}|(?:{cue_words})(?![\w.\-])|[^\w@]){{0,12}}+"
        ),
        re.compile(_any(folded("account-far"))),
        re.compile(rf"(?:{_any(folded('account-back'))}|[^\w@]){{0,6}}$"),
        re.compile(rf"(?:{_any(folded('account-explicit'))}|[:=])[^\w@]*$"),
        tuple(folded("account-groups")),
        endings((*folded("not-contact"), *folded("public-owners"))),
        handles.known(words),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _cues(text: str, kit: _Kit) -> tuple[list[Cue], list[Cue]]:
    """Give the cues that name a platform and those that only hint at one, in places of `text`."""
    squeezed = kit.squeeze(text)
    named, hinted = (
        [cue for cue in cues.within(squeezed.text, 0, len(squeezed.text)) if cue.good]
        for cues in (kit.named, kit.hinted)
    )
    begins = {cue.start for cue in named}

    def own_place(cue: Cue) -> Cue:
        return Cue(*squeezed.span(cue.start, cue.end), True)

    def speaks(cue: Cue) -> bool:
        last = cue.end not in begins or squeezed.text[cue.end].isascii()
        return last and not kit.other(squeezed.text, cue.start)

    return (
        [own_place(cue) for cue in named if speaks(cue)],
        [own_place(cue) for cue in hinted if speaks(cue)],
    )


def _found(
    text: str, runs: tuple[Run, ...], named: Sequence[Cue], hinted: Sequence[Cue], kit: _Kit
) -> list[Found]:
    """Give all values with their cues; what a platform's name announces comes first."""
    found = list(_announced(text, runs, named, kit))
    taken = {k for cue, value in found for k in range(min(cue.start, value[0]), value[1])}
    begins = {cue.start for cue in named}
    hints = [cue for cue in hinted if cue.end not in begins]
    for cue, value in (*_whispered(text, runs, hints, kit), *_joined(text, named, hinted, kit)):
        if taken.isdisjoint(range(*value)):
            taken.update(range(*value))
            found.append((cue, value))
    return found


def _announced(
    text: str, runs: tuple[Run, ...], named: Sequence[Cue], kit: _Kit
) -> Iterator[Found]:
    """Give the values of the platforms' names, from left to right."""
    done = 0
    for cue in named:
        if cue.start < done or text[cue.end : cue.end + 1] == "_":
            continue  # a piece of a handle: dy_abc
        value = _value(text, runs, cue, kit)
        if value is not None:
            done = value[1]
            yield cue, value


def _value(text: str, runs: tuple[Run, ...], cue: Cue, kit: _Kit) -> Value | None:
    """Give the span of the value that the cue announces, or None."""
    if _MENTION.search(text, max(cue.start - 30, 0), cue.start):
        return None  # a piece of somebody's name after @
    begin = _linked(text, cue.end, kit)
    if (number := kit.numbers.at(text, runs, begin)) is not None:
        return number
    if (handle := _handle(text, cue, begin, kit)) is not None:
        return handle
    if cue.end - cue.start < 2:
        return _bracketed(text, cue, kit)
    return _further(text, runs, begin, kit) or _before(text, runs, cue, kit)


def _linked(text: str, end: int, kit: _Kit) -> int:
    """Give the place behind words such as “number is”."""
    match = kit.link.match(text, end)
    return match.end() if match else end


def _handle(text: str, cue: Cue, begin: int, kit: _Kit) -> Value | None:
    """Take the handle that begins at `begin`."""
    if begin == cue.end and cue.end - cue.start < 2 and text[cue.start].isascii():
        return None  # vmomo is a word
    span = handles.handle_at(text, begin)
    if span is None:
        return None
    word = text[slice(*span)]
    shape = handles.shape(word, kit.known)
    if shape != "plain":
        return span if shape else None
    glued = begin == cue.end and text[begin - 1 : begin].isascii()
    explicit = kit.explicit.search(text, cue.start, begin) is not None
    follows = begin == cue.end and len(word) >= _PLAIN_FROM
    return span if handles.is_name(word) and (glued or explicit or follows) else None


def _further(text: str, runs: tuple[Run, ...], begin: int, kit: _Kit) -> Value | None:
    """Look a few words further, where words like “is” and “here it is” lead there."""
    stop = _STOP.search(text, begin, begin + _FAR)
    limit = stop.start() if stop else min(begin + _FAR, len(text))
    leading = kit.far.search(text, begin, limit)
    place = _linked(text, leading.end(), kit) if leading else limit + 1
    if place > limit:
        return None
    if (number := kit.numbers.at(text, runs, place)) is not None:
        return number
    return _sure(text, handles.handle_at(text, place), kit)


def _before(text: str, runs: tuple[Run, ...], cue: Cue, kit: _Kit) -> Value | None:
    """Look back: “12345678 是他QQ”, “momo_88（微信）”."""
    match = kit.back.search(text, max(cue.start - _BEFORE, 0), cue.start)
    end = match.start() if match else cue.start
    handle = _sure(text, handles.handle_before(text, end), kit)
    return handle or kit.numbers.before(runs, end)


def _bracketed(text: str, cue: Cue, kit: _Kit) -> Value | None:
    """Look back over a bracket, which is enough for a cue of one character: momo_88（薇）."""
    opened = _OPENED.search(text, max(cue.start - 2, 0), cue.start)
    return _sure(text, handles.handle_before(text, opened.start()), kit) if opened else None


def _sure(text: str, span: Value | None, kit: _Kit) -> Value | None:
    """Keep a handle that is more than a word of letters."""
    if span is None or handles.shape(text[slice(*span)], kit.known) in {None, "plain"}:
        return None
    return span


def _whispered(
    text: str, runs: tuple[Run, ...], hinted: Sequence[Cue], kit: _Kit
) -> Iterator[Found]:
    """Give what stands right after a mere hint and cannot well be anything but an account."""
    for cue in hinted:
        if text[cue.start - 1 : cue.start] in _IN_LINK:
            continue
        begin = _linked(text, cue.end, kit)
        span = _sure(text, handles.handle_at(text, begin), kit)
        if span and ("_" in text[slice(*span)] or handles.is_mixed(text[slice(*span)])):
            yield cue, span
        elif kit.explicit.search(text, cue.start, begin):
            number = kit.numbers.at(text, runs, begin)
            if number is not None:
                yield cue, number


def _joined(text: str, named: Sequence[Cue], hinted: Sequence[Cue], kit: _Kit) -> Iterator[Found]:
    """Give handles with an underscore in whose sentence a platform or a hint is named."""
    spans = handles.joined_in(text)
    found = sorted((*named, *hinted), key=lambda cue: cue.start) if spans else []
    for start, end in spans:
        near = bisect_left(found, start - _SENTENCE, key=lambda cue: cue.start)
        for cue in found[near : near + _SENTENCE]:
            between = text[cue.end : start] or text[end : cue.start]
            if cue.start - end < _SENTENCE and not _STOP.search(between):
                yield cue, (start, end)
                break


def _span(value: Value, cue: Cue, folded: Folded, kit: _Kit) -> Span:
    start, end = value
    text = folded.text
    places = [k for k in range(start, end) if text[k].isalnum() or text[k] == "_"]
    tail = 2 if text[start:end].strip("@")[:1].isdigit() else 0
    mask = starred(folded, start, end, keeping(places, 2 + (tail == 0), tail))
    own = kit.own(text, min(cue.start, start), start, end)
    level = "info" if text.endswith(kit.groups, cue.start, cue.end) else kit.rule.level
    return Span(*folded.span(start, end), kit.rule, level, mask, own=own)

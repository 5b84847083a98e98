"""Find account numbers and handles that a cue gives away: QQ 12345678, ➕v：momo_88, 抖音号….

The cue decides: without one a handle is a word and a number an amount. A platform's name lets any
value follow; “her other account” or “add her” only what can hardly be anything but a handle.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import account_cues, account_numbers, handles, ownership
from shenyan.account_cues import Announcers
from shenyan.account_numbers import Numbers
from shenyan.cues import Cue
from shenyan.detectors import Detector
from shenyan.digits import Reader, Run, reader
from shenyan.draft import Draft, Span
from shenyan.handles import Known, Reading
from shenyan.masks import keeping, starred
from shenyan.normalize import EMOJI, Folded
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.strips import Strips, cut

STAGE: Final = 0

_WRITTEN: Final = re.compile(
    r"[a-z0-9_]{2}[\s.\-]?[a-z0-9_]"
    rf"|[a-z0-9_](?:[ {EMOJI}][a-z0-9_]){{5}}|[_丶]"
)
_MENTION: Final = re.compile(r"@[\w\-·]*$")
_STOP: Final = re.compile(r"[。!?…\n]")
_OPENED: Final = re.compile(r"\s?[(\[【]$")
_IN_LINK: Final = frozenset("?&/=#.")
_PLAIN_FROM: Final = 6
_FAR: Final = 14
_CUE_FAR: Final = 64
"""No cue, with the separators inside it and the words beside it that matter, is longer."""
_BEFORE: Final = 10
_SENTENCE: Final = 30

Value = tuple[int, int]
Found = tuple[Cue, Value]


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    read: Reader
    cues: Announcers
    own: Own
    numbers: Numbers
    known: Known
    handle: Reading


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector for the account rule."""
    kit = _kit(rules[0], words)
    strips = Strips(kit.cues.find, _CUE_FAR)

    def detect(draft: Draft) -> Iterator[Span]:
        folded = draft.folded
        text = folded.text
        runs = kit.read(folded)
        if not runs and _WRITTEN.search(text) is None:
            return
        cues = strips.find(cut(folded))
        named, hinted = (
            [Cue(start, end, True) for start, end, names in cues if names is kind]
            for kind in (True, False)
        )
        found = _found(text, runs, handles.joined_in(text), named, hinted, kit)
        for cue, value in found:
            yield _span(value, cue, folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    return _Kit(
        rule,
        reader(words),
        account_cues.prepare(rule, words),
        ownership.prepare(words),
        account_numbers.prepare(words),
        handles.known(words),
        handles.reading(words),
    )


def _found(
    text: str,
    runs: tuple[Run, ...],
    joined: Sequence[Value],
    named: Sequence[Cue],
    hinted: Sequence[Cue],
    kit: _Kit,
) -> list[Found]:
    """Give all values with their cues; what a platform's name announces comes first."""
    found = list(_telling(text, joined, kit))
    taken = {k for _, value in found for k in range(*value)}
    rest = [cue for cue in named if cue.start not in taken]
    found += _announced(text, runs, rest, kit)
    taken = {k for cue, value in found for k in range(min(cue.start, value[0]), value[1])}
    for cue, value in (*_whispered(text, runs, hinted, kit), *_joined(text, joined, named, hinted)):
        if taken.isdisjoint(range(*value)):
            taken.update(range(*value))
            found.append((cue, value))
    return found


def _telling(text: str, spans: Sequence[Value], kit: _Kit) -> Iterator[Found]:
    """Give handles that tell by themselves what they are: wxid_…, any in a post that blames."""
    blaming = bool(spans) and kit.cues.blame(text)
    for start, end in spans:
        numbered = any(char.isdigit() for char in text[start:end])
        if text.startswith(kit.cues.heads, start) or (blaming and numbered):
            yield Cue(start, end, True), (start, end)


def _announced(
    text: str, runs: tuple[Run, ...], named: Sequence[Cue], kit: _Kit
) -> Iterator[Found]:
    """Give the values of the platforms' names, from left to right."""
    done = 0
    for cue in named:
        if cue.start < done or text[cue.end : cue.end + 1] == "_":
            continue  # a piece of a handle: dy_abc
        value = _value(text, runs, cue, kit)
        if value is not None and value[0] >= done:
            done = value[1]
            yield cue, value


def _value(text: str, runs: tuple[Run, ...], cue: Cue, kit: _Kit) -> Value | None:
    """Give the span of the value that the cue announces, or None."""
    if _MENTION.search(text, max(cue.start - 30, 0), cue.start):
        return None  # a piece of somebody's name after @
    begin = kit.cues.linked(text, cue.end)
    explicit = kit.cues.explicit.search(text, cue.start, begin) is not None
    number = kit.numbers.at(text, runs, begin, long=explicit)
    handle = _handle(text, cue, begin, kit)
    if number and handle and handle[1] > number[1] and text[begin].isalpha():
        return handle  # ss-0418-x is no 550418
    if number or handle:
        return number or handle
    nick = handles.nick_at(text, begin)
    if nick and ("_" in text[slice(*nick)] or kit.cues.nick.search(text, cue.start, begin)):
        return nick
    if cue.end - cue.start < 2:
        return _bracketed(text, cue, kit)
    return _further(text, runs, begin, kit) or _before(text, runs, cue, kit)


def _handle(text: str, cue: Cue, begin: int, kit: _Kit) -> Value | None:
    """Take the handle that begins at `begin`."""
    if begin == cue.end and cue.end - cue.start < 2 and text[cue.start].isascii():
        return None  # vmomo is a word
    span = kit.handle(text, begin)
    if span is None:
        return None
    word = text[slice(*span)]
    shape = handles.shape(word, kit.known)
    if shape != "plain":
        return span if shape else None
    if begin == cue.end and text[begin - 1].isascii():
        return None  # “insanity” is no ins
    explicit = kit.cues.explicit.search(text, cue.start, begin) is not None
    follows = begin == cue.end and len(word) >= _PLAIN_FROM
    return span if handles.is_name(word) and (explicit or follows) else None


def _further(text: str, runs: tuple[Run, ...], begin: int, kit: _Kit) -> Value | None:
    """Look a few words further, where words like “is” and “here it is” lead there.

    A handle with a name and a number in it needs no such words.
    """
    stop = _STOP.search(text, begin, begin + _FAR)
    limit = stop.start() if stop else min(begin + _FAR, len(text))
    leading = kit.cues.far.search(text, begin, limit)
    place = kit.cues.linked(text, leading.end()) if leading else limit + 1
    if place <= limit:
        if (number := kit.numbers.at(text, runs, place)) is not None:
            return number
        if (handle := _sure(text, kit.handle(text, place), kit)) is not None:
            return handle
    latin = handles.LONG.search(text, begin, begin + 2 * _SENTENCE)
    if latin is None or latin.start() > limit:
        return None
    return _sure(text, kit.handle(text, latin.start()), kit)


def _before(text: str, runs: tuple[Run, ...], cue: Cue, kit: _Kit) -> Value | None:
    """Look back: “12345678 是他QQ”, “momo_88（微信）”."""
    match = kit.cues.back.search(text, max(cue.start - _BEFORE, 0), cue.start)
    end = match.start() if match else cue.start
    handle = _sure(text, handles.handle_before(text, end), kit)
    return handle or kit.numbers.before(runs, end)


def _bracketed(text: str, cue: Cue, kit: _Kit) -> Value | None:
    """Look back from a cue of one character over a bracket or “is”: momo_88（薇）, momo_88是v."""
    back = kit.cues.back.search(text, max(cue.start - _BEFORE, 0), cue.start)
    if back is None or not (_OPENED.search(back[0]) or back[0].strip()):
        return None
    return _sure(text, handles.handle_before(text, back.start()), kit)


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
        if text[cue.start - 1 : cue.start] in _IN_LINK or text[cue.end : cue.end + 1] == "_":
            continue
        begin = kit.cues.linked(text, cue.end)
        span = _sure(text, kit.handle(text, begin), kit)
        written = text[slice(*span)] if span else ""
        explicit = kit.cues.explicit.search(text, cue.start, begin) is not None
        telling = "_" in written or handles.is_mixed(written)
        if span and (telling or (explicit and handles.is_numbered(written))):
            yield cue, span
        elif explicit:
            number = kit.numbers.at(text, runs, begin)
            if number is not None and text[number[0]] != "0":
                yield cue, number
            elif number is None and kit.cues.nick.search(text, cue.start, begin):
                nick = handles.nick_at(text, begin)
                if nick is not None:
                    yield cue, nick


def _joined(
    text: str, spans: Sequence[Value], named: Sequence[Cue], hinted: Sequence[Cue]
) -> Iterator[Found]:
    """Give handles with an underscore in whose sentence a platform or a hint is named."""
    found = sorted((*named, *hinted), key=lambda cue: cue.start) if spans else []
    for start, end in spans:
        near = bisect_left(found, start - _SENTENCE, key=lambda cue: cue.start)
        for cue in found[near : near + _SENTENCE]:
            between = text[cue.end : start] or text[end : cue.start]
            apart = cue.end <= start or end <= cue.start < end + _SENTENCE
            if apart and not _STOP.search(between):
                yield cue, (start, end)
                break


def _span(value: Value, cue: Cue, folded: Folded, kit: _Kit) -> Span:
    start, end = value
    text = folded.text
    places = [k for k in range(start, end) if text[k].isalnum() or text[k] == "_"]
    tail = 2 if text[start:end].strip("@")[:1].isdigit() else 0
    mask = starred(folded, start, end, keeping(places, 2 + (tail == 0), tail))
    own = kit.own(text, min(cue.start, start), start, end)
    level = "info" if text.endswith(kit.cues.groups, cue.start, cue.end) else kit.rule.level
    return Span(*folded.span(start, end), kit.rule, level, mask, own=own)

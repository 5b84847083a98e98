"""Find account numbers and handles that a cue gives away: QQ 12345678, ➕v：momo_88, 抖音号….

The cue decides: without one a handle is a word and a number an amount. Cues are searched in the
text without separators and emoji, so that 微.信 and V❤信 are read as one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from shenyan import cues, ownership
from shenyan.cues import Cue, Cues
from shenyan.detectors import Detector
from shenyan.digits import Reader, Run, digit_at, homophones, reader
from shenyan.draft import Draft, Span
from shenyan.masks import keeping, starred
from shenyan.normalize import Folded, fold_text
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.shapes import is_idiom, light

STAGE: Final = 0

_HANDLE: Final = re.compile(r"@?[a-z0-9_][a-z0-9_\-.]{3,28}[a-z0-9_](?: \d{3,6}(?![\d\-])|#\d{4})?")
_HANDLE_BACK: Final = re.compile(r"@?[a-z_][a-z0-9_\-.]{3,28}[a-z0-9_]$")
_MARKED: Final = re.compile(r"[\d_]|[a-z]-[a-z]|--")
_NOT: Final = re.compile(
    r"[a-z]*\d+(?:\.\d+)+[a-z]?|\d+[a-z]{1,2}|bv1[a-z0-9]{9}|av\d+|[a-z]+\.[a-z.]+"
)
"""Versions, sizes, videos and sites."""

_LATIN: Final = re.compile("[a-z]")
_MENTION: Final = re.compile(r"@[\w\-·]*$")
_STOP: Final = re.compile(r"[。!?…\n]")
_SHORTEST: Final = 5
_LONGEST: Final = 12
_LETTERS: Final = 3
_ZERO_LED: Final = 8
_FAR: Final = 14


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    read: Reader
    cues: Cues
    own: Own
    link: re.Pattern[str]
    far: re.Pattern[str]
    back: re.Pattern[str]
    explicit: re.Pattern[str]
    counters: tuple[str, ...]
    idioms: frozenset[str]
    other: tuple[str, ...]
    not_handles: frozenset[str]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector for the account rule."""
    kit = _kit(rules[0], words)
    separators = _separators(rules[0].cues)

    def detect(draft: Draft) -> Iterator[Span]:
        folded = draft.folded
        separator = separators[_LATIN.search(folded.text) is not None]
        text = separator.sub("", folded.text)
        found = [cue for cue in kit.cues.within(text, 0, len(text)) if cue.good]
        at = _places(folded.text, separator) if found else ()
        begins = {cue.start for cue in found}
        for cue in found:
            if cue.end in begins and not text[cue.end].isascii():
                continue  # the value stands after the last of several cues
            if not text.endswith(kit.other, 0, cue.start):
                begin, end = at[cue.start], at[cue.end - 1] + 1
                value = _value(folded.text, kit.read(folded), Cue(begin, end, True), kit)
                if value is not None:
                    yield _span(value, begin, folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    def any_of(name: str) -> str:
        listed = sorted((fold_text(w) for w in words.get(name, ())), key=len, reverse=True)
        return "|".join(map(re.escape, listed)) or r"(?!)"

    cue_words = "|".join(
        sorted((re.escape(fold_text(c)) for c in rule.cues), key=len, reverse=True)
    )
    sounds = [word for line in words.get("cue-sounds", ()) for word in _alike(line)]
    return _Kit(
        rule,
        reader(words),
        cues.prepare((*rule.cues, *sounds), rule.not_cues),
        ownership.prepare(words),
        re.compile(rf"(?:{any_of('account-links')}|(?:{cue_words})(?![a-z0-9])|[^\w@]){{0,12}}+"),
        re.compile(any_of("account-far")),
        re.compile(rf"(?:{any_of('account-back')}|[^\w@]){{0,6}}$"),
        re.compile(rf"(?:{any_of('account-explicit')}|[:=])[^\w@]*$"),
        tuple(fold_text(w) for w in words.get("counters", ())),
        frozenset(words.get("numeral-words", ())),
        tuple(
            fold_text(word)
            for name in ("not-contact", "public-owners")
            for word in words.get(name, ())
        ),
        frozenset(fold_text(w) for w in words.get("not-handles", ())),
    )


def _alike(line: str) -> list[str]:
    """List the words that sound like a line of syllables; other characters stay themselves."""
    parts = [homophones([part]) or part for part in line.split()]
    return ["".join(chars) for chars in product(*parts)]


def _separators(cue_words: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Build what is left out of a text without and of one with Latin letters.

    It is separators and emoji that are no cue. Between two Latin words they stay: “v x” is one
    word, “I love x” is not.
    """
    chars = {char for cue in cue_words for char in fold_text(cue)}
    signs = {char for char in chars if not char.isalnum() and not char.isspace()}
    drop = rf"[^\w{re.escape(''.join(sorted(signs)))}]++"
    alone = f"(?<![a-z][a-z]){drop}(?=[a-z](?![a-z]))"
    return re.compile(drop), re.compile(f"{drop}(?![a-z])|(?<![a-z]){drop}|{alone}")


def _places(text: str, separator: re.Pattern[str]) -> Sequence[int]:
    """Give the place of every character that `separator` leaves."""
    places: list[int] = []
    done = 0
    for match in separator.finditer(text):
        places.extend(range(done, match.start()))
        done = match.end()
    places.extend(range(done, len(text)))
    return places


def _value(text: str, runs: tuple[Run, ...], cue: Cue, kit: _Kit) -> tuple[int, int] | None:
    """Give the folded span of the value that the cue announces, or None."""
    if _MENTION.search(text, max(cue.start - 30, 0), cue.start):
        return None  # a piece of somebody's name after @
    match = kit.link.match(text, cue.end)
    begin = match.end() if match else cue.end
    if (number := _number(runs, begin, text, kit)) is not None:
        return number
    if (handle := _handle(text, cue, begin, kit)) is not None:
        return handle
    if cue.end - cue.start < 2:
        return None
    return _further(text, runs, begin, kit) or _before(text, runs, cue, kit)


def _number(runs: tuple[Run, ...], begin: int, text: str, kit: _Kit) -> tuple[int, int] | None:
    """Take the number that begins at `begin`."""
    found = digit_at(runs, begin)
    if found is None:
        return None
    run, k = found
    end = _number_end(run, k, text, kit)
    if not _SHORTEST <= end - k <= _LONGEST or (run.digits[k] == "0" and end - k < _ZERO_LED):
        return None
    if {"l", "h"} <= set(run.kinds[k:end]):
        return None  # V813s四核: a model, not a number in disguise
    first, last = run.span(k, end)
    after = text[last : last + 1]
    if _NOT.fullmatch(text, first, last) or (after.isascii() and after.isalpha()):
        return None  # a version, or a handle that begins with digits
    return None if text.startswith(kit.counters, last) else (first, last)


def _number_end(run: Run, k: int, text: str, kit: _Kit) -> int:
    """Give the end of the number at `k`: what touches, or what light separators hold together."""
    end = light(run, k, 2 * _LONGEST)
    touching = k + 1
    while touching < end and not run.gaps[touching]:
        touching += 1
    if end - k > _LONGEST or touching - k >= 8:
        end = touching
    while end > k + 1 and run.kinds[end - 1] in "wl" and set(run.kinds[k:end]) & {"d", "h"}:
        end -= 1
    while end > k + 1 and is_idiom(run, end - 1, text, kit.idioms):
        end -= 1
    return end


def _handle(text: str, cue: Cue, begin: int, kit: _Kit) -> tuple[int, int] | None:
    """Take the handle that begins at `begin`."""
    match = _HANDLE.match(text, begin)
    glued = begin == cue.end and text[begin - 1 : begin].isascii()
    if match and " " in match[0] and not _MARKED.search(match[0].split()[0]):
        match = _HANDLE.fullmatch(text, begin, begin + match[0].index(" "))
    if match is None or (
        begin == cue.end and cue.end - cue.start < 2 and text[cue.start].isascii()
    ):
        return None
    word = match[0].lstrip("@")
    if word in kit.not_handles or _NOT.fullmatch(word) or word.replace(".", "").isdigit():
        return None
    if not _MARKED.search(word) and (glued or not _is_plain_name(word, text, cue, begin, kit)):
        return None
    return match.span()


def _is_plain_name(word: str, text: str, cue: Cue, begin: int, kit: _Kit) -> bool:
    """Take a handle of letters only where the cue is followed by it at once or by a colon."""
    explicit = kit.explicit.search(text, cue.start, begin) is not None
    return len(set(word)) >= _LETTERS and (explicit or (begin == cue.end and len(word) > _SHORTEST))


def _further(text: str, runs: tuple[Run, ...], begin: int, kit: _Kit) -> tuple[int, int] | None:
    """Look a few words further, where words like “is” and “here it is” lead there."""
    stop = _STOP.search(text, begin, begin + _FAR)
    limit = stop.start() if stop else min(begin + _FAR, len(text))
    linked = kit.far.search(text, begin, limit)
    if linked is None:
        return None
    match = kit.link.match(text, linked.end())
    place = match.end() if match else linked.end()
    if place > limit:
        return None
    if (number := _number(runs, place, text, kit)) is not None:
        return number
    handle = _HANDLE.match(text, place)
    if handle is None or handle[0] in kit.not_handles or _NOT.fullmatch(handle[0]):
        return None
    return handle.span() if _MARKED.search(handle[0]) else None


def _before(text: str, runs: tuple[Run, ...], cue: Cue, kit: _Kit) -> tuple[int, int] | None:
    """Look back: “12345678 是他QQ”, “momo_88（微信）”."""
    match = kit.back.search(text, max(cue.start - 10, 0), cue.start)
    end = match.start() if match else cue.start
    handle = _HANDLE_BACK.search(text[max(end - 32, 0) : end])
    if handle is not None and _MARKED.search(handle[0]):
        word = handle[0].lstrip("@")
        if word not in kit.not_handles and not _NOT.fullmatch(word):
            return end - len(handle[0]), end
    found = digit_at(runs, end - 1)
    if found is None:
        return None
    run, last = found
    k = last
    while k and run.joints[k] != "m" and last - k < _LONGEST:
        k -= 1
    if not _SHORTEST <= last - k < _LONGEST or run.digits[k] == "0":
        return None
    return run.span(k, last + 1)


def _span(value: tuple[int, int], cue: int, folded: Folded, kit: _Kit) -> Span:
    start, end = value
    places = [k for k in range(start, end) if folded.text[k].isalnum() or folded.text[k] == "_"]
    tail = 2 if folded.text[start:end].strip("@")[:1].isdigit() else 0
    mask = starred(folded, start, end, keeping(places, 2 + (tail == 0), tail))
    own = kit.own(folded.text, cue, start, end)
    return Span(*folded.span(start, end), kit.rule, kit.rule.level, mask, own=own)

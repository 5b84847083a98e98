"""Find telephone numbers, however they are written: mobiles, landlines, numbers abroad.

Candidates are searched inside runs of digits (see `digits`); the plan of the country (see
`phone` beside this folder) says whether a candidate is a number at all, the words around it
whether it is one here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import cues, ownership, phone
from shenyan.abroad import Finder
from shenyan.alternation import any_of
from shenyan.cues import Cues
from shenyan.detectors import Detector
from shenyan.digits import Reader, Run, reader
from shenyan.draft import Draft, Span
from shenyan.masks import starred
from shenyan.normalize import Folded, fold_text
from shenyan.numerals import values
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.shapes import (
    is_counted,
    is_cut_off,
    is_sane,
    may_begin,
    segments,
    shape,
    stands_alone,
)
from shenyan.strips import cut

STAGE: Final = 0

_START: Final = re.compile(r"(?=1[3-9])")
_AREA: Final = re.compile(r"(?=0(?:10|2\d|[3-9]\d\d)[2-9])")
_OPENED: Final = re.compile(r"(?:\+\s?|[(]\s?\+?\s?)$")
_STOP: Final = re.compile(r"[。!?\n]")
_SENTENCE: Final = 24
_LINK: Final = 10
_DASHED: Final = re.compile(r"-\d{3,4}(?![\d\-.])")
"""An extension behind a land line: 010-60001234-802."""
_CLOSE: Final = 3
_LOCAL_AMONG: Final = 40
_DATE: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate: folded span, places of its digits, those a mask hides, how doubtful it is."""

    start: int
    end: int
    places: Sequence[int]
    hidden: Sequence[int]
    doubt: int = 0
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class _Kit:
    """What the search needs beside the draft; made once."""

    rule: Rule
    read: Reader
    cues: Cues
    shops: Cues
    lines: Cues
    own: Own
    counters: tuple[str, ...]
    idioms: frozenset[str]
    extension: re.Pattern[str]
    links: tuple[str, ...]
    offices: re.Pattern[str]
    somebody: re.Pattern[str]
    abroad: Finder


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector for the phone rule."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        found = [c for run in kit.read(draft.folded) for c in _in_run(run, text, kit)]
        found += [
            _Found(n.start, n.end, n.places, n.hidden, int(n.bare))
            for n in kit.abroad.find(cut(draft.folded))
        ]
        taken: set[int] = set()
        for candidate in sorted(found, key=lambda c: (c.doubt, c.start - c.end, c.start)):
            if taken.isdisjoint(candidate.places) and _is_phone(candidate, text, kit):
                taken.update(candidate.places)
                yield _span(candidate, draft.folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    return _Kit(
        rule,
        reader(words),
        cues.prepare(rule.cues, (*words.get("not-contact", ()), *rule.not_cues)),
        cues.prepare(words.get("shop-phones", ()), ()),
        cues.prepare(words.get("line-cues", ()), words.get("not-contact", ())),
        ownership.prepare(words),
        tuple(fold_text(word) for word in words.get("counters", ())),
        frozenset(words.get("numeral-words", ())),
        re.compile(rf"[\s\-,(]?(?:{any_of(words.get('extensions', ()))})[:\s]?\d{{1,6}}(?!\d)\)?"),
        tuple(fold_text(word) for word in words.get("phone-links", ())),
        re.compile(any_of(words.get("phone-offices", ()))),
        re.compile(any_of(words.get("whereabouts-who", ()))),
        Finder(values(words)),
    )


def _in_run(run: Run, text: str, kit: _Kit) -> Iterator[_Found]:
    """Find mobiles, landlines and short numbers with a cue among the digits of a run."""
    for match in _START.finditer(run.digits):
        k = match.start()
        if phone.MOBILE.match(run.digits, k) and may_begin(run, k, text, kit.idioms):
            yield from _mobile(run, k, text, kit)
    if "0" in run.digits:
        for match in _AREA.finditer(run.digits):
            if may_begin(run, match.start(), text, kit.idioms):
                yield from _landline(run, match.start(), text, kit)
    yield from _local(run, text, kit)


def _mobile(run: Run, k: int, text: str, kit: _Kit) -> Iterator[_Found]:
    end = k + phone.MOBILE_LENGTH
    if not is_sane(run, k, end):
        return
    for start in _with_country(run, k):
        listed = run.groups(k, end) == (3, 4, 4) and is_cut_off(run, start, end)
        if not listed and not stands_alone(run, start, end, text, kit.idioms):
            continue
        first, last = run.span(start, end)
        first = _opened(text, first)
        if shape(run, k, end, kit.counters) == "plain" or _is_cued(text, first, kit):
            doubt = sum(kind in "wl" for kind in run.kinds[k:end])
            yield _Found(first, last, run.at[k:end], run.at[end - 8 : end - 4], doubt)
            return


def _with_country(run: Run, k: int) -> Iterator[int]:
    """Give the places where the number may begin: at 0086, at 86, at 0, at its own digits."""
    for prefix in ("0086", "86", "0"):
        start = k - len(prefix)
        if start >= 0 and run.digits[start:k] == prefix:
            yield start
    yield k


def _opened(text: str, start: int) -> int:
    """Take the plus sign, or the bracket that closes inside, with the number."""
    match = _OPENED.search(text[max(start - 4, 0) : start])
    if match is None or ("(" in match[0] and ")" not in text[start : start + 6]):
        return start
    return start - len(match[0])


def _is_cued(text: str, start: int, kit: _Kit) -> bool:
    cue = kit.cues.before(text, start)
    return cue is not None and cue.good


def _landline(run: Run, k: int, text: str, kit: _Kit) -> Iterator[_Found]:
    """Try an area code and the seven or eight digits after it."""
    for end in (k + 12, k + 11, k + 10):
        if end > len(run) or not phone.is_fixed_line(run.digits[k + 1 : end]):
            continue
        if not is_sane(run, k, end):
            continue
        start, last = run.span(k, end)
        extended = _DASHED.match(text, last) is not None
        if not extended and not stands_alone(run, k, end, text, kit.idioms):
            continue
        start = _opened(text, start)
        odd = len(run.inner_gaps(k, end)) > 2 or "l" in run.kinds[k:end]
        if odd and not _is_cued(text, start, kit):
            continue
        extension = kit.extension.match(text, last)
        area = phone.area_length(run.digits[k + 1 :]) + 1
        last = extension.end() if extension else last
        own = run.at[k + area : end]
        yield _Found(start, last, own, own[:-4], fixed=True)
        return


def _local(run: Run, text: str, kit: _Kit) -> Iterator[_Found]:
    """Take seven or eight digits that a cue right before them calls a telephone number."""
    for k, stop in segments(run) if len(run) < _LOCAL_AMONG else ():
        if stop - k not in {7, 8} or run.digits[k] in "01" or _DATE.match(run.digits, k):
            continue
        start, end = run.span(k, stop)
        if "l" in run.kinds[k:stop] or "w" in run.kinds[k:stop]:
            continue
        cue = kit.lines.before(text, start)
        if cue is not None and cue.good and start - cue.end <= _CLOSE:
            yield _Found(start, end, run.at[k:stop], run.at[k : stop - 4], fixed=True)


def _is_phone(found: _Found, text: str, kit: _Kit) -> bool:
    """Ask the words around: an order number, an amount or a piece of a code is no phone."""
    before = kit.cues.before(text, found.start)
    if before is not None:
        return before.good
    after = kit.cues.after(text, found.end)
    if after is not None and not after.good:
        return False
    if is_counted(text, found.end, kit.counters):
        return False
    return not _in_code(text, found.start, found.end, kit)


def _in_code(text: str, start: int, end: int, kit: _Kit) -> bool:
    """Tell whether the number is a piece of a Latin word, a link or a serial number."""
    if text.endswith(kit.links, max(start - _LINK, 0), start):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and (before.isalpha() or before in {"/", "=", "_", "&"}) and before:
        return True
    if not (after.isascii() and (after.isalpha() or after == "_")) or not after:
        return False
    cue = kit.cues.within(text, end, end + 8)
    return not (cue and cue[0].start == end)


def _span(found: _Found, folded: Folded, kit: _Kit) -> Span:
    text = folded.text
    cue = kit.cues.before(text, found.start)
    own = kit.own(text, cue.start if cue else found.start, found.start, found.end)
    mask = starred(folded, found.start, found.end, found.hidden)
    level = "info" if _is_public(found, text, kit) else kit.rule.level
    return Span(*folded.span(found.start, found.end), kit.rule, level, mask, own=own)


def _is_public(found: _Found, text: str, kit: _Kit) -> bool:
    """Tell the number of a shop, and the land line of an office, from a person's."""
    if kit.shops.within(text, found.start - cues.REACH, found.start):
        return True
    if not found.fixed:
        return False
    lead = _STOP.split(text[max(found.start - _SENTENCE, 0) : found.start])[-1]
    return kit.offices.search(lead) is not None and kit.somebody.search(lead) is None

"""Find bank card numbers: 16 to 19 digits whose check digit is right and whose place fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from shenyan import cues, ownership
from shenyan.checksums import luhn, resident
from shenyan.cues import Cues, gathered
from shenyan.detectors import Detector
from shenyan.digits import Reader, Run, reader
from shenyan.draft import Draft, Span
from shenyan.masks import keeping, starred
from shenyan.normalize import Folded
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.shapes import segments

STAGE: Final = 0

_LENGTHS: Final = range(16, 20)
_UNIONPAY: Final = re.compile("62")
_UNIONPAY_LENGTHS: Final = frozenset({16, 19})
_ISSUED: Final = re.compile(r"[3-69]")
_EMBOSSED: Final = (4, 4, 4, 4)
"""How the digits stand on a card; numbers mistyped or made up fail the check digit, no more."""
_AFTER: Final = 10
_PAUSE: Final = re.compile(r"\s?[,、;]\s?|\n")
_CUT: Final = re.compile("s")
_KIND: Final = re.compile("h+|[^h]+")


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    read: Reader
    cues: Cues
    own: Own
    tail: str


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector for the bank card rule; `bank-card-masks` says how a tail is written."""
    rule = rules[0]
    kit = _Kit(
        rule,
        reader(words),
        cues.prepare(rule.cues, (*words.get("not-contact", ()), *rule.not_cues)),
        ownership.prepare(words),
        next(iter(words.get("bank-card-masks", ())), ""),
    )

    def detect(draft: Draft) -> Iterator[Span]:
        text = gathered(draft.folded.text)
        for run in kit.read(draft.folded):
            for start, end in _cards(run, text, kit):
                yield _span(run, start, end, draft.folded, kit)

    return detect


def _cards(run: Run, text: str, kit: _Kit) -> Iterator[tuple[int, int]]:
    """Give the digit spans of cards in a run: whole stretches, or a touching part of one."""
    if len(run) < _LENGTHS[0]:
        return
    stretches = [*segments(run), *_listed(run)] if "m" in run.joints else segments(run)
    for k, end in (_without_words(run, *stretch) for stretch in stretches):
        if end - k < _LENGTHS[0]:
            continue
        parts = [(k, end)] if end - k in _LENGTHS else _touching(run, k, end)
        for start, stop in parts:
            if stop - start in _LENGTHS and _is_card(run, start, stop, text, kit):
                yield start, stop


def _listed(run: Run) -> Iterator[tuple[int, int]]:
    """Give the stretches in which only pauses divide groups of four: 6217，0010，0008，0219.

    A line break may cut a number in two anywhere.
    """
    start = 0
    for k in range(1, len(run) + 1):
        if k == len(run) or (run.joints[k] == "m" and not _PAUSE.fullmatch(run.gaps[k])):
            groups = run.groups(start, k)
            fours = set(groups[:-1]) == {4} and groups[-1] <= 4
            cut = run.inner_gaps(start, k) == ["\n"]
            if k - start in _LENGTHS and (fours or cut):
                yield start, k
            start = k


def _without_words(run: Run, start: int, end: int) -> tuple[int, int]:
    """Leave out homophones at the edges: in “782就是她” the number ends at 2."""
    while start < end and run.kinds[start] == "w":
        start += 1
    while end > start and run.kinds[end - 1] == "w":
        end -= 1
    return start, end


def _touching(run: Run, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch where its digits do not touch, or change from 0-9 to numerals."""
    cuts = [start, *(m.start() for m in _CUT.finditer(run.joints, start + 1, end)), end]
    parts = list(pairwise(cuts))
    if "h" not in run.kinds[start:end]:
        return parts
    return [match.span() for a, b in parts for match in _KIND.finditer(run.kinds, a, b)]


def _is_card(run: Run, start: int, end: int, text: str, kit: _Kit) -> bool:
    digits = run.digits[start:end]
    if set(run.kinds[start:end]) & {"w"} or _ISSUED.match(digits) is None or resident(digits):
        return False
    first, last = run.span(start, end)
    before = kit.cues.before(text, first)
    if before is not None and not before.good:
        return False
    after = kit.cues.within(text, last, last + _AFTER)
    cued = before is not None or any(cue.good for cue in after)
    groups = run.groups(start, end)
    if "m" in run.joints[start + 1 : end]:
        return cued and luhn(digits)  # else four-digit amounts, one after another
    if not luhn(digits):
        card = _UNIONPAY.match(digits) is not None and len(digits) in _UNIONPAY_LENGTHS
        return (cued and (card or groups[:4] == _EMBOSSED)) or (card and groups[:4] == _EMBOSSED)
    grouped = groups[0] == 4
    return cued or grouped or _UNIONPAY.match(digits) is not None


def _span(run: Run, start: int, end: int, folded: Folded, kit: _Kit) -> Span:
    first, last = run.span(start, end)
    if kit.tail:
        mask = kit.tail.replace("{tail}", run.digits[end - 4 : end])
    else:
        mask = starred(folded, first, last, keeping(run.at[start:end], 0, 4))
    cue = kit.cues.before(folded.text, first)
    own = kit.own(folded.text, cue.start if cue else first, first, last)
    return Span(*folded.span(first, last), kit.rule, kit.rule.level, mask, own=own)

"""Find identity numbers: resident cards by their structure, passports and permits by a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import cues
from shenyan.alternation import any_of
from shenyan.checksums import RESIDENT, resident
from shenyan.cues import Cues, gathered
from shenyan.detectors import Detector
from shenyan.digits import Reader, Run, reader
from shenyan.draft import Draft, Span
from shenyan.masks import keeping, starred
from shenyan.normalize import Folded
from shenyan.rules import Rule, Words
from shenyan.shapes import segments, stands_alone
from shenyan.spellings import spellings
from shenyan.strips import Cut, Place, Strips, cut

STAGE: Final = 0

_START: Final = re.compile(r"(?=[1-8]\d{5}(?:18|19|20)\d\d[01]\d[0-3]\d)")
_OLD: Final = re.compile(r"[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_PERMIT: Final = re.compile(r"(?<![a-z0-9])[a-z]{1,2}[\s\-]?\d{6,10}(?:\(\d\))?(?![a-z0-9])")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
"""No paper has such a number (丢失驾驶证，捡到请联系…)."""
_LETTERS: Final = re.compile(r"(?<![a-z0-9])[a-z]{1,2}[^\w]{0,2}$")
_REACH: Final = 12
_FAR: Final = 64
"""No cue, with the longer one that it may be inside, is longer (code points)."""
_GROUPS: Final = frozenset({(6, 4, 2, 2, 4), (6, 8, 4), (6, 4, 4, 4), (4, 2, 4, 4, 4)})
"""Area, birthday and serial number set apart: nothing else is written so."""


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    read: Reader
    cues: Cues
    named: Strips[None]
    """Finds the cues of papers."""
    idioms: frozenset[str]
    x: re.Pattern[str]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector for the id rule."""
    rule = rules[0]
    known = cues.prepare(
        (*rule.cues, *spellings(words.get("id-papers", ()), words.get("account-hearts", ()))),
        (*words.get("not-contact", ()), *rule.not_cues),
    )
    kit = _Kit(
        rule,
        reader(words),
        known,
        Strips(lambda text: _named(text, known), _FAR),
        frozenset(words.get("numeral-words", ())),
        re.compile(rf"[^\w]{{0,2}}(?:{any_of(words.get('id-x', ()))})(?![a-z])"),
    )

    def detect(draft: Draft) -> Iterator[Span]:
        folded = draft.folded
        runs = kit.read(folded)
        if not runs:
            return
        text = gathered(folded.text)
        for run in runs:
            yield from (_span(span, folded, kit) for span in _residents(run, text, kit))
        yield from (_span(span, folded, kit) for span in _permits(cut(folded, text), runs, kit))

    return detect


def _named(text: str, known: Cues) -> Iterator[Place[None]]:
    """Give the places of the cues that name a paper."""
    return ((cue.start, cue.end, None) for cue in known.within(text, 0, len(text)) if cue.good)


def _residents(run: Run, text: str, kit: _Kit) -> Iterator[tuple[int, int]]:
    """Find 18-digit numbers, and old 15-digit ones that a cue names."""
    if len(run) < 15:
        return
    for match in _START.finditer(run.digits):
        k = match.start()
        if k and not run.gaps[k] and run.kinds[k - 1] == run.kinds[k] == "d":
            continue
        found = _resident(run, k, text, kit)
        if found is not None:
            yield found
    if len(run) == 15 and _OLD.fullmatch(run.digits) and _is_cued(text, *run.span(0, 15), kit):
        yield run.span(0, 15)


def _resident(run: Run, k: int, text: str, kit: _Kit) -> tuple[int, int] | None:
    """Check the number that begins at digit `k`; a wrong check digit needs a cue."""
    if RESIDENT.match(run.digits, k) is None:
        return None
    start, seventeenth = run.span(k, k + 17)
    x = kit.x.match(text, seventeenth)
    end = k + (17 if x else 18)
    if end > len(run) or not stands_alone(run, k, end, text, kit.idioms):
        return None
    last = x.end() if x else run.span(k, end)[1]
    number = run.digits[k:end] + ("x" if x else "")
    if _is_named_otherwise(text, start, kit):
        return None
    grouped = run.groups(k, end) in _GROUPS and not x
    sure = resident(number) or grouped or _is_cued(text, start, last, kit)
    return (start, last) if sure else None


def _is_cued(text: str, start: int, end: int, kit: _Kit) -> bool:
    near = kit.cues.within(text, start - cues.REACH, start)
    near += kit.cues.within(text, end, end + _REACH)
    return any(cue.good for cue in near)


def _is_named_otherwise(text: str, start: int, kit: _Kit) -> bool:
    cue = kit.cues.before(text, start)
    return cue is not None and not cue.good


def _permits(read: Cut, runs: tuple[Run, ...], kit: _Kit) -> Iterator[tuple[int, int]]:
    """Find passports and permits: letters and digits, or eight digits, that a cue names."""
    text = read.text
    lettered = [match.span() for match in _PERMIT.finditer(text)]
    numbers = ((_with_letters(text, digit), end) for digit, end in _short_numbers(runs))
    found = [span for span in (*lettered, *numbers) if _is_permit(text, *span, kit)]
    if found and kit.named.find(read):
        yield from found


def _with_letters(text: str, digit: int) -> int:
    """Give the place where a number begins, with the letters before its first digit."""
    letters = _LETTERS.search(text[max(digit - 4, 0) : digit])
    return digit - (len(letters[0]) if letters else 0)


def _short_numbers(runs: tuple[Run, ...]) -> Iterator[tuple[int, int]]:
    """Give the folded spans of numbers of 7 to 11 digits that are no mobile phone's."""
    for run in runs:
        for k, stop in segments(run):
            first, last = _without_words(run, k, stop)
            if 7 <= last - first <= 11 and not _MOBILE.fullmatch(run.digits, first, last):
                yield run.span(first, last)


def _without_words(run: Run, start: int, end: int) -> tuple[int, int]:
    """Leave letters and homophones beside 0-9 to the words around: No.G 2846, 28460715已."""
    if "d" in run.kinds[start:end]:
        while run.kinds[end - 1] == "w":
            end -= 1
        while run.kinds[start] in "wl":
            start += 1
    return start, end


def _is_permit(text: str, start: int, end: int, kit: _Kit) -> bool:
    """Tell whether a cue stands right before the number, or right after it."""
    before = kit.cues.before(text, start)
    if before is not None:
        return before.good and start - before.end <= 6
    after = kit.cues.after(text, end, 6)
    return after is not None and after.good


def _span(span: tuple[int, int], folded: Folded, kit: _Kit) -> Span:
    places = [k for k in range(*span) if folded.text[k].isalnum()]
    long = len(places) >= 15
    hidden = keeping(places, 6 if long else 1, 4 if long else 2)
    mask = starred(folded, *span, hidden)
    return Span(*folded.span(*span), kit.rule, kit.rule.level, mask)

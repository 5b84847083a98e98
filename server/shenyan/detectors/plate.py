"""Find number plates: 京A·12345, 沪 A D 1 2 3 4 5, 粤Z1234港, 使 001·028, WJ京12345, 南A·12345."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import ownership
from shenyan.alternation import any_of
from shenyan.detectors import Detector
from shenyan.disguise.sounds import spelling
from shenyan.draft import Draft, Span
from shenyan.masks import keeping, starred
from shenyan.normalize import Folded, fold_text
from shenyan.numerals import homophones
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.strips import cut, matching

STAGE: Final = 0

_SEP: Final = r"[^\w\n,;!?#@/]{0,3}"
_CLOSING: Final = {")": "(", "]": "[", "】": "【"}
_CHARACTER: Final = re.compile(r"\w")
_EVEN: Final = 4
_LEAST_DIGITS: Final = 2
_ISLAND: Final = r"(?<![a-z0-9\-])[a-z]{3}-\d{4}(?![a-z0-9\-])"
_BARE: Final = r"(?:[a-z][\s·\-]?[a-z0-9]{5,6}|[a-z]{2}\s?\d{4})(?![a-z0-9])"
"""A plate without its province, or one of Hong Kong."""
_NEAR: Final = 24
_FAR: Final = 96
"""No plate, with all that may stand between its characters, is longer (code points)."""
_HAN: Final = r"[\u3400-\u9fff]"
_CITY: Final = rf"(?:(?<!{_HAN}){_HAN}{{2}}\s?|(?<={_HAN}{{2}})|(?<={_HAN}{{2}}\s))"
_CYCLE: Final = rf"{_CITY}[a-z]·[a-z0-9]{{5,6}}(?![a-z0-9])"
"""An electric bicycle's: the name of a city, then a letter, a dot and five characters."""


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    own: Own
    pattern: re.Pattern[str]
    official: frozenset[str]
    hint: re.Pattern[str]
    numerals: str
    spoken: re.Pattern[str]
    vehicle: re.Pattern[str]
    counters: tuple[str, ...]
    unless: tuple[str, ...]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `plate-*`."""
    signs = {
        name: "".join(fold_text(w) for w in words.get(f"plate-{name}", ()))
        for name in ("provinces", "ends", "embassies", "consulates", "forces", "numerals", "police")
    }
    called, spoken = (any_of(words.get(name, ())) for name in ("plate-cues", "separators"))
    joiners = any_of(words.get("plate-joiners", ()))
    alike = homophones([spelling(sign) for sign in signs["provinces"]])
    close, wide = (
        _civil(signs, joiners, rf"(?:[^\w\n{stops}!?#@]|{spoken}){{0,4}}")
        for stops in (",;/。", "")
    )
    kinds = (
        rf"[{signs['provinces']}]{close}",
        _embassy(signs),
        _force(signs),
        _CYCLE,
        rf"(?P<weak>[{signs['provinces']}]{wide}|[{alike}]{close}|{_ISLAND})",
        rf"(?:{called})[是为:\s]{{0,3}}(?P<bare>{_BARE})",
    )
    kit = _Kit(
        rules[0],
        ownership.prepare(words),
        re.compile("|".join(kinds)),
        frozenset(signs["embassies"] + signs["consulates"]),
        re.compile(f"[a-z{re.escape(signs['embassies'] + signs['consulates'])}]"),
        signs["numerals"],
        re.compile(rf"{spoken}|{joiners}"),
        re.compile(any_of(words.get("plate-vehicles", ()))),
        tuple(fold_text(w) for w in words.get("plate-not-after", ())),
        tuple(fold_text(w) for w in rules[0].unless),
    )

    places = matching(kit.pattern, _FAR)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        if kit.hint.search(text) is None:
            return
        for at, _, _ in places.find(cut(draft.folded)):
            match = kit.pattern.match(text, at)
            if match is not None and _is_plate(match, text, kit):
                start, end = match.span("bare" if match["bare"] else 0)
                yield _span(start, _closed(text, start, end), draft.folded, kit)

    return detect


def _civil(signs: Mapping[str, str], joiners: str, sep: str) -> str:
    """Build what follows the province: the office's letter, then five or six letters and digits.

    New energy plates have six, of which the first or the last is a letter. A latin letter or a
    digit must not follow. `sep` is what may stand between two characters.
    """
    digit, each = f"[0-9{signs['numerals']}]", f"[a-z0-9{signs['numerals']}]"
    return (
        rf"{sep}[a-z]{sep}(?:(?:{joiners}),?{sep})*"
        rf"(?:[a-z]{sep}{each}{sep}(?:{digit}{sep}){{3}}{digit}|(?:{digit}{sep}){{5}}[a-z]"
        rf"|(?:{each}{sep}){{4}}(?:{each}|[{signs['ends']}]))(?![a-z0-9])"
    )


def _embassy(signs: Mapping[str, str]) -> str:
    """Build the pattern of embassies, 使 001·028, and consulates, 领 014·57沪."""
    before, after, place = signs["embassies"], signs["consulates"], signs["provinces"]
    return (
        rf"[{before}]{_SEP}\d{{3}}{_SEP}\d{{3}}(?!\d)"
        rf"|(?<!\d)\d{{3}}{_SEP}\d{{3}}[{before}](?!\w)"
        rf"|[{after}]{_SEP}\d{{3}}{_SEP}\d{{2,3}}(?:[{place}]|(?!\d))"
    )


def _force(signs: Mapping[str, str]) -> str:
    """Build the pattern of the armed police, WJ京12345, and of the army, which has a dot."""
    return (
        rf"(?<![a-z0-9])wj{_SEP}(?:[{signs['provinces']}]|\d\d){_SEP}"
        rf"(?:\d{_SEP}){{4}}[a-z0-9{signs['police']}](?![a-z0-9])"
        rf"|[{signs['forces']}]{_SEP}[a-z](?:·|{_SEP}(?<=[^\w\s])){_SEP}[a-z0-9]{{5}}(?![a-z0-9])"
    )


def _is_plate(match: re.Match[str], text: str, kit: _Kit) -> bool:
    value = match["bare"] or match[0]
    near = max(match.start() - _NEAR, 0), match.end() + _NEAR
    if match["weak"] and not (kit.vehicle.search(text, *near) or _is_even(match[0])):
        return False
    if sum(char.isdigit() or char in kit.numerals for char in value) < _LEAST_DIGITS:
        return False
    if text.startswith(kit.counters, match.end()):
        return False
    start = max(match.start() - 4, 0)
    return not any(phrase in text[start : match.end()] for phrase in kit.unless)


def _is_even(written: str) -> bool:
    """Tell 新C。H。7。0。9。5, the same sign between all characters, from a list of clauses."""
    gaps = [gap for gap in _CHARACTER.split(written)[2:-1] if gap]
    return len(gaps) >= _EVEN and len(set(gaps)) == 1


def _closed(text: str, start: int, end: int) -> int:
    """Take the bracket that closes one inside: 京A(12)(345)."""
    opening = _CLOSING.get(text[end : end + 1])
    inside = text[start:end]
    return end + (opening is not None and inside.count(opening) > inside.count(text[end]))


def _span(start: int, end: int, folded: Folded, kit: _Kit) -> Span:
    said = {k for m in kit.spoken.finditer(folded.text, start, end) for k in range(*m.span())}
    places = [k for k in range(start, end) if folded.text[k].isalnum() and k not in said]
    head = 1 if folded.text[start].isascii() else 2
    mask = starred(folded, start, end, keeping(places, head, 1))
    own = kit.own(folded.text, start, start, end)
    return Span(*folded.span(start, end), kit.rule, kit.rule.level, mask, own=own)

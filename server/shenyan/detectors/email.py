"""Find e-mail addresses, also where the signs are spelled: zhang艾特163点com, li(at)qq(dot)com.

The search starts at the sign between the two parts and looks a bounded way left and right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import ownership
from shenyan.alternation import NOTHING, any_of
from shenyan.cues import Holds, holding
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.masks import starred
from shenyan.normalize import Folded, fold_text
from shenyan.numerals import values
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.strips import cut, matching

STAGE: Final = 0

_REACH: Final = 66
_FAR: Final = 64
"""No sign, with what is looked at behind it, is longer (code points)."""
_EMOJI: Final = "\u2600-\u27bf\U0001f300-\U0001faff"
_SIGNS: Final = ("@", "#", "at ", "at)", "at]", "at}", "at>", "(a)", "[a]")
_SHOWN: Final = 3
_ROUND: Final = re.compile(r"(?<=[A-Za-z0-9_])[ⓐⒶ🅐🅰🄰](?=[A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    own: Own
    hint: Holds
    at: re.Pattern[str]
    local: re.Pattern[str]
    domain: re.Pattern[str]
    roles: frozenset[str]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from `email-ats`, `email-dots`, `email-hosts` and `email-roles`."""
    kit = _kit(rules[0], words)

    signs = matching(kit.at, _FAR)

    def detect(draft: Draft) -> Iterator[Span]:
        text = _signed(draft.folded)
        if not kit.hint(text):
            return
        for start, end, _ in signs.find(cut(draft.folded, text)):
            found = _address(text, start, end, kit)
            if found is not None:
                yield _span(*found, start, draft.folded, kit)

    return detect


def _signed(folded: Folded) -> str:
    """Read a circled a among plain letters as the sign between the two parts: li88ⓐsohu.com."""
    if _ROUND.search(folded.source) is None:
        return folded.text
    chars = list(folded.text)
    for match in _ROUND.finditer(folded.source):
        chars[folded.index(match.start())] = "@"
    return "".join(chars)


def _kit(rule: Rule, words: Words) -> _Kit:
    ats, hosts, endings = (
        _loose(words.get(name, ())) for name in ("email-ats", "email-hosts", "email-endings")
    )
    dot = _dot(words)
    numerals = "".join(map(chr, values(words)))
    label = (
        rf"(?:[a-z0-9][a-z0-9\-]{{0,30}}|{hosts}|[{numerals}]{{3}}|[a-z0-9](?: [a-z0-9]){{1,9}})"
    )
    hash_sign = rf"#(?=[a-z0-9\-]+{dot}[a-z])"
    signs = rf"@|{hash_sign}| at |[\[(<{{【]\s?(?:at|@|a)\s?[\])>}}】]"
    country = rf"(?:{dot}(?:cn|hk|tw|uk|jp|au)(?![a-z]))?"
    return _Kit(
        rule,
        ownership.prepare(words),
        holding(
            (*_SIGNS, *(form for w in words.get("email-ats", ()) for form in (w, " ".join(w))))
        ),
        re.compile(rf"\s?(?:{signs}|[\[(【]?(?:{ats})[\])】]?)\s?"),
        _local(words, numerals),
        re.compile(
            rf"{label}(?:{dot}{label}){{0,3}}{dot}(?:{endings})(?![a-z0-9\-]){country}"
            rf"|(?P<host>{hosts})(?![\w.\-]|{dot})"
        ),
        frozenset(fold_text(w) for w in words.get("email-roles", ())),
    )


def _loose(listed: Sequence[str]) -> str:
    """Match any of the words, a space between any two of its characters or not."""
    folded = sorted({fold_text(word) for word in listed}, key=len, reverse=True)
    return "|".join(r"\s?".join(map(re.escape, word)) for word in folded) or NOTHING


def _dot(words: Words) -> str:
    """Match a dot as it is written or said, in brackets or not."""
    return rf"\s?(?:\.|[\[(【]?(?:{any_of(words.get('email-dots', ()))})[\])】]?)\s?"


def _local(words: Words, numerals: str) -> re.Pattern[str]:
    """Build what ends before the sign: a name, digits however written, or letters set apart."""
    said = any_of((*words.get("separators", ()), *words.get("email-dots", ())))
    name = (
        rf"[a-z0-9](?:[a-z0-9._%+\-{_EMOJI}]"
        rf"|(?<=[a-z0-9])\s?(?!。)(?:{said})\s?(?=[a-z0-9])){{0,63}}"
    )
    number = rf"[0-9{numerals}](?:[\s\-·、]?[0-9{numerals}]){{4,15}}"
    spaced = r"(?<![a-z0-9])[a-z0-9](?: [a-z0-9._]){4,31}"
    return re.compile(rf"(?:{spaced}|{number}|{name})[\s{_EMOJI}]?$")


def _address(text: str, start: int, end: int, kit: _Kit) -> tuple[int, int] | None:
    """Give the folded span of the address around the sign `text[start:end]`, or None."""
    local = kit.local.search(text, max(start - _REACH, 0), start)
    if local is None or local[0].strip() in kit.roles:
        return None
    domain = kit.domain.match(text, end)
    if domain is None or (domain["host"] and text[start:end].strip() in {"at", "#"}):
        return None
    return start - len(local[0]), domain.end()


def _span(start: int, end: int, at: int, folded: Folded, kit: _Kit) -> Span:
    text = folded.text
    shown = starred(folded, start, start + 1, ())
    tail = folded.source[folded.starts[at] : folded.ends[end - 1]]
    own = kit.own(text, start, start, end)
    return Span(*folded.span(start, end), kit.rule, kit.rule.level, f"{shown}***{tail}", own=own)

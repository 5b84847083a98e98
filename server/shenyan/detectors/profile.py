"""Find the address of a person's page: weibo.com/u/…, t.me/…, or a short link called a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import ownership
from shenyan.alternation import any_of
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.masks import keeping, starred
from shenyan.normalize import Folded
from shenyan.ownership import Own
from shenyan.rules import Rule, Words

STAGE: Final = 0

_NAME: Final = r"(?P<name>[@+]?[\w\-.%]{3,80})"
_ASCII: Final = re.ASCII
_REACH: Final = 16
_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    own: Own
    link: re.Pattern[str]
    called: re.Pattern[str]
    office: re.Pattern[str]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `account-sites`, `account-short-sites`, `account-pages`."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        if "/" not in text:
            return
        for match in kit.link.finditer(text):
            before = text[max(match.start() - _REACH, 0) : match.start()]
            if match["short"] and not kit.called.search(before):
                continue
            if not kit.office.search(before):
                yield _span(match, draft.folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    def listed(name: str) -> str:
        return any_of(words.get(name, ()))

    site = rf"(?:{listed('account-sites')})(?!{listed('account-not-people')})"
    short = rf"(?P<short>{listed('account-short-sites')})(?:[a-z]/)?"
    return _Kit(
        rule,
        ownership.prepare(words),
        re.compile(
            rf"(?<![\w.\-])(?:https?://)?(?:(?:www|m|mobile)\.)?(?:{site}|{short}){_NAME}(?:(?<=[a-z0-9])/)?(?![/\w])",
            _ASCII,
        ),
        re.compile(listed("account-pages")),
        re.compile(listed("public-owners")),
    )


def _span(match: re.Match[str], folded: Folded, kit: _Kit) -> Span:
    start, end = match.span()
    places = [
        k for k in range(*match.span("name")) if folded.text[k].isalnum() or folded.text[k] == "_"
    ]
    mask = starred(folded, start, end, keeping(places, _SHOWN, 0))
    own = kit.own(folded.text, start, start, end)
    return Span(*folded.span(start, end), kit.rule, kit.rule.level, mask, own=own)

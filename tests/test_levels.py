"""What stands together counts together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shenyan.draft import Span
from shenyan.finding import Level, raised
from shenyan.levels import BESIDE, combine
from shenyan.overlaps import settle
from shenyan.rules import Rule

RULE = Rule(
    id="group.rule",
    category="insult",
    level="warning",
    title="t",
    message="m",
    articles=("civil-code-1024",),
    detector="term",
    flag=("x",),
    passes=("y",),
)


def span(
    category: str, level: Level, start: int = 0, end: int = 2, *, public: bool = False
) -> Span:
    return Span(start, end, replace(RULE, category=category, level=level), level, public=public)


NAME = span("person-name", "info", 10, 13)


@pytest.mark.parametrize(
    ("category", "level", "name_level", "partner_level"),
    [
        ("phone-number", "error", "error", "error"),
        ("account", "warning", "error", "error"),
        ("account", "info", "info", "info"),
        ("insult", "warning", "error", "error"),
        ("accusation", "warning", "error", "error"),
        ("threat", "error", "error", "error"),
        ("doxxing", "error", "error", "error"),
        ("health", "error", "error", "error"),
        ("minor", "warning", "error", "error"),
        ("chat-record", "warning", "warning", "warning"),
        ("recording", "warning", "warning", "warning"),
        ("portrait", "warning", "warning", "warning"),
    ],
)
def test_a_private_name_and_its_partner_rise_together(
    category: str, level: Level, name_level: Level, partner_level: Level
) -> None:
    partner, name = combine([span(category, level), NAME])
    assert (name.level, partner.level) == (name_level, partner_level)


def test_a_public_name_raises_nothing() -> None:
    spans = [span("insult", "warning"), replace(NAME, public=True)]
    assert combine(spans) == spans


def test_far_apart_is_not_together() -> None:
    far = replace(NAME, start=BESIDE + 3, end=BESIDE + 5)
    assert [s.level for s in combine([span("insult", "warning"), far])] == ["warning", "info"]


def test_what_rose_together_is_related_both_ways() -> None:
    spans = combine([span("phone-number", "error"), span("insult", "warning", 4, 6), NAME])
    assert [s.related for s in spans] == [(2,), (2,), (0, 1)]


def test_a_level_stays_within_the_three() -> None:
    assert [raised("error"), raised("info", -2), raised("warning", -1)] == ["error", "info", "info"]


def test_the_longest_of_one_category_stays() -> None:
    long, short = span("insult", "info", 0, 4), span("insult", "error", 1, 3)
    assert settle([short, long]) == [long]


def test_rules_over_the_same_words_wait_for_the_context() -> None:
    doubtful, sure = span("insult", "info"), span("insult", "warning")
    other, inside = span("account", "error", 4, 9), span("insult", "error", 0, 1)
    spans = [doubtful, sure, other, span("phone-number", "info", 4, 9), inside]
    assert settle(spans) == [sure, other]
    assert settle(spans, ties=True) == [sure, doubtful, other]


def test_identifiers_exclude_each_other_and_other_categories_nest() -> None:
    phone, card = span("phone-number", "error", 2, 13), span("bank-card", "error", 0, 16)
    threat, insult = span("threat", "error", 20, 30), span("insult", "warning", 22, 24)
    assert settle([phone, card, threat, insult]) == [card, threat, insult]


@pytest.mark.parametrize(
    ("level", "place", "categories"),
    [
        ("warning", (4, 6), ["insult"]),
        ("info", (4, 6), ["insult", "person-name"]),
        ("warning", (3, 6), ["person-name", "insult"]),
    ],
)
def test_what_is_an_insult_from_end_to_end_is_nobodys_name(
    level: Level, place: tuple[int, int], categories: list[str]
) -> None:
    kept = settle([span("insult", level, 4, 6), span("person-name", "info", *place)])
    assert [s.rule.category for s in kept] == categories

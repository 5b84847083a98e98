"""Whom a hint may be about: who counts as somebody, and how far away."""

from __future__ import annotations

import pytest

from shenyan.draft import Span, read, with_spans
from shenyan.rules import load_rules, load_words, rules_dir
from shenyan.wording import whom

RULES = {rule.id: rule for rule in load_rules(rules_dir())}
MEANT = whom.prepare(load_words(rules_dir()))
ILL = "白血病"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("她是白血病", True),
        ("前台那姑娘查出白血病", True),
        ("三楼的阿伯有白血病", True),
        ("楼下那家人瞒得真紧。白血病", True),
        ("@春风不语 白血病", True),
        ("白血病的早期症状", False),
        ("我自己查出白血病", False),
        ("吉他社义演，给白血病募捐", False),
        ("他人的白血病", False),
        ("垃圾桶上贴着白血病的传单", False),
        ("他来过。今天下雨。白血病", False),
        ("白血病要化疗。他说的", False),
        ("他" + "远" * 70 + "白血病", False),
    ],
)
def test_somebody_is_sought_in_the_sentence_and_the_one_before(text: str, seen: bool) -> None:
    start = text.index(ILL)
    assert MEANT("health", read(text), start, start + len(ILL)) is seen


def test_a_number_that_leads_to_a_person_is_somebody() -> None:
    text = "13800001234，白血病"
    phone = Span(0, 11, RULES["privacy.phone-number"], "error")
    assert not MEANT("health", read(text), 12, 15)
    assert MEANT("health", with_spans(read(text), [phone]), 12, 15)


def test_a_name_is_somebody() -> None:
    text = "林晓峰有白血病"
    name = Span(0, 3, RULES["privacy.person-name"], "info")
    assert not MEANT("health", read(text), 4, 7)
    assert MEANT("health", with_spans(read(text), [name]), 4, 7)

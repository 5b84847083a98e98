"""Digits told in bulk are written out, each with a place in the text."""

from __future__ import annotations

from typing import Final

import pytest

from shenyan.digits import reader
from shenyan.normalize import fold
from shenyan.rules import load_words, rules_dir

READ: Final = reader(load_words(rules_dir()))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("幺三八，四个零，一二三四", "13800001234"),
        ("一八六双六零三连九二一", "18666099921"),
        ("138两个0，12345六", "13800123456"),
        ("139零乘四1234", "13900001234"),
        ("一三三四个六八八二一", "13366668821"),
        ("1380013双8九9", "13800138899"),
    ],
)
def test_a_count_before_a_digit_repeats_it(text: str, digits: str) -> None:
    assert [run.digits for run in READ(fold(text))] == [digits]


@pytest.mark.parametrize(
    "text", ["138，四个零，1234", "一八六双六零三连九二一", "139零乘以二88881234"]
)
def test_every_digit_has_a_place_and_the_places_never_go_back(text: str) -> None:
    [run] = READ(fold(text))
    assert len(run.digits) == len(run.kinds) == len(run.at) == len(run.gaps) == len(run.joints)
    assert list(run.at) == sorted(run.at)
    assert run.span(0, len(run)) == (0, len(text))


@pytest.mark.parametrize("text", ["四个零食", "双十一", "三个八度", "今天双喜临门", "两个零"])
def test_a_few_words_with_a_count_are_no_number(text: str) -> None:
    assert READ(fold(text)) == ()

"""A platform's name is found however it is written: in part by sound, with something inside."""

from __future__ import annotations

import pytest

from shenyan.spellings import alike, spellings


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("抖音", "抖y"),
        ("抖音", "dou音"),
        ("小红书", "小h书"),
        ("企鹅", "企e鹅"),
        ("微信", "微❤信"),
        ("微信", "w信"),
        ("快手", "快手"),
    ],
)
def test_a_name_has_the_spellings_people_use(name: str, written: str) -> None:
    assert written in set(spellings([name], ["❤"]))


def test_no_spelling_is_initials_alone() -> None:
    """“wx” and “dy” are cues of their own; “xs” or “zf” would be any two letters."""
    assert not [word for word in spellings(["微信", "小红书"], []) if word.isascii()]


def test_a_latin_or_a_single_name_stays_as_it_is() -> None:
    assert list(spellings(["soul", "薇"], ["❤"])) == ["soul", "薇"]


@pytest.mark.parametrize("word", ["葳芯", "魏xin", "wei芯"])
def test_syllables_stand_for_the_characters_that_sound_so(word: str) -> None:
    assert word in alike("wei xin")


def test_what_is_no_syllable_stands_for_itself() -> None:
    assert "薇❤" in alike("wei ❤")

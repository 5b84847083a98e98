"""A guess gives way to what is surer, in the post that it was made about and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shenyan import Linter
from shenyan.draft import Span
from shenyan.guesses import surest

LINTER = Linter()
RULES = {rule.id: rule for rule in LINTER.rules}
GUESS = Span(10, 14, RULES["insult.tone"], "info")
LOUD = "这些女的除了花男人的钱还会什么"


def at(start: int, rule: str) -> Span:
    return Span(start, start + 2, RULES[rule], RULES[rule].level)


def test_a_guess_alone_stays() -> None:
    assert surest([GUESS]) == [GUESS]


def test_a_guess_beside_an_insult_goes_even_where_they_overlap() -> None:
    insult = at(11, "insult.bastard")
    assert surest([GUESS, insult]) == [insult]


def test_a_name_or_a_number_beside_it_says_nothing() -> None:
    spans = [at(0, "privacy.person-name"), GUESS, at(20, "privacy.phone-number")]
    assert surest(spans) == spans


@pytest.mark.parametrize("start", [135, 500])
def test_what_is_far_away_says_nothing(start: int) -> None:
    spans = [GUESS, at(start, "insult.bastard")]
    assert surest(spans) == spans


def test_two_guesses_do_not_silence_each_other() -> None:
    spans = [GUESS, replace(GUESS, start=20, end=24)]
    assert surest(spans) == spans


@pytest.mark.parametrize(
    "draft",
    [
        f"有人说“{LOUD}”，凭什么",
        "奶奶常讲不要歧视外地人",
        "大会主题是拒绝歧视外地女人",
    ],
)
def test_no_guess_about_what_others_said_or_what_is_spoken_against(draft: str) -> None:
    assert [f.rule for f in LINTER.lint(draft).findings if f.category == "insult"] == []


def test_a_word_the_context_drops_does_not_silence_the_guess() -> None:
    draft = f"{LOUD}。这个词“傻逼”是她自己写的"
    assert "insult.tone" in [f.rule for f in LINTER.lint(draft).findings]


DOUBTFUL = Span(40, 44, RULES["insult.mean-manners"], "info", doubtful=True)


def test_a_doubtful_word_alone_goes() -> None:
    assert surest([DOUBTFUL]) == []
    assert surest([GUESS, DOUBTFUL]) == [GUESS], "a guess is nothing sure"
    assert surest([at(0, "privacy.person-name"), DOUBTFUL]) == [at(0, "privacy.person-name")]


def test_a_doubtful_word_stays_beside_something_surer() -> None:
    spans = [at(20, "reputation.theft"), DOUBTFUL]
    assert surest(spans) == spans
    far = at(400, "reputation.theft")
    assert surest([DOUBTFUL, far]) == [far]


def test_a_doubtful_word_takes_nothing_from_a_surer_one_over_it() -> None:
    insult = at(42, "insult.bastard")
    assert surest([DOUBTFUL, insult]) == [insult]

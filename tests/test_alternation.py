"""A list of words becomes a pattern that finds the longest of them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from shenyan.alternation import any_of, any_on_re2

LETTERS = "ab每天.|"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=8)


@given(words=WORDS, text=st.text(LETTERS, max_size=12))
def test_the_longest_word_that_begins_there_is_found(words: list[str], text: str) -> None:
    begun = [word for word in words if text.startswith(word)]
    for written in (any_of, any_on_re2):
        match = re.compile(written(words)).match(text)
        assert (match[0] if match else "") == max(begun, key=len, default="")


@given(words=WORDS, text=st.text(LETTERS, max_size=12))
def test_a_shorter_word_is_taken_where_what_follows_asks_for_it(
    words: list[str], text: str
) -> None:
    assert (re.fullmatch(rf"(?:{any_of(words)})", text) is not None) == (text in words)


def test_no_word_matches_nowhere() -> None:
    assert re.search(any_of([]), "每天") is None

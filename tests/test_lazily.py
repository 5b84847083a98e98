"""A pattern that is compiled at its first search answers as any pattern does."""

from __future__ import annotations

import re

import pytest

from shenyan.lazily import Lazy


def test_it_is_compiled_at_its_first_search_and_once() -> None:
    wrong = Lazy("(")
    with pytest.raises(re.error):
        wrong.search("楼上")
    pattern = Lazy("楼[上下]")
    assert pattern.regex is pattern.regex


def test_it_finds_what_its_pattern_finds() -> None:
    pattern = Lazy("楼[上下]")
    text = "楼上和楼下"
    assert [found.span() for found in pattern.finditer(text)] == [(0, 2), (3, 5)]
    assert pattern.match(text, 1) is None
    found = pattern.search(text, 1)
    assert found is not None
    assert found.re is pattern.regex
    assert pattern.search(text, 1, 4) is None

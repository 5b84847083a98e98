"""Separators and emoji inside a word are read over; the places stay known."""

from __future__ import annotations

import pytest

from shenyan.squeezing import squeezer


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("微.信.号", "微信号"),
        ("v 🌸 x", "vx"),
        ("we love x", "we love x"),
        ("威❤信", "威❤信"),
        ("", ""),
    ],
)
def test_a_text_is_read_without_separators(text: str, squeezed: str) -> None:
    assert squeezer(["威❤"])(text).text == squeezed


def test_a_span_covers_what_stood_between() -> None:
    squeezed = squeezer([])("加微.信")
    assert squeezed.span(1, 3) == (1, 4)

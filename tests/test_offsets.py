"""Positions at the edge: code points to UTF-16 code units."""

from __future__ import annotations

import pytest

from shenyan.offsets import utf16_positions

TEXTS = [
    "",
    "纯中文",
    "a😀b",
    "👨‍👩‍👧x",
    "1️⃣3️⃣",
    "🏳️‍🌈电话138",
    "𠮷野家13800001234",
    "e\u0301é",
    "🇨🇳🇺🇸",
    "\u200b零宽",
    "\ud83d半个",
    "行\n行\r\n😀",
]


@pytest.mark.parametrize("text", TEXTS)
def test_positions_count_what_a_browser_counts(text: str) -> None:
    expected = [
        len(text[:i].encode("utf-16-le", "surrogatepass")) // 2 for i in range(len(text) + 1)
    ]
    assert utf16_positions(text, range(len(text) + 1)) == expected

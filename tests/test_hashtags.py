"""Hashtags are blank, but for the one that is looked at; the text keeps its length."""

from __future__ import annotations

import pytest

from shenyan.hashtags import without_tags


@pytest.mark.parametrize(
    ("text", "word", "seen"),
    [
        ("#科普# 他是骗子", "骗子", "\0\0\0\0 他是骗子"),
        ("他是骗子 #社会新闻 #租房", "骗子", "他是骗子 \0\0\0\0\0 \0\0\0"),
        ("#骗子老王# 还钱", "骗子", "#骗子老王# 还钱"),
        ("#骗子老王# #维权# 还钱", "骗子", "#骗子老王# \0\0\0\0 还钱"),
        ("3#楼的骗子", "骗子", "3#楼的骗子"),
        ("😀#👨‍👩‍👧日常# 骗子", "骗子", "😀" + "\0" * 9 + " 骗子"),
        ("#️⃣ 骗子", "骗子", "#️⃣ 骗子"),
    ],
)
def test_tags_are_blank(text: str, word: str, seen: str) -> None:
    start = text.index(word)
    blank = without_tags(text, start, start + len(word))
    assert blank == seen
    assert len(blank) == len(text)

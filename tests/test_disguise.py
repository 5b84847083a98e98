"""Words in disguise are found where the author wrote them, at a cost linear in the text."""

from __future__ import annotations

import pytest

from shenyan import Linter


@pytest.mark.parametrize(
    ("draft", "marked"),
    [
        ("你就是个傻~逼", "傻~逼"),
        ("你就是个 傻 逼", "傻 逼"),
        ("你这个莎笔", "莎笔"),
        ("你这个sha bi", "sha bi"),
        ("你这个傻bi", "傻bi"),
        ("你真 e xin", "真 e xin"),
        ("黑归滚出去", "黑归"),
        ("楼上ＳＢ", "ＳＢ"),
        ("👨‍👩‍👧你这个贝戋人", "贝戋人"),
        ("操你🐴", "操你🐴"),
        ("你🐴死了吧", "你🐴死了"),
        ("你个 n m s l！", "n m s l"),
        ("亻尔女马死了", "亻尔女马死了"),
        ("你這個賤\u200b人", "賤\u200b人"),
    ],
)
def test_a_disguised_word_is_marked_as_written(linter: Linter, draft: str, marked: str) -> None:
    findings = linter.lint(draft).findings
    assert marked in [f.text for f in findings]
    assert all(draft[f.start : f.end] == f.text for f in findings)


@pytest.mark.parametrize(
    "draft",
    [
        "你真傻，逼我干嘛",
        "他今天出省办事",
        "我没见人来过",
        "USB接口坏了",
        "Please send msgs by email",
        "她买了 sula 牌的耳机",
        "和那些事情黑归为一类",
        "晚上马上回家",
    ],
)
def test_what_only_looks_or_sounds_alike_is_left_alone(linter: Linter, draft: str) -> None:
    assert linter.lint(draft).findings == ()

"""Pasted chats are known by their shape, whatever is said in them."""

from __future__ import annotations

import pytest

from shenyan.detectors.transcript import chats
from shenyan.normalize import fold


def stretches(text: str) -> list[str]:
    folded = fold(text).text
    return [folded[start:end] for start, end in chats(folded)]


@pytest.mark.parametrize(
    "chat",
    [
        "a:在吗\nb:在\na:钱呢",
        "老板:来上班\n我:不来\n老板:那别来了\n我:好",
        "老k 10:21\n钱什么时候还\n阿may 10:22\n下个月",
        "老k 2024-03-05 21:14:22\n在吗\n\n阿may 2024-03-05 21:15:03\n在",
        "周六 21:14\n小柯:睡了没\n他:睡了\n小柯:那我过来",
        "[下午 3:12] 老板:谁顶班\n[下午 3:13] 我:没空\n[下午 3:15] 老板:别来了",
    ],
)
def test_two_who_take_turns_are_a_chat(chat: str) -> None:
    assert stretches(f"大家看\n{chat}\n\n评评理") == [chat]


@pytest.mark.parametrize(
    "text",
    [
        "早餐:包子\n午餐:米饭\n晚餐:粥",
        "时间:周六\n地点:操场",
        "08:00 起床\n08:30 早饭\n09:00 上课",
        "Q:几点\nA:八点",
        "说明:甲\n说明:乙\n说明:丙",
        "",
        ":\n:\n:",
    ],
)
def test_a_list_is_no_chat(text: str) -> None:
    assert stretches(text) == []


def test_full_width_colons_and_emoji_keep_their_places() -> None:
    assert stretches("👨‍👩‍👧\n甲甲：在吗😀\n乙乙：在\n甲甲：钱呢") == [
        "甲甲:在吗😀\n乙乙:在\n甲甲:钱呢"
    ]


def test_a_very_long_paste_is_one_chat() -> None:
    text = "\n".join(f"{'ab'[i % 2]}:好" for i in range(4000))
    assert stretches(text) == [text]

"""Where a name ends: what belongs to the words around it is given back."""

from __future__ import annotations

import pytest

from shenyan.names.edges import trimmed

SURNAMES = frozenset("王李张刘陈周罗许关查管花文余欧阳") | {"欧阳", "司马"}
WORDS = ("也许", "检查", "有余")


def name_in(text: str, believed: str) -> str:
    """Give what is left of the span that the models believed."""
    start = text.index(believed)
    a, b = trimmed(
        text, start, start + len(believed), SURNAMES, lambda before: before.endswith(WORDS)
    )
    return text[a:b]


@pytest.mark.parametrize(
    ("text", "believed", "name"),
    [
        ("隔壁班梓涵转学了", "班梓涵", "梓涵"),
        ("我们班周丽打人", "班周丽", "周丽"),
        ("也许陈雨不知道", "许陈雨", "陈雨"),
        ("检查罗敏的作业", "查罗敏", "罗敏"),
        ("关周丽什么事", "关周丽", "周丽"),
        ("管周丽叫姐", "管周丽", "周丽"),
        ("查陈雨的考勤", "查陈雨", "陈雨"),
        ("班花王海燕嫁人了", "花王海燕", "王海燕"),
        ("张伟叔来了", "张伟叔", "张伟"),
        ("王海燕妈来了", "王海燕妈", "王海燕"),
        ("欧阳娜姐教我", "欧阳娜姐", "欧阳娜"),
        ("子轩哥来了", "子轩哥", "子轩"),
        ("邻居卓玛人很好", "卓玛人", "卓玛"),
        ("『陈雨』骗人", "『陈雨』", "陈雨"),
        ("张伟·骗子", "张伟·", "张伟"),
    ],
)
def test_what_belongs_to_other_words_is_cut(text: str, believed: str, name: str) -> None:
    assert name_in(text, believed) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("班家辉请客", "班家辉"),
        ("演员有余文乐", "余文乐"),
        ("许文强结婚了", "许文强"),
        ("李大姐来了", "李大姐"),
        ("王副总开会", "王副总"),
        ("张木工来了", "张木工"),
        ("王导请客", "王导"),
        ("阿强哥来了", "阿强哥"),
        ("扎西·多吉", "扎西·多吉"),
        ("欧阳修文来了", "欧阳修文"),
    ],
)
def test_a_whole_name_stays_whole(text: str, name: str) -> None:
    assert name_in(text, name) == name

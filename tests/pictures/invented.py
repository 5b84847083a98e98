"""Invented persons, numbers and small talk for drawn pictures."""

from __future__ import annotations

import random
from typing import Final

from shenyan.checksums import resident

SURNAMES: Final = "赵钱孙周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张曹严华金魏陶姜谢邹喻苏潘葛范彭"
GIVEN: Final = "建国秀英雨桐子轩晓梅志强欣怡浩然丽娟思远文博佳宁海燕俊杰若曦立新"
NICKS: Final = ["阿亮", "小溪姐", "云溪老陈", "木木", "三楼王姐", "大刘", "Lily陈", "糖糖妈妈"]
GROUPS: Final = ["项目", "同学", "业主", "家人", "球友"]
TALK: Final = [
    "在吗",
    "你上次说的事情我想了很久，觉得还是应该讲清楚",
    "好的，明天下午三点见",
    "哈哈哈哈你也太搞笑了吧",
    "我真的不想再解释了，随便你怎么想",
    "晚饭吃了没有",
    "合同的事等老板回来再说",
    "别发出去，这是我们两个人的事",
    "收到，谢谢",
    "孩子发烧了，今天先不聊",
    "你把地址发我一下，我让快递上门",
    "OK，那就这么定了",
    "这周末有空吗？一起去爬山",
]


def full_name(rng: random.Random) -> str:
    """Invent a full name."""
    start = 2 * rng.randrange(len(GIVEN) // 2)
    return rng.choice(SURNAMES) + GIVEN[start : start + 2]


def mobile(rng: random.Random) -> str:
    """Invent a mobile number in a block that is not given out."""
    head = rng.choice(["13", "15", "18"]) + rng.choice("01256789")
    return f"{head}0{rng.randrange(1000):03}{rng.randrange(10_000):04}"


def written_mobile(rng: random.Random) -> str:
    """Invent a mobile number as people write it in a chat."""
    number = mobile(rng)
    spaced = f"{number[:3]} {number[3:7]} {number[7:]}"
    return rng.choice([number, number, spaced, spaced.replace(" ", "-")])


def identity_number(rng: random.Random) -> str:
    """Invent a resident identity number with a good check digit."""
    born = f"{rng.randrange(1965, 2004)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    place = f"{rng.choice(['11', '31', '42', '53'])}01{rng.randrange(1, 20):02}"
    body = f"{place}{born}{rng.randrange(1000):03}"
    return next(body + last.upper() for last in "0123456789x" if resident(body + last))

"""A gallery of invented pictures in many looks, from one seed."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from pictures.chats import BLUE, BLUE_DARK, DARK, LIGHT, Line, Picture, Truth, chat, with_code

SURNAMES = "赵钱孙周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张曹严华金魏陶姜谢邹喻苏潘葛范彭"
GIVEN = "建国秀英雨桐子轩晓梅志强欣怡浩然丽娟思远文博佳宁海燕俊杰若曦立新"
TALK = [
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
]


def gallery(count: int, seed: int, fonts: list[str]) -> Iterator[Picture]:
    """Draw `count` chats that differ in look, size, length, names and noise."""
    rng = random.Random(seed)
    for number in range(count):
        picture = _chat(rng, fonts[number % len(fonts)], number)
        if number % 3 == 0:
            picture = _with_code(picture, rng)
        yield _aged(picture, rng)


def name(rng: random.Random) -> str:
    """Invent a full name."""
    start = 2 * rng.randrange(len(GIVEN) // 2)
    return rng.choice(SURNAMES) + GIVEN[start : start + 2]


def mobile(rng: random.Random) -> str:
    """Invent a mobile number in the block that nobody's tests should dial."""
    head = f"1{rng.choice('3578')}{rng.randrange(10)}"
    return f"{head}0{rng.randrange(1000):03}{rng.randrange(10000):04}"


def _chat(rng: random.Random, font: str, number: int) -> Picture:
    style = rng.choice([LIGHT, DARK, BLUE, BLUE_DARK])
    style = replace(style, radius=rng.choice([0.2, 0.35, 0.8]), avatar=rng.choice([2.0, 2.4, 2.8]))
    group = number % 2 == 0
    speakers = [name(rng) for _ in range(3)]
    lines = []
    for i in range(rng.randrange(4, 9 if number % 7 else 24)):
        mine = rng.random() < 0.4
        speaker = rng.choice(speakers) if group and not mine else ""
        phone = mobile(rng)
        text, marks = rng.choice(TALK), []
        if i % 3 == 1:
            text, marks = f"{text}，我电话{phone}，随时打给我", [("phone", phone)]
        lines.append(Line(mine, text, speaker, marks))
    title = (
        f"{rng.choice(['项目', '同学', '业主'])}群({rng.randrange(3, 200)})" if group else name(rng)
    )
    return chat(title, lines, font, style, rng.choice([720, 828, 1080, 1170]), number)


def _with_code(picture: Picture, rng: random.Random) -> Picture:
    side = round(picture.image.width * rng.uniform(0.25, 0.4))
    paper = Image.new("RGB", (picture.image.width, picture.image.height + side + 80), "#ffffff")
    paper.paste(picture.image)
    grown = Picture(paper, picture.truths)
    place = (round((paper.width - side) / 2), picture.image.height + 40)
    return with_code(grown, f"https://example.invalid/{rng.randrange(1 << 40):x}", side, place)


def _aged(picture: Picture, rng: random.Random) -> Picture:
    """Save as JPEG and scale, as pictures are on their way through messengers."""
    scale = rng.choice([1.0, 1.0, 0.8])
    size = (round(picture.image.width * scale), round(picture.image.height * scale))
    data = io.BytesIO()
    picture.image.resize(size).save(data, "JPEG", quality=rng.choice([45, 70, 92]))
    truths = [
        Truth(t.kind, t.text, tuple(n * scale for n in t.box))  # type: ignore[arg-type]
        for t in picture.truths
    ]
    return Picture(Image.open(data).convert("RGB"), truths)

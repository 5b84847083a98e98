"""Whole pictures from a look, a font and a seed: chats, papers, and what wears them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
import zxingcpp
from PIL import Image

from pictures.invented import GROUPS, NICKS, TALK, full_name, written_mobile
from pictures.painter import Look, Painter, Said
from pictures.papers import court, identity_card, iou
from pictures.truth import Scene, moved
from pictures.wear import cropped, photographed, pressed

WIDTHS: Final = (720, 828, 1080, 1170)
WEARS: Final[dict[str, Callable[[Scene, random.Random], Scene]]] = {
    "pressed": pressed,
    "cropped": lambda scene, rng: pressed(cropped(scene, rng), rng),
    "photographed": photographed,
}


def chat(
    title: str, said: Sequence[Said], look: Look, font: str, width: int = 1080, seed: int = 0
) -> Scene:
    """Draw a chat with one person of the name in the title."""
    painter = Painter(look, font, width, random.Random(seed))
    painter.heading(title, named=True)
    for one in said:
        painter.message(one, "me" if one.mine else title)
    return painter.done()


def any_chat(look: Look, font: str, rng: random.Random, length: int, group: bool) -> Scene:
    """Draw a chat with invented persons; in every third message somebody gives a number."""
    painter = Painter(look, font, rng.choice(WIDTHS), rng)
    people = [full_name(rng) for _ in range(2)] + [rng.choice(NICKS)]
    title = f"{rng.choice(GROUPS)}群({rng.randrange(3, 200)})" if group else people[0]
    painter.heading(title, named=not group)
    painter.stamp(rng.choice(["昨天 21:40", "星期三 下午3:12", "10月8日 09:15"]))
    for place in range(length):
        mine = rng.random() < 0.4
        who = rng.choice(people) if group else people[0]
        painter.message(_said(rng, mine, who if group else "", place), "me" if mine else who)
        if rng.random() < 0.15:
            painter.stamp("晚上10:02")
    return painter.done()


def _said(rng: random.Random, mine: bool, name: str, place: int) -> Said:
    text = rng.choice(TALK)
    if place % 3 != 1:
        return Said(mine, text, name)
    number = written_mobile(rng)
    told = rng.choice(
        ["{0}，他电话{1}，你打给他", "电话 {1}", "这是她手机号{1}，{0}", "{0}。联系{1}"]
    )
    return Said(mine, told.format(text, number), name, [("phone", number)])


def with_code(scene: Scene, rng: random.Random) -> Scene:
    """Put a QR code below a picture, as a shared contact card shows it."""
    width, height = scene.image.size
    side = round(width * rng.uniform(0.25, 0.42))
    text = f"https://example.invalid/{rng.randrange(1 << 40):x}"
    barcode: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    code = Image.fromarray(barcode.to_image(scale=8)).convert("RGB")
    quiet = side * 4 * 8 / code.width
    paper = Image.new("RGB", (width, height + side + 80), "#ffffff")
    paper.paste(scene.image)
    x, y = round((width - side) / 2), height + 40
    paper.paste(code.resize((side, side)), (x, y))
    grown = moved(scene, paper, np.eye(3))
    grown.add("qr", text, (x + quiet, y + quiet, x + side - quiet, y + side - quiet))
    return grown


def gallery(
    count: int, seed: int, looks: Sequence[Look], fonts: Sequence[str]
) -> Iterator[tuple[str, Scene]]:
    """Draw `count` pictures unlike each other in look, font, size and wear, with a name each."""
    rng = random.Random(seed)
    for number in range(count):
        look, font = looks[number % len(looks)], fonts[(number // len(looks) + number) % len(fonts)]
        if number % 10 == 9:
            draw = (identity_card, iou, court)[number // 10 % 3]
            scene, what = draw(font, rng), draw.__name__
        else:
            long = number % 20 == 4
            length = rng.randrange(25, 40) if long else rng.randrange(4, 9)
            scene, what = (
                any_chat(look, font, rng, length, number % 2 == 0),
                "long" if long else "chat",
            )
            if number % 5 == 1:
                scene = with_code(scene, rng)
        wear = (
            "pressed"
            if what == "long"
            else ("pressed", "pressed", "cropped", "photographed")[number % 4]
        )
        yield f"{number:03}-{what}-{wear}", WEARS[wear](scene, rng)

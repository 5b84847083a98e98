"""Draw papers with invented data: an identity card, an IOU, a court document."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw, ImageFont

from pictures.invented import full_name, identity_number, mobile
from pictures.painter import portrait
from pictures.truth import Scene


class _Sheet:
    """A page that is written from top to bottom."""

    def __init__(self, kind: str, width: int, height: int, font: str, letters: float, ground: str):
        self.size = width / letters
        self.font = ImageFont.truetype(font, round(self.size))
        self.large = ImageFont.truetype(font, round(self.size * 1.6))
        self.scene = Scene(Image.new("RGB", (width, height), ground), kind)
        self.pen = ImageDraw.Draw(self.scene.image)

    def title(self, words: str, y: float) -> None:
        length = self.large.getlength(words)
        self.pen.text(((self.scene.image.width - length) / 2, y), words, "#20201e", self.large)

    def line(self, x: float, y: float, *parts: tuple[str, str]) -> None:
        """Write (kind, words) side by side; a kind is noted."""
        for kind, words in parts:
            self.pen.text((x, y), words, "#20201e", self.font)
            if kind:
                self.scene.add(kind, words, self.pen.textbbox((x, y), words, font=self.font))
            x += self.font.getlength(words)


def identity_card(font: str, rng: random.Random) -> Scene:
    """The front of a card: name, birth, home, a picture and the number."""
    sheet = _Sheet("id-card", 1000, 630, font, 27, rng.choice(["#dfe9ee", "#e9e6dd"]))
    size, number = sheet.size, identity_number(rng)
    sheet.line(size * 2, size * 2, ("", "姓名  "), ("name", full_name(rng)))
    sheet.line(size * 2, size * 4.2, ("", f"性别  {rng.choice('男女')}    民族  汉"))
    sheet.line(
        size * 2,
        size * 6.4,
        ("", f"出生  {number[6:10]} 年 {int(number[10:12])} 月 {int(number[12:14])} 日"),
    )
    sheet.line(size * 2, size * 8.6, ("", "住址  云溪市临江区柳荫路"))
    sheet.line(
        size * 4.6,
        size * 10.2,
        ("", f"{rng.randrange(2, 80)}号{rng.randrange(1, 20)}栋{rng.randrange(101, 1800)}室"),
    )
    sheet.line(size * 2, size * 14, ("", "公民身份号码  "), ("id", number))
    face = portrait(rng, 240)
    sheet.scene.image.paste(
        face.resize((round(size * 6.5), round(size * 8))), (round(size * 18.5), round(size * 2))
    )
    return sheet.scene


def iou(font: str, rng: random.Random) -> Scene:
    """A note of debt, as written by hand."""
    sheet = _Sheet("iou", 1000, 900, font, 24, rng.choice(["#fbf8ef", "#ffffff"]))
    size, debtor = sheet.size, full_name(rng)
    sheet.title(rng.choice(["借条", "欠条"]), size)
    amount = rng.choice(["伍仟", "叁万", "壹万贰仟"])
    sheet.line(
        size * 2,
        size * 4.5,
        ("", "今借到"),
        ("name", full_name(rng)),
        ("", f"人民币{amount}元整，"),
    )
    sheet.line(size * 2, size * 6.7, ("", f"于{rng.randrange(2, 12)}月底前归还，逾期按约定计息。"))
    sheet.line(size * 2, size * 10, ("", "借款人："), ("name", debtor))
    sheet.line(size * 2, size * 12.2, ("", "身份证号："), ("id", identity_number(rng)))
    sheet.line(size * 2, size * 14.4, ("", "电话："), ("phone", mobile(rng)))
    sheet.line(
        size * 2,
        size * 16.6,
        (
            "",
            f"日期：{rng.randrange(2021, 2026)}年{rng.randrange(1, 12)}月{rng.randrange(1, 28)}日",
        ),
    )
    return sheet.scene


def court(font: str, rng: random.Random) -> Scene:
    """A summons or a judgment's first page."""
    sheet = _Sheet("court", 1080, 1300, font, 30, "#ffffff")
    size, kind = sheet.size, rng.choice(["民事判决书", "传票", "民事起诉状"])
    sheet.title("云溪市临江区人民法院", size)
    sheet.title(kind, size * 3.4)
    sheet.line(size * 16, size * 6.6, ("", f"（2025）云0102民初{rng.randrange(100, 9999)}号"))
    for row, role in enumerate(["原告", "被告"]):
        y = size * (9 + row * 4.4)
        sheet.line(
            size * 2,
            y,
            ("", f"{role}："),
            ("name", full_name(rng)),
            ("", f"，{rng.choice('男女')}，汉族，"),
        )
        sheet.line(
            size * 2, y + size * 2, ("", "公民身份号码"), ("id", identity_number(rng)), ("", "。")
        )
    sheet.line(size * 2, size * 19, ("", "原告诉称：双方因借款一事产生纠纷，经多次催要未果，"))
    sheet.line(size * 2, size * 21, ("", "故诉至本院，请求依法判令被告归还借款及利息。"))
    sheet.line(size * 18, size * 26, ("", "审判员  "), ("name", full_name(rng)))
    sheet.line(size * 18, size * 28, ("", "书记员  "), ("name", full_name(rng)))
    return sheet.scene

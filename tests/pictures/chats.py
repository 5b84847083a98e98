"""Draw pictures of chats, papers and codes with invented data, and say where everything stands.

Nothing is copied from a real application: plain shapes in the proportions that chats share.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One thing that should be found: `kind` is phone, name, avatar, qr …"""

    kind: str
    text: str
    box: Box


@dataclass(slots=True)
class Picture:
    """A drawn picture and its ground truth."""

    image: Image.Image
    truths: list[Truth] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Style:
    """Looks of a chat; lengths are multiples of the text size."""

    background: str
    bar: str
    ink: str
    theirs: str
    mine: str
    mine_ink: str
    quiet: str
    radius: float = 0.35
    avatar: float = 2.4
    round_avatar: bool = False


LIGHT: Final = Style("#ededed", "#ededed", "#181818", "#ffffff", "#95ec69", "#181818", "#9a9a9a")
DARK: Final = Style("#111111", "#1e1e1e", "#d5d5d5", "#2c2c2c", "#3eb575", "#0b140e", "#6b6b6b")
BLUE: Final = Style(
    "#f5f6fa", "#ffffff", "#03081a", "#ffffff", "#0099ff", "#ffffff", "#999999", 0.8, 2.2, True
)
BLUE_DARK: Final = Style(
    "#000000", "#161616", "#e8e8e8", "#262626", "#0066cc", "#ffffff", "#777777", 0.8, 2.2, True
)


@dataclass(frozen=True, slots=True)
class Line:
    """One message. `marks` are (kind, text) of what in it should be found."""

    mine: bool
    text: str
    name: str = ""
    marks: Sequence[tuple[str, str]] = ()


def chat(
    title: str, lines: Sequence[Line], font: str, style: Style, width: int = 1080, seed: int = 0
) -> Picture:
    """Draw a chat of a given width in pixels; the height follows from the lines."""
    painter = _Painter(font, style, width, seed)
    painter.title(title)
    for line in lines:
        painter.message(line)
    return painter.done()


class _Painter:
    """Keeps the pen's place while a chat is drawn from top to bottom."""

    def __init__(self, font: str, style: Style, width: int, seed: int) -> None:
        self.size = width / 26
        self.font = ImageFont.truetype(font, round(self.size))
        self.small = ImageFont.truetype(font, round(self.size * 0.72))
        self.style = style
        self.random = random.Random(seed)
        self.picture = Picture(Image.new("RGB", (width, 12000), style.background))
        self.draw = ImageDraw.Draw(self.picture.image)
        self.width = width
        self.y = 0.0

    def title(self, title: str) -> None:
        """Draw clock, battery and the title bar with the other side's name."""
        size, width = self.size, self.width
        self.draw.rectangle((0, 0, width, size * 4.2), fill=self.style.bar)
        self.draw.text((size * 1.4, size * 0.5), "21:47", self.style.ink, self.small)
        length = self.font.getlength(title)
        x, y = (width - length) / 2, size * 2.2
        self.draw.text((size * 0.8, y), "‹", self.style.ink, self.font)
        self.draw.text((x, y), title, self.style.ink, self.font)
        self.picture.truths.append(Truth("name", title, (x, y, x + length, y + size * 1.2)))
        self.y = size * 5.2

    def message(self, line: Line) -> None:
        """Draw one bubble with its avatar, and the speaker's name over it in a group."""
        size, style = self.size, self.style
        side, margin = style.avatar * size, size * 0.6
        left = self.width - margin - side if line.mine else margin
        self._avatar(left, self.y, side)
        if line.name:
            x = margin + side + size * 0.5
            self.draw.text((x, self.y), line.name, style.quiet, self.small)
            length = self.small.getlength(line.name)
            self._add("name", line.name, (x, self.y, x + length, self.y + size * 0.9))
        top = self.y + (size * 1.1 if line.name else 0)
        rows = self._wrapped(line.text)
        inner = max(self.font.getlength(row) for row in rows)
        x = left - size * 0.5 - inner - size * 1.4 if line.mine else left + side + size * 0.5
        height = len(rows) * size * 1.45 + size * 1.0
        fill, ink = (style.mine, style.mine_ink) if line.mine else (style.theirs, style.ink)
        box = (x, top, x + inner + size * 1.4, top + height)
        self.draw.rounded_rectangle(box, style.radius * size, fill)
        for i, row in enumerate(rows):
            self.draw.text((x + size * 0.7, top + size * (0.5 + i * 1.45)), row, ink, self.font)
        self._marks(line, rows, x + size * 0.7, top + size * 0.5)
        self.y = max(top + height, self.y + side) + size * 0.9

    def _wrapped(self, text: str) -> list[str]:
        limit = self.width - 2 * self.style.avatar * self.size - self.size * 5
        rows = [""]
        for char in text:
            if char == "\n" or self.font.getlength(rows[-1] + char) > limit:
                rows.append("")
            rows[-1] += char.strip("\n")
        return rows

    def _marks(self, line: Line, rows: Sequence[str], x: float, y: float) -> None:
        """Note one box per row that a mark covers."""
        for kind, text in line.marks:
            start = "".join(rows).index(text)
            end, offset = start + len(text), 0
            for i, row in enumerate(rows):
                a, b = max(start - offset, 0), min(end - offset, len(row))
                if a < b:
                    left, right = self.font.getlength(row[:a]), self.font.getlength(row[:b])
                    top = y + i * self.size * 1.45
                    box = (x + left, top, x + right, top + self.size * 1.15)
                    self._add(kind, text, box)
                offset += len(row)

    def _avatar(self, x: float, y: float, side: float) -> None:
        box = (x, y, x + side, y + side)
        colours = ["#" + "".join(self.random.choices("3456789abc", k=6)) for _ in range(4)]
        tile = Image.new("RGB", (round(side), round(side)), colours[0])
        pen = ImageDraw.Draw(tile)
        for colour in colours[1:]:
            a, b = self.random.random() * side, self.random.random() * side
            r = side * (0.15 + 0.3 * self.random.random())
            pen.ellipse((a - r, b - r, a + r, b + r), fill=colour)
        mask = Image.new("L", tile.size, 0)
        radius = side / 2 if self.style.round_avatar else side * 0.12
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, side - 1, side - 1), radius, 255)
        self.picture.image.paste(tile, (round(x), round(y)), mask)
        self._add("avatar", "", box)

    def _add(self, kind: str, text: str, box: Box) -> None:
        self.picture.truths.append(Truth(kind, text, box))

    def done(self) -> Picture:
        """Cut the picture below the last message."""
        self.picture.image = self.picture.image.crop((0, 0, self.width, round(self.y)))
        return self.picture


def paper(title: str, rows: Sequence[str], font: str, width: int = 1000) -> Picture:
    """Draw a printed paper: a title and lines, as on a card, an IOU or a court document."""
    size = width / 24
    head, body = ImageFont.truetype(font, round(size * 1.5)), ImageFont.truetype(font, round(size))
    image = Image.new("RGB", (width, round(size * (5 + 2 * len(rows)))), "#faf8f2")
    pen = ImageDraw.Draw(image)
    pen.text(((width - head.getlength(title)) / 2, size), title, "#222222", head)
    for i, row in enumerate(rows):
        pen.text((size * 1.5, size * (4 + 2 * i)), row, "#222222", body)
    return Picture(image)


def code_modules(barcode: Any) -> int:
    """Modules along one side of a QR code, without the quiet zone of four on each side."""
    return int(barcode.to_image(scale=1).shape[0]) - 8


def with_code(picture: Picture, text: str, side: int, place: tuple[int, int]) -> Picture:
    """Put a QR code on a picture."""
    barcode: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    code = Image.fromarray(barcode.to_image(scale=8)).convert("RGB").resize((side, side))
    picture.image.paste(code, place)
    x, y = place
    quiet = side * 4 / (code_modules(barcode) + 8)
    box = (x + quiet, y + quiet, x + side - quiet, y + side - quiet)
    picture.truths.append(Truth("qr", text, box))
    return picture

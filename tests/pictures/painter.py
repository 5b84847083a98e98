"""Draw a chat from top to bottom in a given look, with invented words, and note where all stands.

Nothing is copied from a real application: plain shapes in the proportions that chats share.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from pictures.truth import Box, Scene


@dataclass(frozen=True, slots=True)
class Look:
    """How a chat looks. Lengths are multiples of the text size; `letters` of it fill the width."""

    ground: str
    bar: str
    ink: str
    theirs: str
    mine: str
    mine_ink: str
    quiet: str
    letters: float = 26
    radius: float = 0.35
    avatar: float = 2.4
    corner: float = 0.12
    """Rounding of an avatar as a share of its side; 0.5 is a circle."""
    margin: float = 0.6
    gap: float = 0.9
    tail: bool = False
    title: str = "centre"
    heading_avatar: bool = False
    field: bool = False
    edge: str = ""
    """Outline of a bubble, if any."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `marks` are (kind, text) of what in it should be found."""

    mine: bool
    text: str
    name: str = ""
    marks: Sequence[tuple[str, str]] = ()


class Painter:
    """Keeps the pen's place while a chat is drawn."""

    def __init__(self, look: Look, font: str, width: int, rng: random.Random) -> None:
        self.look = look
        self.width = width
        self.size = width / look.letters
        self.rng = rng
        self.font = ImageFont.truetype(font, round(self.size))
        self.small = ImageFont.truetype(font, round(self.size * 0.74))
        self.tiny = ImageFont.truetype(font, round(self.size * 0.66))
        self.scene = Scene(Image.new("RGB", (width, 20_000), look.ground), "chat")
        self.pen = ImageDraw.Draw(self.scene.image)
        self.faces: dict[str, Image.Image] = {}
        self.y = 0.0

    def heading(self, title: str, named: bool) -> None:
        """Draw the clock and the title bar; `named` when the title is a person's name."""
        size, look = self.size, self.look
        self.pen.rectangle((0, 0, self.width, size * 4.2), look.bar)
        self.pen.text((size * 1.4, size * 0.5), "21:47", look.ink, self.small)
        self.pen.rectangle(
            (self.width - size * 2.6, size * 0.6, self.width - size * 1.2, size * 1.2),
            outline=look.ink,
        )
        length = self.font.getlength(title)
        x = (self.width - length) / 2 if look.title == "centre" else size * 2.4
        if look.heading_avatar:
            self._avatar("heading", size * 2.0, size * 1.9, size * 1.9)
            x = size * 4.4
        self.pen.text((size * 0.8, size * 2.2), "‹", look.ink, self.font)
        for place in range(3):
            left = self.width - size * (1.6 - place * 0.35)
            self.pen.ellipse((left, size * 2.8, left + size * 0.18, size * 2.98), look.ink)
        self._text((x, size * 2.2), title, look.ink, self.font, "name" if named else "")
        self.y = size * 5.0

    def stamp(self, words: str) -> None:
        """Draw a time or a notice between messages."""
        length = self.tiny.getlength(words)
        self.pen.text(((self.width - length) / 2, self.y), words, self.look.quiet, self.tiny)
        self.y += self.size * 1.6

    def message(self, said: Said, who: str) -> None:
        """Draw one bubble with its avatar, and the speaker's name over it in a group."""
        size, look = self.size, self.look
        side, margin = look.avatar * size, look.margin * size
        left = self.width - margin - side if said.mine else margin
        if look.avatar:
            self._avatar(who, left, self.y, side)
        top = self.y
        if said.name and not said.mine:
            x = margin + side + size * 0.55
            self._text((x, self.y - size * 0.1), said.name, look.quiet, self.small, "name")
            top += size * 1.15
        bottom = self._bubble(said, left, top, side)
        self.y = max(bottom, self.y + side) + size * look.gap

    def _bubble(self, said: Said, left: float, top: float, side: float) -> float:
        size, look = self.size, self.look
        rows = self._wrapped(said.text)
        inner = max(self.font.getlength(row) for row in rows)
        space = size * 0.5
        x = left - space - inner - size * 1.4 if said.mine else left + side + space
        right, bottom = x + inner + size * 1.4, top + len(rows) * size * 1.45 + size
        fill, ink = (look.mine, look.mine_ink) if said.mine else (look.theirs, look.ink)
        self.pen.rounded_rectangle(
            (x, top, right, bottom), look.radius * size, fill, look.edge or None
        )
        if look.tail:
            tip, base = (right + size * 0.3, right) if said.mine else (x - size * 0.3, x)
            self.pen.polygon(
                [(base, top + size * 0.7), (tip, top + size), (base, top + size * 1.3)], fill
            )
        for place, row in enumerate(rows):
            self.pen.text((x + size * 0.7, top + size * (0.5 + place * 1.45)), row, ink, self.font)
        self._marks(said, rows, x + size * 0.7, top + size * 0.5)
        return bottom

    def _wrapped(self, text: str) -> list[str]:
        limit = self.width - 2 * self.look.avatar * self.size - self.size * 5
        rows = [""]
        for char in text:
            if self.font.getlength(rows[-1] + char) > limit:
                rows.append("")
            rows[-1] += char
        return rows

    def _marks(self, said: Said, rows: Sequence[str], x: float, y: float) -> None:
        """Note the ink of each part of a mark, one box per row."""
        whole = "".join(rows)
        for kind, text in said.marks:
            start, offset = whole.index(text), 0
            for place, row in enumerate(rows):
                a, b = max(start - offset, 0), min(start + len(text) - offset, len(row))
                if a < b:
                    left = x + self.font.getlength(row[:a])
                    self._note(
                        kind, text, (left, y + place * self.size * 1.45), row[a:b], self.font
                    )
                offset += len(row)

    def _text(
        self, at: tuple[float, float], words: str, ink: str, font: ImageFont.FreeTypeFont, kind: str
    ) -> None:
        self.pen.text(at, words, ink, font)
        if kind:
            self._note(kind, words, at, words, font)

    def _note(
        self,
        kind: str,
        text: str,
        at: tuple[float, float],
        words: str,
        font: ImageFont.FreeTypeFont,
    ) -> None:
        box: Box = self.pen.textbbox(at, words, font=font)
        self.scene.add(kind, text, box)

    def _avatar(self, who: str, x: float, y: float, side: float) -> None:
        tile = self.faces.setdefault(who, portrait(self.rng, 160)).resize(
            (round(side), round(side))
        )
        mask = Image.new("L", (640, 640), 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, 639, 639), 640 * self.look.corner, 255)
        self.scene.image.paste(tile, (round(x), round(y)), mask.resize(tile.size))
        inset = side * (
            0.15 if self.look.corner > 0.4 else 0.04
        )  # the corners of a circle are empty
        self.scene.add("avatar", "", (x + inset, y + inset, x + side - inset, y + side - inset))

    def done(self) -> Scene:
        """Cut the picture below the last message, with the writing field where there is one."""
        height = self.y
        if self.look.field:
            size = self.size
            self.pen.rectangle((0, height, self.width, height + size * 3), self.look.bar)
            self.pen.rounded_rectangle(
                (size * 2.4, height + size * 0.5, self.width - size * 4.6, height + size * 2.5),
                size * 0.3,
                self.look.theirs,
            )
            height += size * 3
        self.scene.image = self.scene.image.crop((0, 0, self.width, round(height)))
        return self.scene


def portrait(rng: random.Random, side: int) -> Image.Image:
    """Draw something to stand for an avatar: a scene of a few shapes, or one letter on a colour."""
    colours = ["#" + "".join(rng.choices("23456789abc", k=6)) for _ in range(5)]
    tile = Image.new("RGB", (side, side), colours[0])
    pen = ImageDraw.Draw(tile)
    if rng.random() < 0.3:
        pen.ellipse((side * 0.3, side * 0.15, side * 0.7, side * 0.55), colours[1])
        pen.ellipse((side * 0.12, side * 0.6, side * 0.88, side * 1.4), colours[1])
        return tile
    for colour in colours[1:]:
        a, b, r = rng.random() * side, rng.random() * side, side * (0.12 + 0.3 * rng.random())
        pen.ellipse((a - r, b - r, a + r, b + r), colour)
    return tile

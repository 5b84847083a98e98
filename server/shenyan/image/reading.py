"""Read the text of a picture: lines, and where each character stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from PIL import Image

from shenyan.image.engine import read
from shenyan.image.pictures import Box

TILE: Final = 2.25
"""Rows read at once, as a multiple of the width: a phone's screen is read in one go, and a long
screenshot is not scaled down until its text is too small."""

LEAST_ROWS: Final = 1000

LOOK: Final = 640
"""Width in pixels at which lines of an upright picture are looked for. A phone's letters are a
share of its width, so a part of its screen needs no more pixels than the whole; reading takes all
of them. A wide picture may be a desk's screen, with smaller letters."""

LOOK_SIDE: Final = 1344
"""Longest side in pixels at which lines are looked for: a screen of `TILE` keeps 600 of width."""

OVERLAP: Final = 160


@dataclass(frozen=True, slots=True)
class TextLine:
    """One recognised line; `boxes[i]` is where `text[i]` stands."""

    text: str
    box: Box
    boxes: tuple[Box, ...]


def read_lines(image: Image.Image) -> list[TextLine]:
    """Read all lines from top to bottom, a long picture in overlapping tiles."""
    lines: list[TextLine] = []
    rows = max(round(image.width * TILE), LEAST_ROWS)
    top = 0
    while True:
        bottom = min(top + rows, image.height)
        tile = image.crop((0, top, image.width, bottom))
        fresh = _read_tile(tile, top, bottom < image.height)
        lines += [line for line in fresh if not any(_same(line, other) for other in lines)]
        if bottom == image.height:
            return sorted(lines, key=lambda line: (line.box.y, line.box.x))
        top = bottom - OVERLAP


def _read_tile(tile: Image.Image, top: int, is_cut: bool) -> list[TextLine]:
    """Read one tile; a line at its cut lower edge is left to the next tile, which has it whole."""
    pixels = np.asarray(tile)[:, :, ::-1]
    result = read(pixels, _look_side(tile.width, tile.height))
    if not result.txts:
        return []
    return [
        line
        for box, words in zip(result.boxes, result.word_results, strict=True)
        if (line := _line(box, words, top))
        and not (is_cut and line.box.bottom >= top + tile.height - 2)
    ]


def _look_side(width: int, height: int) -> int:
    """Tell to what longest side, in pixels, a tile is shrunk to look for lines."""
    if width > height:
        return LOOK_SIDE
    return min(LOOK_SIDE, round(height * min(1.0, LOOK / width)))


def _line(corners: Sequence[Sequence[float]], words: Sequence[Any], top: int) -> TextLine | None:
    """Make a line from its characters; a word of several characters is divided evenly."""
    text, boxes = "", []
    for word, _, word_corners in words:
        box = _box(word_corners, top)
        for i in range(len(word)):
            left = box.x + box.width * i // len(word)
            right = box.x + box.width * (i + 1) // len(word)
            boxes.append(Box(left, box.y, right - left, box.height))
        text += word
    return TextLine(text, _box(corners, top), tuple(boxes)) if text else None


def _same(a: TextLine, b: TextLine) -> bool:
    """Tell whether two tiles have read the same line."""
    overlap = min(a.box.bottom, b.box.bottom) - max(a.box.y, b.box.y)
    return (
        overlap > 0.5 * min(a.box.height, b.box.height)
        and min(a.box.right, b.box.right) - max(a.box.x, b.box.x) > 0
    )


def _box(corners: Sequence[Sequence[float]], top: int) -> Box:
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    left, upper = round(min(xs)), round(min(ys))
    return Box(left, upper + top, round(max(xs)) - left, round(max(ys)) - upper)

"""Find avatars: square or round tiles of one size in the left and right margins of a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image

from shenyan.image.pictures import Box

STRIP: Final = 0.2
"""Share of the width at each side in which chats put their avatars."""

WORK: Final = 720
"""Width at which tiles are looked for: smaller is faster, and they are still 32 pixels wide."""

MIN_SIDE: Final = 0.045
MAX_SIDE: Final = 0.14
ONE_SIZE: Final = 0.16
"""Sides of one chat's avatars differ by no more than this."""


def avatars(image: Image.Image, screen: Box | None = None) -> list[Box]:
    """Find the tiles of a chat inside `screen`, from top to bottom; a heading's own comes first."""
    screen = screen or Box(0, 0, image.width, image.height)
    scale = min(1.0, WORK / screen.width)
    size = (round(screen.width * scale), round(screen.height * scale))
    corners = (screen.x, screen.y, screen.right, screen.bottom)
    small = np.asarray(image.resize(size, Image.Resampling.BOX, corners))
    tiles = [_placed(tile, screen, scale) for tile in _one_kind(_candidates(small), size[0])]
    return sorted(tiles, key=lambda tile: (tile.y, tile.x))


def _placed(tile: Box, screen: Box, scale: float) -> Box:
    left, top = screen.x + int(tile.x / scale), screen.y + int(tile.y / scale)
    right, bottom = screen.x + round(tile.right / scale), screen.y + round(tile.bottom / scale)
    return Box(left, top, right - left, bottom - top).grown(max(1, round(1 / scale)))


def _candidates(pixels: Any) -> list[Box]:
    """List what has the size and shape of an avatar, once each; some lie over each other."""
    width = pixels.shape[1]
    strip = round(width * STRIP)
    found: list[Box] = []
    for left in (0, width - strip):
        part = np.ascontiguousarray(pixels[:, left : left + strip])
        for mask in (*_unlike_ground(part), _outlines(part)):
            found += [Box(b.x + left, b.y, b.width, b.height) for b in _squares(mask, width)]
    return list(dict.fromkeys(found))


def _unlike_ground(part: Any) -> list[Any]:
    """Mark what differs from the background, which may get darker towards one side."""
    coarse = part.astype(np.int32) >> 4
    bins = (coarse[:, :, 0] << 8) | (coarse[:, :, 1] << 4) | coarse[:, :, 2]
    common = int(np.bincount(bins.ravel()).argmax())
    ground = np.array([common >> 8, common >> 4 & 15, common & 15]) * 16 + 8
    near = np.abs(part.astype(np.int16) - ground).max(axis=2) < 40
    rows, columns = np.nonzero(near)
    plane = np.stack([np.ones(rows.size), rows, columns], axis=1)
    fit, *_ = np.linalg.lstsq(plane[::7], part[rows, columns][::7].astype(float), rcond=None)
    high, wide = np.mgrid[: part.shape[0], : part.shape[1]]
    level = fit[0] + high[:, :, None] * fit[1] + wide[:, :, None] * fit[2]
    apart = np.abs(part - level).max(axis=2)
    thin, thick = np.ones((3, 3), np.uint8), np.ones((5, 5), np.uint8)
    closed = [
        cv2.morphologyEx((apart > least).astype(np.uint8), cv2.MORPH_CLOSE, thin)
        for least in (14, 30)
    ]
    # Opening takes off the tip of a bubble that touches the avatar.
    return [*closed, *(cv2.morphologyEx(mask, cv2.MORPH_OPEN, thick) for mask in closed)]


def _outlines(part: Any) -> Any:
    """Mark edges: they show a tile on a bar of another colour, too."""
    calm = cv2.GaussianBlur(part, (3, 3), 0)
    edges = [cv2.Canny(np.ascontiguousarray(calm[:, :, i]), 25, 70) for i in range(3)]
    return cv2.dilate(np.maximum.reduce(edges), np.ones((2, 2), np.uint8))


def _squares(mask: Any, width: int) -> Iterator[Box]:
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        x, y, w, h = cv2.boundingRect(contour)
        if (
            MIN_SIDE * width <= min(w, h)
            and max(w, h) <= MAX_SIDE * width
            and 0.8 <= w / h <= 1.25
            and cv2.contourArea(cv2.convexHull(contour)) > 0.7 * w * h
        ):
            yield Box(x, y, w, h)


def _overlap(a: Box, b: Box) -> bool:
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    return (
        across > 0
        and down > 0
        and across * down > 0.2 * min(a.width * a.height, b.width * b.height)
    )


def _one_kind(found: Sequence[Box], width: int) -> list[Box]:
    """Keep the tiles of the commonest size and place, and one in the heading above them."""
    groups = (tuple(other for other in found if _alike(box, other, width)) for box in found)
    best = max((_apart(group) for group in dict.fromkeys(groups)), key=len, default=[])
    if not best:
        return []
    first = min(best, key=lambda box: box.y)
    above = [box for box in found if box.bottom < first.y and _is_left(box, width)]
    return [*_apart(above)[:1], *_evened(best, width)]


def _apart(found: Sequence[Box]) -> list[Box]:
    """Of tiles that lie over each other keep the largest."""
    kept: list[Box] = []
    for box in sorted(found, key=lambda box: box.width * box.height, reverse=True):
        if not any(_overlap(box, other) for other in kept):
            kept.append(box)
    return kept


def _evened(tiles: Sequence[Box], width: int) -> list[Box]:
    """Widen each tile to its column's usual edges: one found in part is covered as a whole."""
    side = round(median(max(tile.width, tile.height) for tile in tiles))
    result = []
    for tile in tiles:
        column = [other for other in tiles if _is_left(other, width) == _is_left(tile, width)]
        left = min(tile.x, round(median(other.x for other in column)))
        right = max(tile.right, round(median(other.right for other in column)))
        short = max(0, side - tile.height)
        result.append(Box(left, tile.y - short, right - left, tile.height + 2 * short))
    return result


def _alike(a: Box, b: Box, width: int) -> bool:
    same_size = abs(a.width + a.height - b.width - b.height) < ONE_SIZE * (a.width + a.height)
    if _is_left(a, width) != _is_left(b, width):
        mirrored = abs((width - a.x - a.width / 2) - (b.x + b.width / 2))
        return same_size and mirrored < 0.035 * width
    return same_size and abs(a.x + a.width / 2 - b.x - b.width / 2) < 0.025 * width


def _is_left(box: Box, width: int) -> bool:
    return box.x + box.width / 2 < width / 2

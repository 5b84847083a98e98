"""Straighten a photographed screen or sheet, and bring boxes back to the photograph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image

from shenyan.image.pictures import Box

WORK: Final = 600
"""Longest side at which the edge of a screen is looked for."""

LEAST: Final = 0.25
MOST: Final = 0.96
"""Share of the picture that a screen fills: less is a thing in the picture, more is the picture."""

STRAIGHT: Final = 0.006
"""A quadrilateral whose sides lean by less than this is upright: a screenshot has such boxes."""


@dataclass(frozen=True, slots=True)
class Straightened:
    """The whole picture seen from straight above, and where the screen is in it."""

    image: Image.Image
    screen: Box
    back: Any
    """The 3 × 3 matrix from here to the picture as it was taken."""

    def boxes_back(self, boxes: Sequence[Box]) -> list[Box]:
        """Bound each box where it stands in the picture as it was taken."""
        return [_bound(self.back, box) for box in boxes]


def straighten(image: Image.Image) -> Straightened | None:
    """Turn a photographed screen upright; None where there is none or it stands upright already."""
    corners = _screen(image)
    if corners is None or _leaning(corners) < STRAIGHT:
        return None
    upper, right, lower, left = (
        float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)
    )
    width, height = (upper + lower) / 2, (left + right) / 2
    x, y = corners[:, 0].min(), corners[:, 1].min()
    target = np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))
    pixels = cv2.warpPerspective(
        np.asarray(image),
        matrix,
        image.size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    screen = Box(round(x), round(y), round(width), round(height))
    return Straightened(Image.fromarray(pixels), screen, np.linalg.inv(matrix))


def _screen(image: Image.Image) -> Any:
    """Find the smallest four-cornered outline that fills a good part of the picture."""
    scale = min(1.0, WORK / max(image.size))
    small = image.resize(
        (round(image.width * scale), round(image.height * scale)), Image.Resampling.BOX
    )
    whole = small.width * small.height
    found = [
        corners
        for edges in _edges(np.asarray(small))
        for corners in _quadrilaterals(edges)
        if LEAST * whole < cv2.contourArea(corners) < MOST * whole
    ]
    if not found:
        return None
    return _ordered(min(found, key=cv2.contourArea).reshape(4, 2).astype(np.float64)) / scale


def _edges(pixels: Any) -> list[Any]:
    calm = cv2.GaussianBlur(pixels, (5, 5), 0)
    kernel = np.ones((3, 3), np.uint8)
    channels = [np.ascontiguousarray(calm[:, :, i]) for i in range(3)]
    return [
        cv2.dilate(np.maximum.reduce([cv2.Canny(c, low, 3 * low) for c in channels]), kernel)
        for low in (12, 30)
    ]


def _quadrilaterals(edges: Any) -> list[Any]:
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    hulls = [cv2.convexHull(contour) for contour in contours if len(contour) >= 4]
    shapes = [cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True) for hull in hulls]
    return [shape for shape in shapes if len(shape) == 4]


def _ordered(corners: Any) -> Any:
    """Order corners clockwise from the upper left."""
    middle = corners.mean(axis=0)
    turned = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    first = int(np.argmin(turned.sum(axis=1)))
    return np.roll(turned, -first, axis=0)


def _leaning(corners: Any) -> float:
    """Tell how far the sides lean from upright, as the largest slope."""
    slopes = []
    for place in range(4):
        across, down = np.abs(corners[(place + 1) % 4] - corners[place])
        slopes.append(min(across, down) / max(across, down, 1.0))
    return float(max(slopes))


def _bound(matrix: Any, box: Box) -> Box:
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    points = cv2.perspectiveTransform(np.array([corners], np.float64), matrix)[0]
    left, top = np.floor(points.min(axis=0)).astype(int)
    right, bottom = np.ceil(points.max(axis=0)).astype(int)
    return Box(int(left), int(top), int(right - left), int(bottom - top))

"""What a drawn picture shows and where: truth that survives scaling, cropping and tilting."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

Corners = tuple[tuple[float, float], ...]
"""Four corners, clockwise from the upper left: a box that may be tilted."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that should be found: `kind` is phone, name, avatar, qr, id …"""

    kind: str
    text: str
    corners: Corners


@dataclass(slots=True)
class Scene:
    """A drawn picture, what it should be taken for, and all that should be found."""

    image: Image.Image
    kind: str
    shown: list[Shown] = field(default_factory=list)

    def add(self, kind: str, text: str, box: Box) -> None:
        """Note an upright thing."""
        left, top, right, bottom = box
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self.shown.append(Shown(kind, text, corners))


def moved(scene: Scene, image: Image.Image, matrix: np.ndarray) -> Scene:
    """Give the scene on another picture, each corner moved by a 3 × 3 matrix.

    What no longer lies wholly in the picture is no longer asked for.
    """
    result = Scene(image, scene.kind)
    for one in scene.shown:
        points = [matrix @ (x, y, 1.0) for x, y in one.corners]
        corners = tuple((float(p[0] / p[2]), float(p[1] / p[2])) for p in points)
        if all(0 <= x <= image.width and 0 <= y <= image.height for x, y in corners):
            result.shown.append(Shown(one.kind, one.text, corners))
    return result


def area(corners: Corners, size: tuple[int, int]) -> np.ndarray:
    """Draw a tilted box as a mask of pixels."""
    mask = Image.new("1", size)
    ImageDraw.Draw(mask).polygon(corners, fill=1)
    return np.asarray(mask)

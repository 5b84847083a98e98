"""Find what is not text: avatars by their place and shape, faces, QR codes."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from shenyan.image.pictures import Box

STRIP: Final = 0.16
"""Share of the width at each side in which chats put their avatars."""

_MIN_SIDE: Final = 0.045
_MAX_SIDE: Final = 0.14
_FACE_SIDE: Final = 1280


def avatars(image: Image.Image) -> list[Box]:
    """Find square or round tiles in the left and right strips, in shares of the width."""
    width, strip = image.width, round(image.width * STRIP)
    found = []
    for left in (0, width - strip):
        pixels = np.asarray(image.crop((left, 0, left + strip, image.height)))
        found += [
            Box(x + left, y, w, h)
            for x, y, w, h in _tiles(pixels)
            if _MIN_SIDE * width <= min(w, h)
            and max(w, h) <= _MAX_SIDE * width
            and 0.8 <= w / h <= 1.25
        ]
    return found


def _tiles(pixels: Any) -> list[tuple[int, int, int, int]]:
    """Bound the connected areas that differ from the strip's own background."""
    red, green, blue = (pixels[:, :, i].astype(np.int32) >> 2 for i in range(3))
    common = int(np.bincount(((red << 12) | (green << 6) | blue).ravel()).argmax())
    background = np.array([common >> 12, common >> 6 & 63, common & 63]) * 4 + 2
    differs = np.abs(pixels.astype(np.int16) - background).max(axis=2) > 14
    closed = cv2.morphologyEx(differs.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = []
    for contour in contours:
        x, y, w, h = cv2.boundingRect(contour)
        if cv2.contourArea(contour) > 0.7 * w * h:
            boxes.append((x, y, w, h))
    return boxes


@cache
def _faces() -> Any:
    folder = cv2.data.haarcascades  # type: ignore[attr-defined]
    return cv2.CascadeClassifier(f"{folder}haarcascade_frontalface_default.xml")


def faces(image: Image.Image) -> list[Box]:
    """Find frontal faces of about 30 pixels and more (Haar cascade of OpenCV 4)."""
    scale = min(1.0, _FACE_SIDE / max(image.size))
    small = image.convert("L").resize((round(image.width * scale), round(image.height * scale)))
    found = _faces().detectMultiScale(np.asarray(small), 1.1, 8, minSize=(30, 30))
    return [Box(*(round(float(n) / scale) for n in face)) for face in found]


def codes(image: Image.Image) -> list[Box]:
    """Find QR and other two-dimensional codes."""
    found = []
    for code in zxingcpp.read_barcodes(np.asarray(image)):
        p = code.position
        points = (p.top_left, p.top_right, p.bottom_right, p.bottom_left)
        xs, ys = [q.x for q in points], [q.y for q in points]
        found.append(Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return found

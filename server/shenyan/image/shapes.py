"""Find faces and QR codes."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from shenyan.image.pictures import Box

_FACE_SIDE: Final = 960


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
        box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        found.append(box.grown(max(3, box.width // 25)))  # corners are told to about a module
    return found

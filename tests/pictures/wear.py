"""What happens to a picture on its way: JPEG, scaling, cropping, a photograph of the screen."""

from __future__ import annotations

import io
import random

import cv2
import numpy as np
from PIL import Image, ImageFilter

from pictures.truth import Scene, moved


def pressed(scene: Scene, rng: random.Random) -> Scene:
    """Save as JPEG and scale, as messengers do."""
    scale = rng.choice([1.0, 1.0, 0.85, 0.7])
    size = (round(scene.image.width * scale), round(scene.image.height * scale))
    small = scene.image.resize(size, Image.Resampling.LANCZOS)
    matrix = np.diag([size[0] / scene.image.width, size[1] / scene.image.height, 1.0])
    return moved(scene, as_jpeg(small, rng.choice([35, 50, 70, 90])), matrix)


def cropped(scene: Scene, rng: random.Random) -> Scene:
    """Cut off the top, and a little at the sides."""
    width, height = scene.image.size
    side = round(width * rng.uniform(0, 0.012))
    top = round(height * rng.uniform(0.05, 0.25))
    image = scene.image.crop((side, top, width - side, height))
    return moved(scene, image, np.array([[1, 0, -side], [0, 1, -top], [0, 0, 1.0]]))


def photographed(scene: Scene, rng: random.Random) -> Scene:
    """Photograph the screen at an angle: a frame on a table, tilt, blur, noise, uneven light."""
    width, height = scene.image.size
    frame, table = round(width * 0.04), round(width * 0.1)
    whole = Image.new("RGB", (width + 2 * (frame + table), height + 2 * (frame + table)), "#8c7a62")
    whole.paste("#101012", (table, table, whole.width - table, whole.height - table))
    whole.paste(scene.image, (table + frame, table + frame))
    tilt, shift = (
        _tilt(whole.size, rng),
        np.array([[1, 0, table + frame], [0, 1, table + frame], [0, 0, 1.0]]),
    )
    pixels = cv2.warpPerspective(np.asarray(whole), tilt, whole.size, borderValue=(140, 122, 98))
    photo = Image.fromarray(_lit(pixels, rng)).filter(
        ImageFilter.GaussianBlur(width / 1080 * rng.uniform(0.4, 1.1))
    )
    return moved(scene, as_jpeg(photo, rng.choice([60, 80])), tilt @ shift)


def _tilt(size: tuple[int, int], rng: random.Random) -> np.ndarray:
    width, height = size
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turn = np.radians(rng.uniform(-4, 4))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    middle = np.array([width / 2, height / 2])
    target = (corners - middle) @ spin.T * 0.95 + middle
    target += np.array(
        [[rng.uniform(-0.03, 0.03) * width, rng.uniform(-0.02, 0.02) * width] for _ in range(4)]
    )
    return np.asarray(cv2.getPerspectiveTransform(corners, target.astype(np.float32)))


def _lit(pixels: np.ndarray, rng: random.Random) -> np.ndarray:
    """Uneven light and the grain of a small sensor."""
    height, width = pixels.shape[:2]
    across = np.linspace(rng.uniform(0.8, 1.0), rng.uniform(0.8, 1.0), width)
    down = np.linspace(rng.uniform(0.85, 1.0), rng.uniform(0.85, 1.0), height)
    grain = np.random.default_rng(rng.randrange(1 << 30)).normal(0, 5, pixels.shape)
    return np.clip(pixels * (across[None, :, None] * down[:, None, None]) + grain, 0, 255).astype(
        np.uint8
    )


def as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    """Give the picture as it is after saving."""
    data = io.BytesIO()
    image.save(data, "JPEG", quality=quality)
    return Image.open(data).convert("RGB")

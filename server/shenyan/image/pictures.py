"""Open and save pictures safely: bounded size, upright, without anything but the pixels."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

MAX_BYTES: Final = 20_000_000
MAX_PIXELS: Final = 40_000_000
TOO_MANY: Final = f"像素太多 / more than {MAX_PIXELS // 1_000_000} million pixels"
MIN_SIDE: Final = 16
MAX_RATIO: Final = 60
"""A longer strip than this (30,000 × 10) holds no line of text that could be read."""

Kind = Literal["PNG", "JPEG"]
"""How a masked copy is saved."""

FORMATS: Final = ("PNG", "JPEG", "WEBP")

_DAMAGED: Final = "图片已损坏 / the picture is damaged"
_DAMAGES: Final = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, ArithmeticError),
    *(struct.error, zlib.error),
)
"""What Pillow's decoders raise over a damaged file."""


class PictureError(ValueError):
    """A picture cannot be taken. `status` is the HTTP status that fits."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the upright picture: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.y + self.height

    def grown(self, by: int) -> Box:
        """Give the box with `by` more pixels on every side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def open_picture(data: bytes) -> Image.Image:
    """Decode a PNG, JPEG, WebP or (where pi-heif is installed) HEIC picture into upright RGB.

    Raises PictureError: 413 too large, 415 not such a picture, 422 broken, animated or odd.
    """
    if len(data) > MAX_BYTES:
        raise PictureError(
            413, f"图片太大 / the picture is larger than {MAX_BYTES // 1_000_000} MB"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of what is refused or mended here
        try:
            image = Image.open(io.BytesIO(data), formats=_formats())
        except UnidentifiedImageError:
            raise PictureError(
                415, f"不是能读的图片 / expected a picture: {', '.join(_formats())}"
            ) from None
        except Image.DecompressionBombError:
            raise PictureError(413, TOO_MANY) from None
        except _DAMAGES:
            raise PictureError(422, _DAMAGED) from None
        _check(image)
        return _decoded(image)


@cache
def _formats() -> tuple[str, ...]:
    """List what is read; HEIC only where its decoder is installed."""
    if find_spec("pi_heif") is None:
        return FORMATS
    from pi_heif import register_heif_opener

    register_heif_opener()
    return (*FORMATS, "HEIF")


def open_file(path: Path) -> Image.Image:
    """Decode a picture file. Raises OSError naming the file where it cannot be read."""
    try:
        with path.open("rb") as file:
            return open_picture(file.read(MAX_BYTES + 1))
    except PictureError as error:
        raise OSError(f"{path}: {error}") from None


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise PictureError(413, TOO_MANY)
    short, long = sorted((width, height))
    if short < MIN_SIDE or long > MAX_RATIO * short:
        raise PictureError(
            422, "图片太小或太窄 / the picture is too small or too narrow to hold text"
        )
    # A phone's JPEG may hold a second picture for 3-D or bright screens; that is no animation.
    if getattr(image, "is_animated", False) and image.format not in ("MPO", "HEIF"):
        raise PictureError(422, "动图请存成一帧 / animated pictures are not read; save one frame")


def _decoded(image: Image.Image) -> Image.Image:
    try:
        image.load()
    except _DAMAGES:
        raise PictureError(422, _DAMAGED) from None
    upright = _upright(image)
    if upright.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in upright.info:
        layered = upright.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        paper.alpha_composite(layered)
        upright = paper
    return upright.convert("RGB")


def _upright(image: Image.Image) -> Image.Image:
    """Turn by EXIF; a picture whose EXIF cannot be read is taken as it lies."""
    try:
        return ImageOps.exif_transpose(image)
    except _DAMAGES:
        return image


def kept_kind(data: bytes) -> Kind:
    """Tell how to save a masked copy: a photograph saved as PNG would be ten times as large."""
    return "JPEG" if data[:3] == b"\xff\xd8\xff" or data[4:8] == b"ftyp" else "PNG"


def mask(image: Image.Image, boxes: list[Box], kind: Kind = "PNG") -> bytes:
    """Return the picture with solid blocks over the boxes, and no metadata at all.

    Blocks are solid because short digit strings can be read back out of a mosaic or a blur.
    """
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    pen = ImageDraw.Draw(clean)
    for box in boxes:
        pen.rectangle((box.x, box.y, box.right - 1, box.bottom - 1), fill="#303030")
    out = io.BytesIO()
    clean.save(out, kind, quality=92)
    return out.getvalue()

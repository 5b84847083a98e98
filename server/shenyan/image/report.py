"""What checking a picture gives: findings with the rectangles that they cover."""

from __future__ import annotations

from dataclasses import dataclass

from shenyan.finding import Finding
from shenyan.image.layout import Kind
from shenyan.image.pictures import Box


@dataclass(frozen=True, slots=True)
class PictureFinding:
    """One finding and the rectangles that it covers; no rectangle: the picture as a whole."""

    finding: Finding
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PictureReport:
    """What a picture of `width` × `height` pixels shows."""

    kind: Kind
    width: int
    height: int
    findings: tuple[PictureFinding, ...]

"""Convert positions at the edge: code points inside, UTF-16 code units for browsers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


def utf16_positions(text: str, positions: Iterable[int]) -> list[int]:
    """Give each code point position in `text` as UTF-16 code units.

    A character outside the basic plane counts two, everything else one, a lone surrogate included.
    """
    astral = [match.start() for match in _ASTRAL.finditer(text)]
    return [position + bisect_left(astral, position) for position in positions]

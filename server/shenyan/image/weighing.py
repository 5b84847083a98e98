"""Levels in a picture: who speaks in a chat, and what stands together in one picture.

In a post “我的电话” is the author's own. In a chat it is whoever's bubble it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from shenyan.finding import IDENTIFIERS, LEVELS, Level
from shenyan.image.layout import Kind
from shenyan.image.pictures import Box
from shenyan.image.report import PictureFinding

NAME: Final = "person-name"


def weigh(
    found: Sequence[PictureFinding],
    kind: Kind,
    tiles: Sequence[Box],
    screen: Box,
    levels: Mapping[str, Level],
) -> list[PictureFinding]:
    """Raise what others say of themselves, and names beside identifiers; a photo stays as it is.

    `levels` are those of the rules themselves, before a draft's words have lowered them.
    """
    if kind == "other":
        return list(found)
    told = [
        one if is_own(one.boxes, tiles, screen) else _at_least(one, _own_level(one, levels))
        for one in found
    ]
    exposed = any(_identifies(one) and one.finding.level == "error" for one in told)
    names: Level = "error" if exposed else "warning"
    return [_at_least(one, names) if one.finding.category == NAME else one for one in told]


def is_own(boxes: Sequence[Box], tiles: Sequence[Box], screen: Box) -> bool:
    """Tell whether a place stands in the author's own bubble: its avatar is on the right."""
    if not boxes:
        return False
    above = [tile for tile in tiles if tile.y <= boxes[0].y + boxes[0].height]
    if not above:
        return False
    nearest = max(above, key=lambda tile: tile.y)
    return nearest.x + nearest.width / 2 > screen.x + screen.width / 2


def _own_level(one: PictureFinding, levels: Mapping[str, Level]) -> Level:
    return levels.get(one.finding.rule, "info") if _identifies(one) else "info"


def _identifies(one: PictureFinding) -> bool:
    return one.finding.category in IDENTIFIERS and bool(one.finding.text)


def _at_least(one: PictureFinding, level: Level) -> PictureFinding:
    highest = max(one.finding.level, level, key=LEVELS.index)
    return replace(one, finding=replace(one.finding, level=highest))

"""Read a picture's layout: bubbles, the names over them, the title bar, what kind it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal
from unicodedata import east_asian_width

from shenyan.image.pictures import Box
from shenyan.image.reading import TextLine
from shenyan.rules import Words

Kind = Literal["chat", "id-card", "iou", "court", "other"]

_CLOCK: Final = re.compile(r"^[\d:：\s.%]+$")
_MEMBERS: Final = re.compile(r"[(（]\d+[)）]$")
LONGEST_NAME: Final = 14
"""Full-width characters of the longest name looked for over a bubble."""

_PAPER_WORDS: Final = 2
"""So many of a paper's own words must stand in a picture that is taken for one."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, as one text; `boxes[i]` is where `text[i]` stands."""

    text: str
    boxes: tuple[Box, ...]


def blocks(lines: Sequence[TextLine], names: Sequence[TextLine] = ()) -> list[Block]:
    """Join lines inside a bubble, so that a number wrapped over two lines is read as one.

    `names` stand over bubbles and are joined to nothing.
    """
    groups: list[list[TextLine]] = []
    for line in lines:
        open_groups = (g for g in reversed(groups) if g[-1] not in names)
        home = next((g for g in open_groups if _continues(g[-1], line)), None)
        if home is None or line in names:
            groups.append([line])
        else:
            home.append(line)
    return [
        Block("".join(line.text for line in g), tuple(b for line in g for b in line.boxes))
        for g in groups
    ]


def _continues(above: TextLine, below: TextLine) -> bool:
    height = max(above.box.height, below.box.height)
    return (
        abs(above.box.x - below.box.x) < 0.8 * height
        and -0.3 * height < below.box.y - above.box.bottom < 0.9 * height
        and 0.8 < above.box.height / below.box.height < 1.25
    )


def title(lines: Sequence[TextLine], screen: Box, tiles: Sequence[Box]) -> TextLine | None:
    """Find the name in a chat's title bar: above the first bubble, as large as the talk."""
    if not tiles:
        return None
    usual = _usual(lines)
    first = _first_bubble(tiles)
    for line in lines:
        if (
            line.box.bottom < first.y
            and line.box.width < 0.6 * screen.width
            and _letter(line) > 0.86 * usual
            and not _CLOCK.match(line.text)
            and (_is_central(line, screen) or _follows_arrow(line, lines))
        ):
            return line
    return None


def _first_bubble(tiles: Sequence[Box]) -> Box:
    """Give the first avatar of the talk; one in the heading stands off the column of the others."""
    ordered = sorted(tiles, key=lambda tile: tile.y)
    if len(ordered) > 2 and not any(_in_column(ordered[0], tile) for tile in ordered[1:]):
        return ordered[1]
    return ordered[0]


def _in_column(a: Box, b: Box) -> bool:
    return abs(a.x + a.width / 2 - b.x - b.width / 2) < 0.3 * a.width


def _is_central(line: TextLine, screen: Box) -> bool:
    middle = screen.x + screen.width / 2
    return abs(line.box.x + line.box.width / 2 - middle) < 0.12 * screen.width


def _follows_arrow(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Tell whether a line stands on the left below the clock, where some chats write the name."""
    above = [other for other in lines if other.box.bottom <= line.box.y + 0.2 * line.box.height]
    return len(above) <= 2 and any(_CLOCK.match(other.text) for other in above)


def speakers(lines: Sequence[TextLine], tiles: Sequence[Box]) -> list[TextLine]:
    """Find the names over bubbles: short, beside an avatar's top edge, smaller than the talk."""
    usual = _usual(lines)
    return [
        line
        for line in lines
        if _units(line.text) <= LONGEST_NAME
        and _letter(line) < 0.88 * usual
        and not _CLOCK.match(line.text)
        and any(_beside(line, tile) for tile in tiles)
    ]


def _usual(lines: Sequence[TextLine]) -> float:
    """Give the size of a letter of the talk: the middle one, as names and times are few."""
    sizes = ([_letter(line)] * len(line.text) for line in lines)
    letters = sorted(chain.from_iterable(sizes))
    return letters[len(letters) // 2] if letters else 0.0


def _units(text: str) -> float:
    return sum(1.0 if east_asian_width(char) in "WF" else 0.5 for char in text)


def _letter(line: TextLine) -> float:
    """Width of a full-width character of a line: steadier than the height of its box.

    A box is about a quarter of its height wider than the words on either side.
    """
    return max(line.box.width - line.box.height / 2, 1) / _units(line.text)


def _beside(line: TextLine, avatar: Box) -> bool:
    top = abs(line.box.y - avatar.y) < 0.4 * avatar.height
    right = -0.25 * avatar.width < line.box.x - avatar.right < avatar.width
    left = -0.25 * avatar.width < avatar.x - line.box.right < avatar.width
    return top and (right or left)


def name_in_title(text: str) -> str:
    """Cut the member count of a group off a title."""
    return _MEMBERS.sub("", text).strip()


def kind(lines: Sequence[TextLine], found_avatars: Sequence[Box], words: Words) -> Kind:
    """Tell what a picture shows by its words (papers) or its avatars (a chat)."""
    text = "".join(line.text for line in lines)
    papers: tuple[Kind, ...] = ("id-card", "iou", "court")
    for paper in papers:
        if sum(word in text for word in words[f"paper-{paper}"]) >= _PAPER_WORDS:
            return paper
    return "chat" if len(found_avatars) >= 2 else "other"

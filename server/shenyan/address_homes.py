"""Judge whether a place is somebody's home: how far down the chain goes, and who is spoken of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shenyan.address_parts import Grammar

_VILLAGE: Final = 3
_ROOM: Final = re.compile(r"-\d{3,4}$")
_NUMBERED: Final = re.compile(r"\d\d|床")
_FINE: Final = frozenset({"unit", "room", "bare", "floor", "end", "nth", "door", "side", "spot"})
_LAST: Final = frozenset({"end", "nth", "door", "spot"})
_HOUSE: Final = frozenset({"building", "unit", "room"})
_VAGUE: Final = frozenset({"building", "floor"})
_COARSE: Final = frozenset({"building", "number", "minor", "unit", "row"})


@dataclass(frozen=True, slots=True)
class Homes:
    """What the judgement needs: patterns of word lists by name, and the end of a road's name."""

    grammar: Grammar
    words: Mapping[str, re.Pattern[str]]
    road: re.Pattern[str]

    def places(self, name: str) -> int:
        """Count the towns and villages that a name goes through."""
        return len(self.words["admin"].findall(name)) + len(self.words["village"].findall(name))


@dataclass(frozen=True, slots=True)
class Place:
    """A chain as it is judged: its text, the name before its parts, and the words around."""

    whole: str
    name: str
    kinds: frozenset[str]
    told: frozenset[str]
    last: str
    near: str
    after: str
    cued: bool
    somebody: bool
    aimed: bool
    pointed: bool

    @property
    def sought(self) -> bool:
        """Tell whether the words around speak of somebody or send people there."""
        return self.somebody or self.aimed or self.cued


def is_home(place: Place, said: bool, kit: Homes) -> bool:
    """Ask how far down the chain goes; `said` is True where the words call it an address."""
    kinds = place.kinds
    if kinds <= {"dashed", "bare"} | _LAST:
        return _is_short_form(place, said, kit)
    counted = said and kinds & {"nth", "door"}
    if "minor" in kinds and not counted and _is_in_a_village(place, kit):
        return said or kit.places(place.name) > 1
    if {"minor", "number"} <= kinds and said and kit.words["admin"].search(place.name):
        return True  # 奶奶家长宁区某坊31弄6号
    if {"minor", "dashed"} <= kinds and _ROOM.search(place.whole):
        return True  # 丁区8-2-1402
    named = len(place.name) > 1 and kit.grammar.home.sub("", place.name) != ""
    if goes_down_to_a_door(kinds):
        return _is_behind_a_door(place, said, named, kit)
    lived_in = named and kit.grammar.home.search(place.whole) is not None
    return _is_sought(place, said, kit) or _is_placed(place, said, lived_in, kit)


def _is_in_a_village(place: Place, kit: Homes) -> bool:
    return not place.kinds & _HOUSE and kit.words["village"].search(place.name) is not None


def _is_behind_a_door(place: Place, said: bool, named: bool, kit: Homes) -> bool:
    """Judge a chain that names a floor, a room or a door as well as the house."""
    kinds = place.kinds
    home = kit.grammar.home.search(place.whole) is not None
    roomy = bool(kinds & {"room", "bare", "lodging"})
    if home and (named or roomy or place.pointed):
        return True  # 学生公寓3号楼4楼那个女的
    if named and not kinds <= {"floor"} | _LAST:
        return True
    at_a_door = "door" in kinds and bool(kinds & {"room", "bare"})
    return at_a_door or (said and not kinds <= _VAGUE)


def _is_sought(place: Place, said: bool, kit: Homes) -> bool:
    """Judge what counts only where the words around speak of somebody in particular."""
    kinds, name = place.kinds, place.name
    if "building" in kinds and len(name) >= _VILLAGE and kit.words["enemy"].search(place.near):
        return True  # 前男友云锦世家4幢的
    if "building" in kinds and place.somebody and kit.road.search(name):
        return True  # 他进了柳荫胡同14号院
    roomy = kinds <= {"room", "floor", "lodging"} and _NUMBERED.search(place.whole)
    if roomy and kinds != {"floor"} and place.sought:
        return len(name) > 1 or "lodging" in kinds  # 她六院住院部十二楼37床
    if kinds == {"minor"} and (said or place.pointed):
        return kit.road.search(name) is not None  # 古猗园路1099弄的那个女租客
    # 老赖在城北钢材市场D区26号
    return {"minor", "number"} <= kinds and place.somebody and len(name) >= _VILLAGE


def _is_placed(place: Place, said: bool, lived_in: bool, kit: Homes) -> bool:
    """Judge what has one part only: a number in a road, a building or a room of a named house."""
    kinds, name = place.kinds, place.name
    if place.last == "number" and "building" in kinds and len(name) > 1:
        return True  # 红星路二段九号院三栋五号
    if "number" not in kinds:
        roomy = lived_in or (
            bool(kinds & {"room", "bare", "lodging"}) and kit.grammar.home.search(place.whole)
        )
        return ("lodging" in kinds and (said or bool(roomy))) or (
            said and "building" in kinds and len(name) > 1
        )
    if "row" in kinds and (said or lived_in):
        return True
    if lived_in and kit.road.search(name):
        return True
    placed = kit.road.search(name) or kit.words["village"].search(place.whole)
    return bool(placed and (said or kit.words["admin"].search(name[:-2])))


def _is_short_form(place: Place, said: bool, kit: Homes) -> bool:
    """Judge 绿洲花苑14-1-1001, and the last house of a village."""
    kinds, name = place.kinds, place.name
    if "bare" in kinds:
        return True  # it stands right after the name of an estate
    if "dashed" in kinds:
        named = len(name) > 1 and kit.grammar.estate.search(name) is not None
        sought = place.somebody or place.aimed
        if sought and len(name) >= _VILLAGE:
            return True  # 滨江凯旋门T3，2206
        return named or (place.whole.count("-") > 1 and (said or len(name) > _VILLAGE))
    pointed = said or kit.words["somebody"].search(place.after) is not None
    if pointed and len(name) > _VILLAGE and kit.grammar.home.search(name):
        return True
    if said and (len(kinds & _LAST) > 1 or len(name) > _VILLAGE):
        return len(name) > 1
    return len(name) >= _VILLAGE and kit.words["village"].search(name) is not None


def goes_down_to_a_door(kinds: frozenset[str]) -> bool:
    """Tell whether the parts name a door inside a house: a floor, a room, the last house."""
    if "dashed" in kinds or ("floor" in kinds and kinds & _LAST):
        return True
    return len(kinds) > 1 and bool(kinds & _FINE and kinds & _COARSE)

"""Find where the names before the parts of an address begin: the estate, the road, the city."""

from __future__ import annotations

import re
from typing import Final

from shenyan.address_parts import NAME, Grammar, Part
from shenyan.cues import Cue

_PAUSES: Final = ", "
_APART: Final = re.compile("[\u3400-\u9fff]{2} $")
_SPACED: Final = re.compile("[a-z0-9] $")
_TIES: Final = frozenset(" -")
_HEAD: Final = 30
_SHORTEST: Final = 2


def head(text: str, first: Part, grammar: Grammar) -> int:
    """Give the place where the names before the first part begin."""
    end = first.start
    if first.kind == "dashed" and _APART.search(text, max(end - 3, 0), end):
        end -= 1  # 滇池卫城蓝屿 1-7-3
    begin = _name(text, end, grammar)
    name = NAME.search(text, max(end - _HEAD, 0), end)
    pause = name.start() - 1 if name else end - 1
    if pause > 0 and text[pause] in _PAUSES and not grammar.home.search(text, pause, end):
        further = _name(text, pause, grammar)
        named = pause - further > _SHORTEST
        if named and (grammar.home.search(text, further, pause) or _lives(text, further, grammar)):
            return further  # 幸福里小区，进门右手第二栋; 她新房在云锦世家，8号楼
    while (
        begin > 1
        and text[begin - 1] == " "
        and grammar.area.search(text, max(begin - _HEAD, 0), begin - 1)
    ):
        begin = _name(text, begin - 1, grammar)  # 开封 杞县 葛岗镇 西空桑村
    return begin


def _lives(text: str, at: int, grammar: Grammar) -> bool:
    """Tell whether the words before a name say that somebody lives there."""
    return any(grammar.lives(text, at - k) for k in (0, 1))


def _name(text: str, end: int, grammar: Grammar) -> int:
    if _SPACED.search(text, max(end - 2, 0), end) or (
        text[end - 1 : end] in _TIES and grammar.placed.search(text, max(end - _HEAD, 0), end - 1)
    ):
        end -= 1  # 莲花小区 7号楼, SOHO T2 B座
    name = NAME.search(text, max(end - _HEAD, 0), end)
    begin = name.start() if name else end
    province = grammar.provinces.search(text, begin, end)
    if province is not None:
        return province.start()
    for cue in grammar.starts.within(text, begin, end):
        if cue.good and not _belongs(text, begin, cue, end, grammar):
            begin = cue.end
    while begin < end and text[begin] in "“”" and "”" not in text[begin + 1 : end]:
        begin += 1
    return begin


def _belongs(text: str, begin: int, cue: Cue, end: int, grammar: Grammar) -> bool:
    """Tell whether a word before an address is a piece of it: 老酒厂宿舍4排, 和悦路."""
    if cue.end == end:
        return grammar.home.search(text, cue.start, cue.end) is not None
    if text[cue.start : cue.end] not in grammar.inside:
        return False
    if end - cue.end == 1 and grammar.estate.search(text, cue.end, end):
        return True  # 万和城
    return cue.start == begin or grammar.area.search(text, begin, cue.start) is not None

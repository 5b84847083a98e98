"""Where a name ends: what the models took from the words around it is given back.

隔壁班|梓涵, 也许|陈雨, 查|罗敏|的账, 张伟|叔, 子轩|哥, 『陈雨|』. Titles stay where they are all
that follows a surname (王导, 李大姐).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final

_MARKS: Final = frozenset("『』「」【】《》〈〉“”‘’·•")
_CLASS: Final = re.compile(r"(?:们|隔壁|咱|[一二三四五六七八九十两本这哪同他她你\d])$")
_WHOSE_CLASS: Final = 2
_BEAUTY: Final = re.compile("[班校系厂院级村]")
"""What comes before 花 where it means the prettiest girl."""
_TITLES: Final = frozenset("叔导工妈爷总姐哥婶爸姨嫂")
_FAMILIAR: Final = frozenset("叔妈爷姐哥婶爸姨嫂")
"""Those that are said after a given name alone (子轩哥)."""
_OF_TITLES: Final = frozenset(
    "大二三四五六七八九小老阿亲干表堂家副师学太少姑舅后继职员木电钳瓦他她我你的"
)
"""What makes one word with a title (大姐, 副总, 木工)."""
_FOLLOWED: Final = {
    "关": re.compile("什么事|啥事|[屁毛]事|什么关系"),
    "管": re.compile("叫"),
    "查": re.compile("的(?:考勤|账|监控|手机|岗|作业|成绩|流水|通话|征信|行程|定位|记录)"),
    "花": re.compile("的钱"),
    "成": re.compile("那[样个]|这样"),
    "约": re.compile("吃饭|喝|看|出来|去|见面|打球|爬山|逛"),
    "那": re.compile("呢|怎么"),
}
"""Surnames that are no name's beginning where these words follow the name."""
_ENDING: Final = frozenset(
    "许关单任管约成那花查来连都全应相于同时师车房门习明公候商步满红付官司别国卫路从莫后"
)
"""Surnames that end words of everyday (也许, 校花, 班主任) more often than they begin a name."""
_GIVEN_SIZES: Final = (2, 3)
_WORD: Final = 3
"""A word that a surname ends begins at most this many characters before it."""


def trimmed(
    text: str, start: int, end: int, surnames: Collection[str], in_a_word: Callable[[str], bool]
) -> tuple[int, int]:
    """Give the edges of the name alone. `in_a_word` tells whether a word ends a text."""
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    if _belongs_before(text, start, end, surnames, in_a_word):
        start += 1
    word = text[start:end]
    return start, end - 1 if _titled(word, surnames) or _peopled(word) else end


def _belongs_before(
    text: str, start: int, end: int, surnames: Collection[str], in_a_word: Callable[[str], bool]
) -> bool:
    """Tell whether a span's first character is the end of what stands before the name."""
    first, rest = text[start : start + 1], text[start + 1 : end]
    if first == "班":
        before = text[max(0, start - _WHOSE_CLASS) : start]
        return len(rest) in _GIVEN_SIZES and _CLASS.search(before) is not None
    if len(rest) not in _GIVEN_SIZES or rest[0] not in surnames or text[start:end][:2] in surnames:
        return False
    if first == "花" and _BEAUTY.match(text[max(0, start - 1) : start]):
        return True
    followed = _FOLLOWED.get(first)
    if followed and followed.match(text, end):
        return True
    known = first in _ENDING or len(rest) == _GIVEN_SIZES[1]
    return start > 0 and known and in_a_word(text[max(0, start - _WORD) : start + 1])


def _peopled(word: str) -> bool:
    """Tell whether 人 of what follows a name is at its end (卓玛|人很好)."""
    return word.endswith("人") and len(word) > _GIVEN_SIZES[0]


def _titled(word: str, surnames: Collection[str]) -> bool:
    """Tell whether a name of two characters or more ends in a title of one."""
    if word[-1:] not in _TITLES or len(word) <= _GIVEN_SIZES[0] or word[-2] in _OF_TITLES:
        return False
    family = 2 if word[:2] in surnames else 1 if word[0] in surnames else 0
    given = len(word) - family - 1
    if not family:
        return given == _GIVEN_SIZES[0] and word[-1] in _FAMILIAR and word[0] not in _OF_TITLES
    return given in (1, 2)

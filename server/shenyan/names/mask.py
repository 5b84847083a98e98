"""Masks for names: 张某, 张某某, 欧阳某; two people of one surname stay two people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

_SOME: Final = "某"
_ORDER: Final = "甲乙丙丁戊己庚辛壬癸"


def mask_all(names: Iterable[str], surnames: Collection[str]) -> dict[str, str]:
    """Give each different name its mask, those with equal masks told apart by 甲, 乙, 丙."""
    plain = {name: mask(name, surnames) for name in names}
    total = Counter(plain.values())
    seen: Counter[str] = Counter()
    masks = {}
    for name, masked in plain.items():
        place = seen[masked]
        seen[masked] += 1
        apart = total[masked] > 1
        masks[name] = masked + (_ORDER[place % len(_ORDER)] if apart else "")
    return masks


def mask(name: str, surnames: Collection[str]) -> str:
    """Keep the surname, or the first character where there is none."""
    if name[:2] in surnames and len(name) > 2:
        return name[:2] + _SOME * min(len(name) - 2, 2)
    return name[0].upper() + _SOME * (1 if len(name) == 2 or name[0].isascii() else 2)

"""Invent names from abroad as Chinese texts write them: transliterated, Japanese, Korean, Latin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from random import Random
from typing import Final

LONGEST: Final = 6
"""Characters in one invented part of a name."""

_DOT: Final = re.compile("[·‧•・.-]")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")


def foreign_costs(names: Iterable[str]) -> dict[str, float]:
    """Weigh the characters that write foreign names by how many of the names have them."""
    counts = Counter(char for name in names for char in set(name) if _HAN.match(char))
    total = sum(counts.values())
    return {char: round(log(total / count), 2) for char, count in counts.items() if count > 1}


class Abroad:
    """Draws names from abroad; `lists` are the sections of `texts/others.txt`."""

    def __init__(self, lists: Mapping[str, Sequence[str]], random: Random) -> None:
        self.random = random
        self._lists = lists
        self._chain: dict[str, list[str]] = {}
        for part in [*lists["first"], *lists["last"]]:
            padded = f"^^{part}$" if len(part) > 1 else ""
            for i in range(2, len(padded)):
                self._chain.setdefault(padded[i - 2 : i], []).append(padded[i])
                self._chain.setdefault(padded[i - 1], []).append(padded[i])

    def name(self) -> str:
        """Draw any of them, most of them transliterated."""
        chance = self.random.random()
        if chance < 0.68:
            return self.foreign()
        if chance < 0.9:
            return self.japanese()
        return self.korean() if chance < 0.96 else self.latin()

    def foreign(self) -> str:
        """Draw a transliterated name: one part, two or three with a dot between."""
        count = self.random.choices((1, 2, 3), (55, 38, 7))[0]
        sections = ["first"] * (count - 1) + ["last" if self.random.random() < 0.6 else "first"]
        return "·".join(self._part(section) for section in sections)

    def like(self, name: str) -> str | None:
        """Draw a transliterated name with as many parts as `name`."""
        parts = _DOT.split(name)
        if not all(_HAN.fullmatch(part) for part in parts):
            return None
        drawn = [self._part("first") for _ in parts[:-1]] + [self._part("last")]
        return "·".join(drawn)

    def japanese(self) -> str:
        """Draw a Japanese name, now and then the surname alone."""
        surname = self.random.choice(self._lists["日本姓"])
        alone = len(surname) > 1 and self.random.random() < 0.2
        return surname if alone else surname + self.random.choice(self._lists["日本名"])

    def korean(self) -> str:
        """Draw a Korean name."""
        return self.random.choice("金李朴崔郑姜赵尹张林韩吴徐申权黄安宋柳洪全高文梁") + (
            self.random.choice(self._lists["韩国名"])
        )

    def latin(self) -> str:
        """Draw a name in Latin letters."""
        first = self.random.choice(self._lists["拉丁名"])
        return (
            first + self.random.choice(self._lists["拉丁姓"])
            if self.random.random() < 0.4
            else first
        )

    def place(self) -> str:
        """Draw the transliterated name of no person but a place, a team, a firm or a law."""
        return self._part("last")

    def _part(self, section: str) -> str:
        if self.random.random() < 0.5:
            return self.random.choice(self._lists[section])
        drawn = "^^"
        while not drawn.endswith("$") and len(drawn) < LONGEST + 2:
            known = self._chain.get(drawn[-2:])
            loose = known is None or len(known) < 3 or self.random.random() < 0.15
            drawn += self.random.choice(self._chain[drawn[-1]] if loose else known or [])
        made = drawn[2:].removesuffix("$")
        return made if len(made) > 1 else self.random.choice(self._lists[section])

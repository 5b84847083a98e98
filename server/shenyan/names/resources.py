"""What the features know besides the text: the word list and how names are built of characters."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Final

from shenyan.names.abroad import foreign_costs
from shenyan.names.lexicon import Lexicon, load_lexicon

RARE: Final = 11.0
"""Cost of a character never seen in a given name."""

_SINGLE: Final = 9.0
"""A character of at most this cost makes a given name by itself."""
_ZIPF: Final = 3.6
_DOUBLE: Final = 2
_NOT_GIVEN: Final = frozenset(
    "的了是在不我他你她它们这那着过和与就都而及或把被让给从对往到去说道笑看听问叫将又也还再很才曾能要会须未没其谁哪什怎吗呢吧啊呀"
    "爷哥镇县氏公老师奶妈爸叔伯婶姨弟兄嫂呼太王侯帝妃寺庙村庄市省"
)
"""Characters that end a dictionary's "names" (王爷, 李家) far more often than real ones."""


@dataclass(frozen=True, slots=True)
class Makeup:
    """Costs (negative log shares) of surnames and of characters in given names."""

    surnames: Mapping[str, float]
    first: Mapping[str, float]
    last: Mapping[str, float]
    single: Mapping[str, float]
    foreign: Mapping[str, float]
    """Costs of characters in transliterated names."""
    double: Mapping[str, int]
    """Surnames of two characters: 0 for compound ones of China, 1 for Japanese ones."""

    def gives(self, char: str) -> bool:
        """Tell whether one character is a given name that many have."""
        return self.single.get(char, RARE) < _SINGLE


@dataclass(frozen=True, slots=True)
class Resources:
    """Loaded once; shared by the neural network and the CRF."""

    lexicon: Lexicon
    makeup: Makeup
    roles: Mapping[str, int]
    """How usual each character is as surname, first, last and only given character, in a number."""


def count_makeup(
    surnames: Sequence[str],
    names: Iterable[str],
    foreign: Iterable[str] = (),
    japanese: Iterable[str] = (),
) -> dict[str, Mapping[str, float]]:
    """Weigh surnames by their place in the list, given names' characters by counting names.

    Surnames are not counted: 和, 那 or 安 begin far too many "names" of a dictionary.
    """
    known = frozenset(surnames)
    counts: dict[str, Counter[str]] = {"first": Counter(), "last": Counter(), "single": Counter()}
    for name in names:
        cut = 2 if name[:2] in known and len(name) > 2 else 1
        family, given = name[:cut], name[cut:]
        if family not in known or _NOT_GIVEN & set(given):
            continue
        if len(given) == 1:
            counts["single"][given] += 1
        elif len(given) == 2:
            counts["first"][given[0]] += 1
            counts["last"][given[1]] += 1
    places = {name: round(log((i + 10) * _ZIPF), 2) for i, name in enumerate(surnames)}
    double = {name: 1 for name in japanese if len(name) == _DOUBLE}
    return {
        "surnames": places,
        **{part: _costs(counter) for part, counter in counts.items()},
        "foreign": foreign_costs(foreign),
        "double": double | {name: 0 for name in surnames if len(name) == _DOUBLE},
    }


def _costs(counter: Counter[str]) -> dict[str, float]:
    total = sum(counter.values()) + len(counter)
    return {item: round(log(total / (count + 0.5)), 2) for item, count in counter.items()}


@cache
def resources(folder: Path) -> Resources:
    """Load the word list and the make-up of names from `folder`."""
    data = json.loads((folder / "makeup.json").read_text(encoding="utf-8"))
    makeup = Makeup(**data)
    return Resources(load_lexicon(folder / "words.z"), makeup, _roles(makeup))


def _roles(makeup: Makeup) -> dict[str, int]:
    parts = (makeup.surnames, makeup.first, makeup.last, makeup.single)
    chars = {item for part in parts for item in part if len(item) == 1}
    return {char: _role([part.get(char) for part in parts]) for char in chars}


def _role(costs: list[float | None]) -> int:
    role = 0
    for cost in costs:
        role = role * 4 + (0 if cost is None else 1 if cost > 8 else 2 if cost > 6 else 3)
    return role

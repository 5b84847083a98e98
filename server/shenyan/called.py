"""Somebody who is called by a surname, 李医生, 张姐, 老周: no full name, but it names somebody."""

from __future__ import annotations

import re

from shenyan.alternation import any_of
from shenyan.rules import Words


def called(words: Words) -> re.Pattern[str]:
    """Match such a name, from the lists `surname` and `named` (titles)."""
    surname, named = (any_of(words.get(name, ())) for name in ("surname", "named"))
    return re.compile(f"(?:{surname})(?:{named})|[老小](?:{surname})")

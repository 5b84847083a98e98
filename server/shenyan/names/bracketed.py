"""Find a name in square brackets, which the models do not see: most hold a sticker ([微笑])."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from shenyan.names.resources import RARE, Makeup
from shenyan.names.spans import NameSpan

_BRACKETS: Final = re.compile(r"[\[［]([\u3400-\u9fff]{2,3})[\]］]")
_USUAL: Final = 6.3
"""A surname of a higher cost is a word more often ([全文], [官宣])."""


def bracketed(
    text: str,
    makeup: Makeup,
    sounds: Callable[[str], bool],
    plain: Callable[[str], bool],
) -> Iterator[NameSpan]:
    """Find usual surnames with what `sounds` like a given name, and are no `plain` words."""
    for match in _BRACKETS.finditer(text):
        word = match[1]
        usual = makeup.surnames.get(word[0], RARE) < _USUAL
        if usual and sounds(word[1:]) and not plain(word):
            yield NameSpan(*match.span(1))

"""Find a name in square brackets, which the models do not see: most hold a sticker ([微笑])."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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
    taken: Iterable[NameSpan],
) -> Iterator[NameSpan]:
    """Find usual surnames with what `sounds` like a given name, and are no `plain` words."""
    places = [match.span(1) for match in _BRACKETS.finditer(text)]
    held = list(taken) if places else []
    for start, end in places:
        word = text[start:end]
        usual = makeup.surnames.get(word[0], RARE) < _USUAL
        free = not any(span.start < end and start < span.end for span in held)
        if usual and free and sounds(word[1:]) and not plain(word):
            yield NameSpan(start, end)

"""Read an address without its disguise: 云 杉 郡 8 栋, 桂花园🌸3幢🌸1702, 叁栋贰单元, a line break.

Only what stands between or for the parts of an address changes; every character that stays knows
its place in the author's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, pairwise
from typing import Final

from shenyan.address_parts import kinds_of
from shenyan.alternation import any_of
from shenyan.normalize import EMOJI, Folded
from shenyan.rules import Words

View = Callable[[Folded], Folded]
"""Gives the folded text as an address is read in it."""

_HAN: Final = "\u3400-\u9fff"
_SPACED: Final = re.compile(
    rf"(?<![{_HAN}a-z0-9])[{_HAN}a-z0-9]{{1,4}}(?: [{_HAN}a-z0-9]{{1,2}}(?![{_HAN}a-z0-9])){{5,40}}"
)
_SPACES: Final = 5
_SIGN: Final = f"[{EMOJI}·/|~_•]"
_SIGNED: Final = re.compile(_SIGN)
_DRESSED: Final = re.compile(rf"(?<=[{_HAN}0-9a-z]){_SIGN}{{1,2}}(?=[{_HAN}0-9a-z])")
_CAPITALS: Final = "壹贰叁肆伍陆柒捌玖拾"
_CAPITAL: Final = frozenset(_CAPITALS)
_EVERYDAY: Final = str.maketrans(_CAPITALS, "一二三四五六七八九十")


def prepare(words: Words) -> View:
    """Make the view from the words that end the parts of an address."""
    kinds = kinds_of(words)
    parts = any_of(w for k in ("building", "unit", "room", "number", "floor") for w in kinds[k])
    ends = any_of(w for k in ("admin", "road", "building", "unit", "number") for w in kinds[k])
    capitals = re.compile(rf"[零〇{_CAPITALS}]+(?=$|{parts}|[^{_HAN}])")
    broken = re.compile(rf"(?<=[{_HAN}0-9])(?:{ends})(?P<cut>\n)(?=[{_HAN}0-9])")

    def view(folded: Folded) -> Folded:
        text = folded.text
        if _SIGNED.search(text):
            text = _DRESSED.sub(lambda match: " " * len(match[0]), text)
        if "\n" in text:
            text = broken.sub(lambda match: match[0][:-1] + " ", text)
        if not _CAPITAL.isdisjoint(text):
            text = capitals.sub(lambda match: match[0].translate(_EVERYDAY), text)
        if text.count(" ") >= _SPACES and _SPACED.search(text):
            return _squeezed(folded, text)
        if text is folded.text:
            return folded
        return Folded(folded.source, text, folded.starts, folded.ends)

    return view


def _squeezed(folded: Folded, text: str) -> Folded:
    """Leave out the spaces between characters that all stand apart."""
    spaces = (
        place
        for match in _SPACED.finditer(text)
        for place in range(*match.span())
        if text[place] == " "
    )
    kept = [slice(low + 1, high) for low, high in pairwise((-1, *spaces, len(text)))]
    return Folded(
        folded.source,
        "".join([text[piece] for piece in kept]),
        tuple(chain.from_iterable(folded.starts[piece] for piece in kept)),
        tuple(chain.from_iterable(folded.ends[piece] for piece in kept)),
    )

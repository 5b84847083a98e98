"""The text as the tagger reads it: folded, without what is no prose, names' separators closed up.

Stickers and addresses of pages become one GAP, and so does whitespace; the separators inside
唐.婉.如 are left out. Handles and topics stay, for people are named in them (#张三出轨#). The map
leads back to the author's own text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from shenyan.names.features import GAP
from shenyan.normalize import Folded

_HAN: Final = "[\u3400-\u9fff]"
_SEPARATOR: Final = r"[ .·•*＊_~\-|/+^\u2600-\u27bf\U0001f000-\U0001faff]"
_HIDDEN: Final = re.compile(
    r"https?://[A-Za-z0-9_./?=&%#:~+-]{1,300}"
    r"|\[[^\[\]\s]{1,8}\]"
    r"|\s+"
)
_APART: Final = re.compile(
    rf"(?<!{_HAN}{_SEPARATOR})({_HAN})({_SEPARATOR}){_HAN}\2{_HAN}(?!\2{_HAN}\2{_HAN})"
    rf"|(?<!{_HAN}[.·*_])({_HAN})[.·*_]{_HAN}(?![.·*_]{_HAN})"
)


def view(folded: Folded, surnames: Collection[str]) -> Folded:
    """Prepare the author's text, folded, for the tagger. Linear in its length."""
    text = folded.text
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[str] = []
    for start, end, shown in _pieces(text, surnames):
        pieces.append(shown)
        if end - start == len(shown):
            starts += folded.starts[start:end]
            ends += folded.ends[start:end]
        elif shown:
            starts.append(folded.starts[start])
            ends.append(folded.ends[end - 1])
    return Folded(folded.source, "".join(pieces), starts, ends)


def _pieces(text: str, surnames: Collection[str]) -> list[tuple[int, int, str]]:
    """Cut the text into stretches (start, end, what the tagger sees)."""
    cuts = [(m.start(), m.end(), GAP) for m in _HIDDEN.finditer(text)]
    cuts += [
        (i, i + 1, "")
        for m in _APART.finditer(text)
        if text[m.start()] in surnames
        for i in range(m.start() + 1, m.end(), 2)
    ]
    found = []
    done = 0
    for start, end, shown in sorted(cuts, key=lambda cut: (cut[0], -cut[1], cut[2])):
        if start < done:
            continue
        found += [(done, start, text[done:start]), (start, end, shown)]
        done = end
    return [*found, (done, len(text), text[done:])]

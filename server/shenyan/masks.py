"""Hide a value and keep the way its author wrote it: 138-0000-1234 becomes 138-****-1234."""

from __future__ import annotations

from collections.abc import Collection

from shenyan.normalize import Folded


def starred(folded: Folded, start: int, end: int, hidden: Collection[int]) -> str:
    """Give the author's text of the folded span, a star for each folded place in `hidden`.

    A keycap or another character of several code points becomes one star.
    """
    first, last = folded.span(start, end)
    pieces = []
    position = first
    for place in range(start, end):
        if place in hidden and folded.starts[place] >= position:
            pieces += [folded.source[position : folded.starts[place]], "*"]
            position = folded.ends[place]
    pieces.append(folded.source[position:last])
    return "".join(pieces)


def keeping(places: Collection[int], head: int, tail: int) -> list[int]:
    """Give the places to hide when the first `head` and the last `tail` stay.

    Of a value too short for that only its first place stays: a mask always hides something.
    """
    ordered = sorted(places)
    hidden = ordered[head : max(len(ordered) - tail, head)]
    return hidden or ordered[1:] or ordered

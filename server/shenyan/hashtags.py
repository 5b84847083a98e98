"""Hashtags say what a post is filed under, not what a sentence means."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"#(?![\ufe0f\u20e3])[^#\s,。!?]{1,30}(?:#|(?=\s|$))")


def without_tags(text: str, start: int, end: int) -> str:
    """Blank the hashtags of a folded text, but for one that holds a piece of `[start, end)`.

    The text keeps its length (code points).
    """
    if "#" not in text:
        return text

    def blank(tag: re.Match[str]) -> str:
        inside = tag.start() < end and start < tag.end()
        return tag[0] if inside else "\0" * len(tag[0])

    return _TAG.sub(blank, text)

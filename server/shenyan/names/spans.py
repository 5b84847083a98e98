"""Names as stretches of text, and as one tag per character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["full", "surname-mou", "title", "latin", "nick"]

TAGS: Final = ("O", "B", "M", "E", "S")
"""Outside; begin, middle and end of a name; a name of one character."""

_FOLLOWS: Final = {"O": "OBS", "B": "ME", "M": "ME", "E": "OBS", "S": "OBS"}
FOLLOWING: Final = tuple(tuple(TAGS.index(t) for t in _FOLLOWS[tag]) for tag in TAGS)
"""For each tag (by index) the tags that may come after it."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at text[start:end] (code points); `public` marks known or invented people."""

    start: int
    end: int
    kind: Kind = "full"
    public: bool = False


def to_tags(size: int, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Write spans as one tag per character."""
    tags = ["O"] * size
    for start, end in spans:
        if end - start == 1:
            tags[start] = "S"
        else:
            tags[start:end] = ["B", *["M"] * (end - start - 2), "E"]
    return tags


def from_tags(tags: Sequence[str]) -> list[tuple[int, int]]:
    """Read the complete names out of one tag per character."""
    spans = []
    start = -1
    for i, tag in enumerate(tags):
        if tag in "BS":
            start = i
        if tag in "ES" and start >= 0:
            spans.append((start, i + 1))
        if tag in "OES":
            start = -1
    return spans


def free(spans: Iterable[NameSpan], taken: Iterable[NameSpan], size: int) -> list[NameSpan]:
    """Keep the spans that touch none of those taken. Linear in the text's `size`."""
    spans = list(spans)
    if not spans:
        return []
    covered = bytearray(size)
    for span in taken:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return [span for span in spans if not any(covered[span.start : span.end])]

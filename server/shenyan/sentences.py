"""Where the clause or the sentence around a place begins and ends."""

from __future__ import annotations


def back(text: str, low: int, position: int, ends: frozenset[str]) -> int:
    """Give where the piece that `position` lies in begins: behind the last of `ends`, or `low`."""
    while position > low and text[position - 1] not in ends:
        position -= 1
    return position


def ahead(text: str, position: int, high: int, ends: frozenset[str]) -> int:
    """Give where that piece stops: behind the next of `ends`, or at `high`."""
    while position < high and text[position] not in ends:
        position += 1
    return min(position + 1, high)

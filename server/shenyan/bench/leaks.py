"""Refuse to score what was trained on: texts that a test file shares with a training file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shenyan.bench.sets import GoldSet, objects, row_id, text_of


class LeakError(ValueError):
    """A set shares texts with a training file. The message names the ids on both sides."""


def bare(text: str) -> str:
    """Return the text without white space: what makes two texts the same."""
    return "".join(text.split())


def refuse_leaks(sets: Iterable[GoldSet], trainings: Iterable[Path]) -> None:
    """Raise LeakError if a set holds a text of a training file; SetError if one is malformed."""
    for path in trainings:
        trained = {bare(text_of(line)): row_id(line) for line in objects(path)}
        for gold in sets:
            shared = [
                f"{row.id} = {trained[bare(row.text)]}"
                for row in gold.rows
                if bare(row.text) in trained
            ]
            if shared:
                listed = ", ".join(shared)
                raise LeakError(f"{gold.name} shares {len(shared)} texts with {path}: {listed}")

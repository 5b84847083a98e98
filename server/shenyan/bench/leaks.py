"""Refuse to score what was trained on: texts that a test file shares with a training file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from shenyan.bench.sets import GoldSet, digest, objects, row_id, text_of


class LeakError(ValueError):
    """A set shares texts with a training file. The message names the ids on both sides."""


def bare(text: str) -> str:
    """Return the text without white space: what makes two texts the same."""
    return "".join(text.split())


def refuse_leaks(sets: Iterable[GoldSet], trainings: Iterable[Path]) -> None:
    """Raise LeakError if a set holds a text of a training file; SetError if one is malformed."""
    golds = list(sets)
    problems = [
        f"{gold.name} shares {len(ids)} texts with {path}: {', '.join(ids)}"
        for path in trainings
        for gold, ids in _shared(golds, path)
    ]
    if problems:
        raise LeakError("; ".join(problems))


def leak_notes(sets: Iterable[GoldSet], data: Path) -> list[str]:
    """Say which sets share texts with the other files that lie under `data`.

    Whatever was trained on such a file looks better on such a set than it is.
    """
    golds = list(sets)
    known = {gold.sha256 for gold in golds}
    files = [path for path in sorted(data.rglob("*.jsonl")) if digest(path) not in known]
    return [
        f"{gold.name}: {len(ids)} of {len(gold.rows)} texts are also in {path.stem}; "
        "what was trained on them looks better here than it is"
        for path in files
        for gold, ids in _shared(golds, path)
    ]


def _shared(sets: Iterable[GoldSet], path: Path) -> Iterator[tuple[GoldSet, list[str]]]:
    """Yield the sets that share texts with a file, and the ids on both sides."""
    trained = {bare(text_of(line)): row_id(line) for line in objects(path)}
    for gold in sets:
        texts = ((row.id, bare(row.text)) for row in gold.rows)
        ids = [f"{row} = {trained[text]}" for row, text in texts if text in trained]
        if ids:
            yield gold, ids

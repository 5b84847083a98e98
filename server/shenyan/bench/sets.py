"""Read a gold set: JSON lines with marked spans. Nothing is dropped: a bad line is an error."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shenyan.finding import CATEGORIES, LEVELS, Level

ALL: Final = frozenset(CATEGORIES)


class SetError(ValueError):
    """A line of a set is wrong. The message names the file, the line and the remedy."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What should be found: code points into the text.

    `level` is None where a set knows none. An `optional` mark is neither a miss when it is not
    found nor wrong when it is. A finding of a category in `also` is as good as `category`.
    """

    start: int
    end: int
    category: str
    level: Level | None = None
    optional: bool = False
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One draft of a set; `label` says offensive or not where a set labels whole documents."""

    id: str
    text: str
    marks: tuple[Mark, ...] = ()
    label: bool | None = None


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One file: its rows, the categories that it marks completely, its SHA-256."""

    name: str
    sha256: str
    rows: tuple[Row, ...]
    scored: frozenset[str] = ALL
    levelled: bool = True
    labelled: bool = False


def read_drafts(path: Path) -> GoldSet:
    """Read a set in the format of `tests/drafts`: every mark has a level, or none has.

    Raises SetError and OSError.
    """
    rows: list[Row] = []
    levels: set[bool] = set()
    for line in objects(path):
        row = Row(row_id(line), text_of(line), marks_of(line, "spans", _draft_mark))
        levels |= {mark.level is not None for mark in row.marks}
        if len(levels) > 1:
            raise line.wrong("some marks of this file have a level and some have none")
        rows.append(row)
    levelled = False not in levels
    return GoldSet(path.stem, digest(path), unique(path, tuple(rows)), levelled=levelled)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Line:
    """One parsed line that knows where it stands, for the sake of messages."""

    path: Path
    number: int
    data: Mapping[str, Any]

    def wrong(self, problem: str) -> SetError:
        """Make the error that names this line."""
        return SetError(self.path, self.number, problem)


def objects(path: Path) -> Iterator[Line]:
    """Yield the JSON object of every line; blank lines are wrong too. Raises SetError."""
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        try:
            data = json.loads(raw.decode("utf-8"))
        except ValueError as error:
            raise SetError(path, number, f"not a line of JSON in UTF-8 ({error})") from None
        if not isinstance(data, dict):
            raise SetError(path, number, "expected a JSON object")
        yield Line(path, number, data)


def row_id(line: Line) -> str:
    """Return the id, or the line number where a set has no ids."""
    return str(line.data.get("id", f"line-{line.number}"))


def text_of(line: Line) -> str:
    """Return the text. Raises SetError when there is none."""
    text = line.data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise line.wrong("`text` must be a text that is not empty")
    return text


def marks_of(line: Line, key: str, read: Callable[[Line, Any], Mark | None]) -> tuple[Mark, ...]:
    """Read the list of spans under `key` with `read`; None leaves one out. Raises SetError."""
    values = line.data.get(key)
    if not isinstance(values, list):
        raise line.wrong(f"`{key}` must be a list")
    marks = [mark for value in values if (mark := read(line, value)) is not None]
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(line.data["text"]):
            raise line.wrong(f"span {mark.start}-{mark.end} is not inside the text")
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _draft_mark(line: Line, value: Any) -> Mark:
    if not isinstance(value, dict):
        raise line.wrong("a span must be an object")
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int:
        raise line.wrong("`start` and `end` must be whole numbers")
    if value.get("category") not in CATEGORIES:
        raise line.wrong(f"unknown category {value.get('category')!r}")
    if "level" in value and value["level"] not in LEVELS:
        raise line.wrong(f"unknown level {value['level']!r}")
    if not isinstance(value.get("optional", False), bool):
        raise line.wrong("`optional` must be true or false")
    return Mark(start, end, value["category"], value.get("level"), value.get("optional", False))


def unique(path: Path, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows when no id occurs twice and there is at least one. Raises SetError."""
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        if row.id in seen:
            raise SetError(path, number, f"the id {row.id!r} occurs twice")
        seen.add(row.id)
    if not rows:
        raise SetError(path, 1, "the file is empty")
    return rows

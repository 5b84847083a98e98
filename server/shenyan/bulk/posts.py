"""Read posts from CSV, JSON Lines and Parquet files, a row at a time, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shenyan.bulk.columns import Columns, identity, month
from shenyan.bulk.tables import InputError, Row, csv_rows, json_rows, parquet_rows

SUFFIXES: Final = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
LONGEST: Final = 20_000
"""The longest draft that is checked, as over HTTP; more is a quotation mark that never closed."""

_STRAY: Final = re.compile("[\udc80-\udcff]")
"""What Python makes of bytes that are no text in the file's encoding."""


@dataclass(frozen=True, slots=True)
class Post:
    """One row: `source` is `file:row` (rows count from 1), `month` is `YYYY-MM` or empty."""

    id: str
    source: str
    text: str
    month: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be checked, and why. It never repeats the row."""

    source: str
    reason: str


def read_posts(path: Path, columns: Columns) -> Iterator[Post | Reject]:
    """Yield every row of a file as a post or a reject, in order. Raises InputError."""
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise InputError(f"{path.name}: expected a file ending in {', '.join(SUFFIXES)}")
    if kind == ".parquet":
        yield from posts(parquet_rows(path, columns), path.name, columns)
        return
    with path.open("rb") as file:
        table = kind in (".csv", ".tsv")
        rows = csv_rows(file, path.name, columns) if table else json_rows(file)
        yield from posts(rows, path.name, columns)


def posts(rows: Iterable[tuple[int, Row]], name: str, columns: Columns) -> Iterator[Post | Reject]:
    """Make posts of numbered rows."""
    for number, row in rows:
        yield post(row, f"{name}:{number}", columns)


def post(row: Row, source: str, columns: Columns) -> Post | Reject:
    """Make a post of a row, or say why it is none."""
    if isinstance(row, str):
        return Reject(source, row)
    found = columns.found(row)
    if found.text is None:
        return Reject(source, "no text column; name it with --text")
    text = row[found.text]
    if reason := _wrong(text):
        return Reject(source, reason)
    name = identity(_cell(row, found.id)) or source
    return Post(name, source, text, month(_cell(row, found.date)))


def _cell(row: Mapping[str, Any], column: str | None) -> object:
    return row[column] if column else None


def _wrong(text: object) -> str:
    if not isinstance(text, str):
        return "the text is missing or not a text"
    if len(text) > LONGEST:
        return "a text of more than 20,000 characters; is a quotation mark missing?"
    return "bytes that are no text in the file's encoding" if _STRAY.search(text) else ""

"""Read posts from CSV, JSON Lines and Parquet files, a row at a time, in bounded memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

TEXT_COLUMNS: Final = (
    "text",
    "content",
    "正文",
    "微博正文",
    "博文",
    "内容",
    "作品描述",
    "描述",
    "标题",
)
ID_COLUMNS: Final = ("id", "mid", "post_id", "微博id", "微博ID", "作品id", "作品ID")
DATE_COLUMNS: Final = ("date", "created_at", "time", "发布时间", "发布日期", "时间")
"""Column names of the platforms' creator exports and of common crawls, tried in this order."""

SUFFIXES: Final = (".csv", ".jsonl", ".ndjson", ".parquet")
_FIELD_LIMIT: Final = 1 << 24


class InputError(ValueError):
    """An input file cannot be scanned. The message names the file and the remedy."""


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


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that the user named; None means: find it by the usual names."""

    text: str | None = None
    id: str | None = None
    date: str | None = None


def read_posts(path: Path, columns: Columns) -> Iterator[Post | Reject]:
    """Yield every row of a file as a post or a reject, in order. Raises InputError."""
    if path.suffix not in SUFFIXES:
        raise InputError(f"{path.name}: expected a file ending in {', '.join(SUFFIXES)}")
    rows = {".csv": _csv_rows, ".parquet": _parquet_rows}.get(path.suffix, _json_rows)(path)
    for number, row in enumerate(rows, start=1):
        source = f"{path.name}:{number}"
        if isinstance(row, str):
            yield Reject(source, row)
        else:
            yield _post(row, source, columns)


def _post(row: Mapping[str, Any], source: str, columns: Columns) -> Post | Reject:
    key = chosen_column(row, columns.text, TEXT_COLUMNS)
    if key is None:
        return Reject(source, "no text column; name it with --text")
    text = row[key]
    if not isinstance(text, str):
        return Reject(source, "the text is missing or not a text")
    id_key = chosen_column(row, columns.id, ID_COLUMNS)
    date_key = chosen_column(row, columns.date, DATE_COLUMNS)
    identity = str(row[id_key]) if id_key and row[id_key] not in (None, "") else source
    return Post(identity, source, text, month(row[date_key]) if date_key else "")


def chosen_column(columns: Collection[str], named: str | None, usual: Sequence[str]) -> str | None:
    """Find the column to read: the one named by the user, else the first of the usual names."""
    names = (named,) if named else usual
    return next((name for name in names if name in columns), None)


def month(value: object) -> str:
    """Read `YYYY-MM` off a date in any of the usual spellings; empty where there is none."""
    digits = "".join(c if c.isdigit() else " " for c in str(value)).split()
    if len(digits) >= 2 and len(digits[0]) == 4 and 1 <= int(digits[1]) <= 12:
        return f"{digits[0]}-{int(digits[1]):02}"
    return ""


def _json_rows(path: Path) -> Iterator[Mapping[str, Any] | str]:
    with path.open("rb") as lines:
        for line in lines:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield "not a line of JSON in UTF-8"
                continue
            yield row if isinstance(row, dict) else "not a JSON object"


def _csv_rows(path: Path) -> Iterator[Mapping[str, Any] | str]:
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding=_encoding(path), newline="", errors="replace") as lines:
        reader = csv.DictReader(_without_nul(lines))
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield "not a row of CSV"
                continue
            yield "more values than columns" if None in row else row


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "\ufffd") for line in lines)


def _encoding(path: Path) -> str:
    """Tell UTF-8 (with or without a mark) from GB 18030, which Chinese spreadsheets write."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    cut = head[: head.rfind(b"\n") + 1] or head
    try:
        cut.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _parquet_rows(path: Path) -> Iterator[Mapping[str, Any] | str]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise InputError(
            f'{path.name}: Parquet needs an extra: pip install "shenyan[parquet]"'
        ) from None
    for batch in parquet.ParquetFile(path).iter_batches(batch_size=1000):
        yield from batch.to_pylist()

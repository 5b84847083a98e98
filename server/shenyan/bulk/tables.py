"""Read rows out of CSV, JSON Lines and Parquet files, one at a time, in bounded memory.

A row is a mapping by column name, or the reason why it is none.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from shenyan.bulk.columns import Columns

Row = Mapping[str, Any] | str
"""A row by column name, or the reason why a line is no row."""

DELIMITERS: Final = ",\t;|"
LONGEST_LINE: Final = 1 << 22
"""Bytes of a line of JSON, characters of a CSV cell: far above any post, so memory is bounded."""

_HEAD: Final = 1 << 16
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class InputError(ValueError):
    """An input file cannot be scanned. The message names the file and the remedy."""


def json_rows(file: BinaryIO) -> Iterator[tuple[int, Row]]:
    """Yield line number and row of each line that is not empty."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):  # the rest of a line that is too long
            rest = file.readline(LONGEST_LINE)
        if line.strip():
            yield number, json_row(line.rstrip(b"\r\n"))


def json_row(line: bytes) -> Row:
    """Read one line of JSON in UTF-8."""
    if len(line) >= LONGEST_LINE:
        return "a line of 4 MB or more"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "not a line of JSON in UTF-8"
    return row if isinstance(row, dict) else "not a JSON object"


def csv_rows(file: BinaryIO, name: str, columns: Columns) -> Iterator[tuple[int, Row]]:
    """Yield number (the first row below the heading is 1) and row, of the wanted columns only.

    Encoding (UTF-8, UTF-16 with a mark, GB 18030) and delimiter are found out. Raises InputError.
    """
    csv.field_size_limit(LONGEST_LINE)
    encoding = encoding_of(file)
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    lines = io.TextIOWrapper(file, encoding, errors, newline="")
    heading = lines.readline(LONGEST_LINE)
    reader = csv.reader(_lines(lines, heading), delimiter=_delimiter(heading))
    names = next(reader, [])
    wanted = wanted_columns(name, names, columns)
    places = [names.index(column) for column in wanted]
    number = 0
    while (record := _record(reader)) is not None:
        if record:
            number += 1
            broken = record if isinstance(record, str) else _misfit(record, len(names), places[0])
            yield number, broken or _by_name(wanted, places, record)
    lines.detach()


def parquet_rows(path: Path, columns: Columns) -> Iterator[tuple[int, Row]]:
    """Yield number and row, of the wanted columns only. Raises InputError."""
    try:
        from pyarrow import ArrowInvalid, parquet
    except ImportError:
        raise InputError(
            f'{path.name}: Parquet needs an extra: pip install "shenyan[parquet]"'
        ) from None
    try:
        file = parquet.ParquetFile(path)
    except ArrowInvalid as error:
        raise InputError(f"{path.name}: not a Parquet file ({error})") from None
    names = wanted_columns(path.name, file.schema_arrow.names, columns)
    number = 0
    for batch in file.iter_batches(batch_size=1000, columns=names):
        for row in batch.to_pylist():
            number += 1
            yield number, row


def wanted_columns(file: str, names: Sequence[str], columns: Columns) -> list[str]:
    """Give the columns of a table to read, the text first. Raises InputError if it has none."""
    found = columns.found(names)
    if found.text is None:
        listed = ", ".join(name.strip() for name in names)
        raise InputError(f"{file}: no text column among {listed}; name it with --text")
    return [column for column in (found.text, found.id, found.date) if column]


def encoding_of(file: BinaryIO) -> str:
    """Tell UTF-8 (with or without a mark) from GB 18030, which Chinese spreadsheets write.

    The first stretch that is not plain ASCII decides; a stray byte does not. Rewinds the file.
    """
    head = file.read(_HEAD)
    marked = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    while head.isascii() and (more := file.read(_HEAD)):
        head = more
    file.seek(0)
    text = head.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return marked or ("gb18030" if wrong * 4 > sum(not c.isascii() for c in text) else "utf-8")


def _delimiter(heading: str) -> str:
    """Take the delimiter that occurs most often in the heading; a tie goes to the comma."""
    return max(DELIMITERS, key=heading.count)


def _lines(lines: io.TextIOWrapper, heading: str) -> Iterator[str]:
    while heading:
        yield heading.replace("\0", "\ufffd")
        heading = lines.readline(LONGEST_LINE)


def _record(reader: Iterator[list[str]]) -> list[str] | str | None:
    """Read the next record: its cells, the reason why it has none, or None at the end."""
    try:
        return next(reader, None)
    except csv.Error:
        return "not a row of CSV; is a quotation mark missing?"


def _misfit(record: Sequence[str], width: int, text: int) -> str:
    """Say why a record does not fit the heading; a missing or empty end does no harm."""
    if any(record[width:]):
        return "more values than columns"
    return "" if text < len(record) else "fewer values than columns"


def _by_name(names: list[str], places: list[int], record: Sequence[str]) -> Row:
    cells = (record[place] if place < len(record) else "" for place in places)
    return dict(zip(names, cells, strict=True))

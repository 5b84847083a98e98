"""What a scan says about each post, as rows of data: JSON Lines or Parquet, the same content."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal

from shenyan.bulk.posts import Post, Reject
from shenyan.bulk.tables import InputError
from shenyan.finding import Report

Format = Literal["jsonl", "parquet"]
FORMATS: Final[tuple[Format, ...]] = ("jsonl", "parquet")

ROW_GROUP: Final = 10_000
"""Rows that are in memory at once when Parquet is written."""


def finding_rows(report: Report) -> list[dict[str, object]]:
    """Describe findings as rows of data, with positions in code points."""
    return [
        {
            "rule": f.rule,
            "category": f.category,
            "level": f.level,
            "start": f.start,
            "end": f.end,
            "text": f.text,
            "articles": list(f.articles),
        }
        for f in report.findings
    ]


def post_line(post: Post, report: Report) -> str:
    """Write one post's row as a line of JSON."""
    row = {"id": post.id, "source": post.source, "month": post.month}
    return json_line({**row, "findings": finding_rows(report)})


def reject_line(reject: Reject) -> str:
    """Write one reject as a line of JSON."""
    return json_line(asdict(reject))


def json_line(value: object) -> str:
    """Write JSON on one line; a lone surrogate stays an escape, all else is readable."""
    line = json.dumps(value, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def arrow_schema() -> Any:
    """Give the Arrow schema of a post's row; also Spark writes it."""
    import pyarrow as pa

    text, number = pa.string(), pa.int32()
    finding = {"rule": text, "category": text, "level": text, "start": number, "end": number}
    finding |= {"text": text, "articles": pa.list_(text)}
    return pa.schema(
        {"id": text, "source": text, "month": text, "findings": pa.list_(pa.struct(finding))}
    )


def need_parquet() -> None:
    """Say before a long scan, not after it, that Parquet cannot be written."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise InputError('Parquet needs an extra: pip install "shenyan[parquet]"') from None


def write_findings(path: Path, lines: Iterable[str]) -> None:
    """Write the posts' lines as they are, or as Parquet where the path says so."""
    if path.suffix == ".parquet":
        _write_parquet(path, lines)
    else:
        write(path, lines)


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file that appears whole or not at all, even if the power goes."""
    draft = _draft(path)
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def sweep(folder: Path) -> None:
    """Remove what a killed process left half written."""
    for path in folder.glob("*.tmp"):
        path.unlink(missing_ok=True)


def _write_parquet(path: Path, lines: Iterable[str]) -> None:
    from pyarrow import Table, parquet

    draft, schema = _draft(path), arrow_schema()
    with draft.open("wb") as file:
        with parquet.ParquetWriter(file, schema) as writer:
            for rows in _groups(lines):
                writer.write_table(Table.from_pylist(rows, schema=schema))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _groups(lines: Iterable[str]) -> Iterator[list[dict[str, Any]]]:
    """Read rows back by the thousand."""
    rest = iter(lines)
    while some := list(islice(rest, ROW_GROUP)):
        yield for_arrow(json.loads(f"[{','.join(some)}]"))


def for_arrow(value: Any) -> Any:
    """Arrow and Parquet have no lone surrogates: they become `?`."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: for_arrow(item) for key, item in value.items()}
    return [for_arrow(item) for item in value] if isinstance(value, list) else value


def _draft(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}.tmp")

"""The scan on Spark: the rows of the local scan, read and written by as many machines as there are.

JSON Lines and Parquet are split among tasks. A CSV file is read by one task, which finds out its
encoding and delimiter as the local scan does, and its posts are then spread: it must fit into
that task's memory, which creators' exports do.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial, reduce
from itertools import accumulate, islice
from pathlib import PurePosixPath
from typing import Any, Final

from pyarrow import RecordBatch, schema, string
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, monotonically_increasing_id, spark_partition_id

from shenyan.bulk.columns import Columns
from shenyan.bulk.parts import worker_linter
from shenyan.bulk.posts import SUFFIXES, Post, Reject, post, posts
from shenyan.bulk.results import Format, arrow_schema, finding_rows, for_arrow
from shenyan.bulk.tables import InputError, csv_rows, json_row, wanted_columns
from shenyan.spark import FINDINGS, session

Rows = Iterator[Post | Reject]
Read = Callable[[Iterable[RecordBatch]], Rows]

ROWS: Final = f"kind string, id string, source string, month string, {FINDINGS}, reason string"
TOGETHER: Final = 1024
"""Posts that are in a worker's memory at once."""

_SETTINGS: Final = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(TOGETHER),
    "spark.sql.files.maxPartitionBytes": "8m",  # little is done again when a worker is lost
    "spark.sql.files.openCostInBytes": "64k",
}
_POSTS: Final = "id string, source string, text string, month string, reason string"
_PART: Final = 33
"""monotonically_increasing_id(): number within the partition, and the partition above 33 bits."""


def scan(
    inputs: Sequence[str],
    out: str,
    columns: Columns,
    master: str | None = None,
    format: Format = "jsonl",
) -> str:
    """Check every post of every input, and write it all or nothing.

    `out/kind=findings` has one row per post, `out/kind=rejects` the rows that could not be
    checked. Paths may be anything that Spark reads (`hdfs://`, `s3a://`, a folder of files of
    one kind). An earlier result in `out` is replaced. Raises InputError.
    """
    spark = session(master)
    for name, value in _SETTINGS.items():
        spark.conf.set(name, value)
    # Rows are numbered in one job and read in the next: both must cut the files alike.
    cores = spark.sparkContext.defaultParallelism
    spark.conf.set("spark.sql.files.minPartitionNum", str(cores))
    frames = [_checked(spark, path, columns, cores) for path in inputs]
    writer = reduce(DataFrame.unionAll, frames).write.mode("overwrite").partitionBy("kind")
    writer.format("json" if format == "jsonl" else format).save(out)
    return out


def _checked(spark: SparkSession, path: str, columns: Columns, cores: int) -> DataFrame:
    """Read one input and check it."""
    name = PurePosixPath(path).name
    kind = PurePosixPath(path).suffix.lower()
    if kind in (".csv", ".tsv"):
        files = spark.read.format("binaryFile").load(path).select("path", "content")
        parsed = files.mapInArrow(partial(_csv_posts, columns=columns), _POSTS)
        return _linted(parsed.repartition(cores * 4), _as_parsed)
    if kind == ".parquet":
        table = spark.read.parquet(path)
        rows = table.select(wanted_columns(name, table.columns, columns))
    elif kind in SUFFIXES:
        rows = spark.read.text(path, lineSep="\n").select(col("value").cast("binary"))
    else:
        raise InputError(f"{name}: expected a name ending in {', '.join(SUFFIXES)}")
    starts = _starts(rows)
    read = _table_posts if kind == ".parquet" else _json_posts
    numbered = rows.withColumn("_row", monotonically_increasing_id())
    return _linted(numbered, partial(read, name=name, columns=columns, starts=starts))


def _starts(rows: DataFrame) -> dict[int, int]:
    """Count the rows of each partition: how many stand before it."""
    counted = rows.groupBy(spark_partition_id().alias("part")).count().collect()
    counts = sorted((row["part"], row["count"]) for row in counted)
    before = accumulate((count for _, count in counts), initial=0)
    return {part: start for (part, _), start in zip(counts, before, strict=False)}


def _json_posts(
    batches: Iterable[RecordBatch], name: str, columns: Columns, starts: dict[int, int]
) -> Rows:
    for row in _dicts(batches):
        if line := row["value"].strip():
            yield post(json_row(line), _source(row, name, starts), columns)


def _table_posts(
    batches: Iterable[RecordBatch], name: str, columns: Columns, starts: dict[int, int]
) -> Rows:
    for row in _dicts(batches):
        source = _source(row, name, starts)
        del row["_row"]
        yield post(row, source, columns)


def _source(row: dict[str, Any], name: str, starts: dict[int, int]) -> str:
    part, number = divmod(row["_row"], 1 << _PART)
    return f"{name}:{starts[part] + number + 1}"


def _csv_posts(batches: Iterable[RecordBatch], columns: Columns) -> Iterator[RecordBatch]:
    """Read whole files into posts; a reject has a reason and no text."""
    names = [part.split()[0] for part in _POSTS.split(", ")]
    form = schema([(name, string()) for name in names])
    for file in _dicts(batches):
        name = PurePosixPath(file["path"]).name
        table = csv_rows(io.BytesIO(file["content"]), name, columns)
        rows = posts(table, name, columns)
        while some := list(islice(rows, TOGETHER)):
            yield RecordBatch.from_pylist(for_arrow([asdict(row) for row in some]), schema=form)


def _as_parsed(batches: Iterable[RecordBatch]) -> Rows:
    for row in _dicts(batches):
        if row["reason"]:
            yield Reject(row["source"], row["reason"])
        else:
            yield Post(row["id"], row["source"], row["text"], row["month"])


def _dicts(batches: Iterable[RecordBatch]) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()


def _linted(rows: DataFrame, read: Read) -> DataFrame:
    """Check what `read` makes of the rows."""
    return rows.mapInArrow(partial(_lint, read=read), ROWS)


def _lint(batches: Iterable[RecordBatch], read: Read) -> Iterator[RecordBatch]:
    form = schema([("kind", string()), *arrow_schema(), ("reason", string())])
    rows = read(batches)
    while some := list(islice(rows, TOGETHER)):
        reports = worker_linter().lint_batch(row.text for row in some if isinstance(row, Post))
        told = [
            _row(row, finding_rows(next(reports)))
            if isinstance(row, Post)
            else {"kind": "rejects", **asdict(row)}
            for row in some
        ]
        yield RecordBatch.from_pylist(for_arrow(told), schema=form)


def _row(row: Post, findings: list[dict[str, object]]) -> dict[str, object]:
    about = {"id": row.id, "source": row.source, "month": row.month}
    return {"kind": "findings", **about, "findings": findings}

"""Bulk on Spark: the same linter over a DataFrame, for archives larger than one machine.

`pip install "shenyan[spark]"`, and Java 17 or newer on every node. The model loads once per
worker process; Spark retries a task whose worker is lost, and its output is committed by task.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyarrow import RecordBatch, list_, schema, string, struct
from pyarrow import int32 as integer
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import col, lit

from shenyan.bulk.parts import finding_rows, worker_linter
from shenyan.bulk.posts import (
    DATE_COLUMNS,
    ID_COLUMNS,
    TEXT_COLUMNS,
    InputError,
    chosen_column,
    month,
)

if TYPE_CHECKING:
    from shenyan.bulk.scan import Job

ROWS: Final = (
    "id string, month string, findings array<struct<rule:string,category:string,level:string,"
    "start:int,end:int,text:string,articles:array<string>>>"
)

_FINDING: Final = struct(
    {
        "rule": string(),
        "category": string(),
        "level": string(),
        "start": integer(),
        "end": integer(),
        "text": string(),
        "articles": list_(string()),
    }
)
_ARROW: Final = schema({"id": string(), "month": string(), "findings": list_(_FINDING)})


def lint(df: DataFrame, text: str = "text", id: str = "id", date: str | None = None) -> DataFrame:
    """Check the posts of a DataFrame: one row per post with `id`, `month` and `findings`.

    `text`, `id` and `date` name columns. Positions are code points into the post. A post
    without text has no findings.
    """
    when: Column = col(date).cast("string") if date else lit("")
    chosen = df.select(col(id).cast("string").alias("id"), col(text).alias("text"), when.alias("d"))
    return chosen.mapInArrow(_checked, ROWS)


def _checked(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    for batch in batches:
        posts = batch.to_pylist()
        reports = worker_linter().lint_batch(post["text"] or "" for post in posts)
        rows = [
            {"id": post["id"], "month": month(post["d"]), "findings": finding_rows(report)}
            for post, report in zip(posts, reports, strict=True)
        ]
        yield RecordBatch.from_pylist(rows, schema=_ARROW)


def session(master: str) -> SparkSession:
    """Start Spark, or join the session that runs. Local ones answer on loopback only."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("shenyan").master(master)
    if master.startswith("local"):
        builder = (
            builder.config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
        )
    return builder.getOrCreate()


def scan(job: Job, master: str) -> Path:
    """Check every post of every input; write JSON Lines parts into `job.out`/findings.

    Raises InputError where an input has no text or id column: rows are known by their id here.
    """
    spark = session(master)
    target = job.out / "findings"
    for i, path in enumerate(job.inputs):
        df = _read(spark, path)
        text = _needed(df, path, "text", job.columns.text, TEXT_COLUMNS)
        identity = _needed(df, path, "id", job.columns.id, ID_COLUMNS)
        date = chosen_column(df.columns, job.columns.date, DATE_COLUMNS)
        # Spark writes parts under temporary names and commits them when their task has ended.
        mode = "overwrite" if i == 0 else "append"
        lint(df, text, identity, date).write.mode(mode).json(str(target))
    return target


def _read(spark: SparkSession, path: Path) -> DataFrame:
    if path.suffix == ".csv":
        return spark.read.csv(str(path), header=True, multiLine=True, escape='"')
    return (
        spark.read.parquet(str(path)) if path.suffix == ".parquet" else spark.read.json(str(path))
    )


def _needed(df: DataFrame, path: Path, what: str, named: str | None, usual: tuple[str, ...]) -> str:
    column = chosen_column(df.columns, named, usual)
    if column is None:
        raise InputError(f"{path.name}: no {what} column; name it with --{what}")
    return column

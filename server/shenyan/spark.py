"""The linter over a Spark DataFrame, for archives larger than one machine.

`pip install "shenyan[spark]"`, and Java 17 or newer on every node. The model loads once per
worker process; Spark retries a task whose worker is lost, and its output is committed by task.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Final

from pyarrow import RecordBatch, Schema
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import col, lit

from shenyan.bulk.columns import month
from shenyan.bulk.parts import worker_linter
from shenyan.bulk.results import arrow_schema, finding_rows, for_arrow

FINDINGS: Final = (
    "findings array<struct<rule:string,category:string,level:string,"
    "start:int,end:int,text:string,articles:array<string>>>"
)

_LOCAL: Final = re.compile(r"local(?:\[([^,\]]+)\])?")
_FAILURES: Final = 4


def lint(df: DataFrame, text: str = "text", id: str = "id", date: str | None = None) -> DataFrame:
    """Check the posts of a DataFrame: one row per post with `id`, `month` and `findings`.

    `text`, `id` and `date` name columns. Positions are code points into the post. A post
    without text has no findings.
    """
    when: Column = col(date) if date else lit(None).cast("string")
    chosen = df.select(col(id).cast("string").alias("id"), col(text).alias("text"), when.alias("d"))
    return chosen.mapInArrow(_checked, f"id string, month string, {FINDINGS}")


def _checked(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    schema: Schema = arrow_schema().remove(1)  # no source: rows are known by their id here
    for batch in batches:
        posts = batch.to_pylist()
        reports = worker_linter().lint_batch(post["text"] or "" for post in posts)
        rows = [
            {"id": post["id"], "month": month(post["d"]), "findings": finding_rows(report)}
            for post, report in zip(posts, reports, strict=True)
        ]
        yield RecordBatch.from_pylist(for_arrow(rows), schema=schema)


def session(master: str | None = None) -> SparkSession:
    """Start Spark, or join the session that runs.

    Without `master` it is what spark-submit says, else all cores here. A local one answers on
    loopback only, and does a task again whose worker was lost, which Spark does by itself only on
    a cluster.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("shenyan")
    # Output appears when the whole job has ended, not task by task.
    builder.config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
    if master is None and "PYSPARK_GATEWAY_PORT" in os.environ:  # started by spark-submit
        return builder.getOrCreate()
    master = master or "local[*]"
    if found := _LOCAL.fullmatch(master):
        master = f"local[{found[1] or 1},{_FAILURES}]"
        builder.config("spark.ui.enabled", "false")
        builder.config("spark.driver.host", "127.0.0.1")
        builder.config("spark.driver.bindAddress", "127.0.0.1")
    return builder.master(master).getOrCreate()

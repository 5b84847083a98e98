"""检查整个账号的存档 / check a whole archive of posts with all cores."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shenyan.bulk.scan import Job


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan scan`."""
    parser.add_argument("inputs", nargs="+", type=Path, metavar="IN", help="CSV, JSONL, Parquet")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--text", help="正文所在的列 / column of the text")
    parser.add_argument("--id", help="编号所在的列 / column of the id")
    parser.add_argument("--date", help="日期所在的列 / column of the date")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--engine", choices=("local", "spark"), default="local", help="在哪里算 / where to work"
    )
    parser.add_argument("--master", default="local[*]", metavar="URL", help="Spark")
    parser.add_argument("--quiet", action="store_true", help="不显示进度 / no progress bar")


def run(arguments: argparse.Namespace) -> int:
    """Scan, or go on where an earlier scan was stopped."""
    from shenyan.bulk.posts import Columns, InputError
    from shenyan.bulk.scan import Job, scan

    columns = Columns(arguments.text, arguments.id, arguments.date)
    inputs = tuple(arguments.inputs)
    workers = max(arguments.workers, 1)
    job = Job(inputs, arguments.out, columns, workers, quiet=arguments.quiet)
    try:
        print(_on_spark(job, arguments.master) if arguments.engine == "spark" else scan(job))
    except InputError as error:
        print(f"shenyan: {error}", file=sys.stderr)
        return 2
    return 0


def _on_spark(job: Job, master: str) -> Path:
    if find_spec("pyspark") is None:
        raise OSError('Spark 需要另装 / Spark needs an extra: pip install "shenyan[spark]"')
    from shenyan.spark import scan

    return scan(job, master)

"""检查整个账号的存档 / check a whole archive of posts with all cores."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan scan`."""
    parser.add_argument("inputs", nargs="+", metavar="IN", help="CSV, JSONL, Parquet")
    parser.add_argument("--out", required=True, metavar="DIR")
    parser.add_argument("--text", help="正文所在的列 / column of the text")
    parser.add_argument("--id", help="编号所在的列 / column of the id")
    parser.add_argument("--date", help="日期所在的列 / column of the date")
    parser.add_argument(
        "--format", choices=("jsonl", "parquet"), default="jsonl", help="结果的格式 / of findings"
    )
    parser.add_argument(
        "--unmasked", action="store_true", help="报告里不打码 / show the worst posts as they are"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--engine", choices=("local", "spark"), default="local", help="在哪里算 / where to work"
    )
    parser.add_argument("--master", metavar="URL", help="Spark; local[*] if not given")
    parser.add_argument("--quiet", action="store_true", help="不显示进度 / no progress bar")


def run(arguments: argparse.Namespace) -> int:
    """Scan, or go on where an earlier scan was stopped."""
    from shenyan.bulk.tables import InputError

    try:
        print(_on_spark(arguments) if arguments.engine == "spark" else _here(arguments))
    except InputError as error:
        print(f"shenyan: {error}", file=sys.stderr)
        return 2
    return 0


def _here(arguments: argparse.Namespace) -> Path:
    from shenyan.bulk.columns import Columns
    from shenyan.bulk.scan import Job, scan

    return scan(
        Job(
            inputs=tuple(map(Path, arguments.inputs)),
            out=Path(arguments.out),
            columns=Columns(arguments.text, arguments.id, arguments.date),
            workers=max(arguments.workers, 1),
            quiet=arguments.quiet,
            format=arguments.format,
            unmasked=arguments.unmasked,
        )
    )


def _on_spark(arguments: argparse.Namespace) -> str:
    if find_spec("pyspark") is None:
        raise OSError('Spark 需要另装 / Spark needs an extra: pip install "shenyan[spark]"')
    from shenyan.bulk.cluster import scan
    from shenyan.bulk.columns import Columns

    columns = Columns(arguments.text, arguments.id, arguments.date)
    return scan(arguments.inputs, arguments.out, columns, arguments.master, arguments.format)

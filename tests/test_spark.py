"""On Spark the same posts give the same rows, and a lost worker loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from shenyan import spark as bulk
from shenyan.bulk.posts import Columns, InputError
from shenyan.bulk.scan import Job, scan

pytestmark = pytest.mark.filterwarnings("default")  # Spark's own warnings are not ours to mend


@pytest.fixture(scope="module")
def java() -> None:
    """Install Java where it is missing, or say what to do."""
    if not shutil.which("java") and shutil.which("apt-get"):
        for command in (["update"], ["install", "-y", "openjdk-17-jre-headless"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True)
    assert shutil.which("java"), "install Java 17 or newer (openjdk-17-jre-headless) for Spark"


@pytest.fixture(scope="module")
def session(java: None) -> Iterator[SparkSession]:
    with pytest.MonkeyPatch.context() as patch:  # workers find the package without an install
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1] / "server"))
        session = bulk.session("local[2,4]")
        yield session
        session.stop()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    posts = [
        {
            "id": f"p{i}",
            "text": f"第{i}条 {'把他开盒😀' if i % 3 == 0 else '今天吃面'}",
            "date": "2026-03-01",
        }
        for i in range(40)
    ]
    path.write_text("".join(f"{json.dumps(p, ensure_ascii=False)}\n" for p in posts), "utf-8")
    return path


def rows(paths: Iterator[Path]) -> list[dict[str, Any]]:
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines() if line)
    return sorted((json.loads(line) for line in lines), key=lambda row: str(row["id"]))


def test_spark_gives_the_rows_of_the_local_scan(
    session: SparkSession, archive: Path, tmp_path: Path
) -> None:
    scan(Job((archive,), tmp_path / "local", Columns(), chunk=9, quiet=True))
    local = rows(iter([tmp_path / "local" / "findings.jsonl"]))
    out = bulk.scan(Job((archive,), tmp_path / "spark", Columns()), "local[2,4]")
    found = rows(out.glob("*.json"))
    assert found == [{k: v for k, v in row.items() if k != "source"} for row in local]
    assert sum(bool(row["findings"]) for row in found) == 14


def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    session: SparkSession, tmp_path: Path
) -> None:
    marker = tmp_path / "killed"

    def die_once(batches: Any) -> Any:
        for batch in batches:
            if "p7" in batch.column("id").to_pylist() and not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    posts = [(f"p{i}", "把他开盒") for i in range(12)]
    df = session.createDataFrame(posts, "id string, text string").repartition(4)
    found = bulk.lint(df.mapInArrow(die_once, df.schema)).collect()
    assert marker.exists()
    assert sorted(row.id for row in found) == sorted(key for key, _ in posts)
    assert all(row.findings for row in found)


def test_a_table_without_an_id_is_refused(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text('{"text": "a"}\n', "utf-8")
    with pytest.raises(InputError, match="--id"):
        bulk.scan(Job((path,), tmp_path / "out", Columns()), "local[2,4]")

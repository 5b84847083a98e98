"""On Spark the same posts give the same rows, and a lost worker loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyarrow import Table, parquet
from pyspark.sql import SparkSession

from shenyan import spark as bulk
from shenyan.bulk import cluster
from shenyan.bulk.columns import Columns
from shenyan.bulk.scan import Job, scan
from shenyan.bulk.tables import InputError
from shenyan.cli import main

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
        session = bulk.session("local[2]")
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


def read(paths: Iterable[Path]) -> list[dict[str, Any]]:
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines() if line)
    return sorted(map(json.loads, lines), key=lambda row: str(row["source"]))


def compare(paths: list[Path], tmp_path: Path) -> list[dict[str, Any]]:
    """Scan here and on Spark; both give the same rows and the same rejects."""
    out = tmp_path / "spark"
    scan(Job(tuple(paths), tmp_path / "local", Columns(), chunk=9, quiet=True))
    cluster.scan([str(path) for path in paths], str(out), Columns(), "local[2]")
    for kind in ("findings", "rejects"):
        local = read([tmp_path / "local" / f"{kind}.jsonl"])
        assert read(out.glob(f"kind={kind}/*.json")) == local
    assert (out / "_SUCCESS").exists()
    return read(out.glob("kind=findings/*.json"))


def test_spark_gives_the_rows_of_the_local_scan(
    session: SparkSession, archive: Path, tmp_path: Path
) -> None:
    found = compare([archive], tmp_path)
    assert sum(bool(row["findings"]) for row in found) == 14


def test_rows_and_rejects_are_the_same_for_every_kind_of_file(
    session: SparkSession, tmp_path: Path
) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_bytes(
        '{"text": "把他开盒"}\n\n[]\n{"text": "\\ud83d"}\n{"text": "'.encode() + b"\xff"
    )
    table = tmp_path / "b.csv"
    text = '作品名称;发布时间\n把他开盒;2026-01-02\n"两\n行";\n多;;;3\n'
    table.write_bytes(text.encode("gb18030"))
    columns = tmp_path / "c.parquet"
    when = datetime(2026, 2, 28, 20, tzinfo=UTC)
    parquet.write_table(
        Table.from_pylist(
            [{"mid": i, "正文": "把他开盒" if i else None, "时间": when} for i in range(5)]
        ),
        columns,
        row_group_size=2,
    )
    found = compare([lines, table, columns], tmp_path)
    assert [row["source"] for row in found] == [
        *("a.jsonl:1", "a.jsonl:4", "b.csv:1", "b.csv:2"),
        *(f"c.parquet:{n}" for n in (2, 3, 4, 5)),
    ]


def test_rows_are_numbered_over_all_pieces_of_a_file(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"text": "第{i}条{"好" * 900}"}}\n' for i in range(200)), "utf-8")
    found = compare([path], tmp_path)
    assert len(list((tmp_path / "spark" / "kind=findings").glob("*.json"))) > 1
    assert {row["id"] for row in found} == {f"many.jsonl:{n}" for n in range(1, 201)}


def test_findings_come_as_parquet(session: SparkSession, archive: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    command = ["scan", str(archive), "--out", out, "--engine=spark", "--format=parquet"]
    assert main([*command, "--master=local[2]"]) == 0
    rows = session.read.parquet(out).where("kind = 'findings'")
    assert rows.count() == 40
    assert rows.where("size(findings) > 0").count() == 14


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


def test_a_table_without_a_text_column_is_refused(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    parquet.write_table(Table.from_pylist([{"name": "a"}]), path)
    with pytest.raises(InputError, match="--text"):
        cluster.scan([str(path)], str(tmp_path / "out"), Columns(), "local[2]")


def test_a_notebook_gets_id_month_and_findings(session: SparkSession) -> None:
    posts = [("a", "把他开盒", "2026-03-01"), ("b", None, None)]
    df = session.createDataFrame(posts, "id string, text string, date string")
    first, second = sorted(bulk.lint(df, date="date").collect())
    assert (first.month, first.findings[0].category) == ("2026-03", "doxxing")
    assert (second.month, second.findings) == ("", [])

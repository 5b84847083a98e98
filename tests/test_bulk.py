"""A scan loses nothing and doubles nothing, whatever happens to it."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pyarrow import Table, parquet

from shenyan.bulk.parts import masked
from shenyan.bulk.posts import Columns, InputError, Post, Reject, read_posts
from shenyan.bulk.scan import Job, scan
from shenyan.linter import Linter

TEXT = "把他开盒，大家都来"


def posts(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"p{i}",
            "text": f"第{i}条 {TEXT if i % 3 == 0 else '今天吃面'}",
            "date": f"2026-{i % 12 + 1:02}-01",
        }
        for i in range(count)
    ]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(f"{json.dumps(p, ensure_ascii=False)}\n" for p in posts(90)), "utf-8")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_every_post_has_one_line_in_order(archive: Path, tmp_path: Path) -> None:
    scan(Job((archive,), tmp_path / "out", Columns(), chunk=20, quiet=True))
    found = rows(tmp_path / "out" / "findings.jsonl")
    assert [row["id"] for row in found] == [f"p{i}" for i in range(90)]
    assert {row["id"] for row in found if row["findings"]} == {f"p{i}" for i in range(0, 90, 3)}
    assert found[1]["month"] == "2026-02"
    assert "findings by category" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_a_second_run_of_a_finished_scan_changes_nothing(archive: Path, tmp_path: Path) -> None:
    job = Job((archive,), tmp_path / "out", Columns(), chunk=50, quiet=True)
    before = scan(job).stat()
    assert scan(job).stat() == before


def test_another_scan_does_not_write_into_the_same_folder(archive: Path, tmp_path: Path) -> None:
    scan(Job((archive,), tmp_path / "out", Columns(), chunk=50, quiet=True))
    with pytest.raises(InputError, match="another --out"):
        scan(Job((archive,), tmp_path / "out", Columns(), chunk=51, quiet=True))


def run(archive: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a scan in a process group of its own."""
    code = """
import sys
from pathlib import Path
from shenyan.bulk.posts import Columns
from shenyan.bulk.scan import Job, scan
if __name__ == "__main__":
    archive, out = map(Path, sys.argv[1:])
    scan(Job((archive,), out, Columns(), chunk=3, workers=2, quiet=True))
"""
    script = out.with_suffix(".py")
    script.write_text(code)
    command = [sys.executable, str(script), str(archive), str(out)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "server")}
    return subprocess.Popen(command, env=env, start_new_session=True)


def test_a_killed_scan_goes_on_where_it_was(archive: Path, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    scan(Job((archive,), whole, Columns(), chunk=3, quiet=True))
    killed = 0
    for wanted in (1, 8, 20):
        process = run(archive, broken)
        while process.poll() is None and len(list(broken.glob("parts/*.worst.json"))) < wanted:
            time.sleep(0.01)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
    assert killed
    assert run(archive, broken).wait() == 0
    for name in ("findings.jsonl", "rejects.jsonl", "report.html"):
        assert (broken / name).read_bytes() == (whole / name).read_bytes()


def test_rows_that_cannot_be_read_are_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(
        b'{"text": "a"}\nnot json\n[1]\n{"text": 3}\n{"other": "b"}\n{"text": "\xff"}\n'
    )
    found = list(read_posts(path, Columns()))
    assert found[0] == Post("odd.jsonl:1", "odd.jsonl:1", "a", "")
    assert [row.source for row in found if isinstance(row, Reject)] == [
        f"odd.jsonl:{n}" for n in (2, 3, 4, 5, 6)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_creator_export_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["微博id", "微博正文", "发布时间"])
        writer.writerow(["77", "两行\n都在", "2026年3月5日 10:00"])
    assert list(read_posts(path, Columns())) == [
        Post("77", "export.csv:1", "两行\n都在", "2026-03")
    ]


def test_parquet_is_read_by_column_name(tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    parquet.write_table(Table.from_pylist([{"n": 5, "body": "甲"}, {"n": 6, "body": None}]), path)
    found = list(read_posts(path, Columns(text="body", id="n")))
    assert found[0] == Post("5", "posts.parquet:1", "甲", "")
    assert isinstance(found[1], Reject)


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="csv"):
        list(read_posts(tmp_path / "posts.xlsx", Columns()))


def test_the_report_shows_no_marked_word(linter: Linter) -> None:
    report = linter.lint(TEXT)
    assert report.findings
    hidden = masked(TEXT, report)
    assert all(f.text not in hidden for f in report.findings)

"""A scan loses nothing and doubles nothing, whatever happens to it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from shenyan.bulk.columns import Columns
from shenyan.bulk.pool import WorkersDiedError
from shenyan.bulk.scan import Job, scan
from shenyan.bulk.tables import InputError
from shenyan.cli import main

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


def run(archive: Path, out: Path, chunk: int = 3) -> subprocess.Popen[bytes]:
    """Start a scan in a process of its own."""
    code = """
import sys
from pathlib import Path
from shenyan.bulk.columns import Columns
from shenyan.bulk.pool import WorkersDiedError
from shenyan.bulk.scan import Job, scan
if __name__ == "__main__":
    archive, out = map(Path, sys.argv[1:3])
    scan(Job((archive,), out, Columns(), chunk=int(sys.argv[3]), workers=2, quiet=True))
"""
    script = out.with_suffix(".py")
    script.write_text(code)
    command = [sys.executable, str(script), str(archive), str(out), str(chunk)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "server")}
    return subprocess.Popen(command, env=env)


def done(out: Path) -> int:
    return len(list(out.glob("parts/*.worst.jsonl")))


def wait_for(process: subprocess.Popen[bytes], out: Path, wanted: int) -> bool:
    """Wait until some parts are done; tell whether the scan still runs."""
    while process.poll() is None and done(out) < wanted:
        time.sleep(0.01)
    return process.poll() is None


def workers(pid: int) -> list[int]:
    """List the processes that a scan has started to work."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(c) for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]


def same(one: Path, other: Path) -> None:
    names = sorted(path.name for path in one.iterdir())
    assert names == ["findings.jsonl", "rejects.jsonl", "report.html", "scan.json"]
    assert sorted(path.name for path in other.iterdir()) == names
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes()


@pytest.fixture
def whole(archive: Path, tmp_path: Path) -> Path:
    """Scan without any trouble."""
    return scan(Job((archive,), tmp_path / "whole", Columns(), chunk=3, quiet=True)).parent


def test_a_killed_scan_goes_on_where_it_was(archive: Path, tmp_path: Path, whole: Path) -> None:
    broken = tmp_path / "broken"
    killed = 0
    for wanted in (1, 8, 20):
        process = run(archive, broken)
        if wait_for(process, broken, wanted):
            left = workers(process.pid)
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
            while any(Path(f"/proc/{pid}").exists() for pid in left):  # they end by themselves
                time.sleep(0.01)
        process.wait()
    assert killed
    assert run(archive, broken).wait() == 0
    same(broken, whole)


def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    archive: Path, tmp_path: Path, whole: Path
) -> None:
    out = tmp_path / "out"
    process = run(archive, out)
    killed = 0
    for wanted in (1, 10):
        if wait_for(process, out, wanted) and (pids := workers(process.pid)):
            os.kill(pids[0], signal.SIGKILL)
            killed += 1
    assert killed
    assert process.wait() == 0
    same(out, whole)


@pytest.mark.parametrize("kept", ["findings.jsonl", "rejects.jsonl", "report.html"])
def test_a_scan_killed_while_it_put_the_parts_together_ends_the_same_way(
    archive: Path, tmp_path: Path, whole: Path, kept: str
) -> None:
    job = Job((archive,), tmp_path / "out", Columns(), chunk=3, quiet=True)
    with pytest.MonkeyPatch.context() as patch:

        def kill(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("shenyan.bulk.scan.write_report", kill)
        with pytest.raises(KeyboardInterrupt):
            scan(job)
    for name in ("findings.jsonl", "rejects.jsonl", "report.html"):
        if name != kept:
            (job.out / name).unlink(missing_ok=True)
    (job.out / f"{kept}.77.tmp").write_text("half")
    scan(job)
    same(job.out, whole)


def test_workers_that_die_again_and_again_end_the_scan_with_advice(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shenyan.bulk.pool.check", deadly)
    with pytest.raises(WorkersDiedError, match=r"near posts\.jsonl:1; .*fewer --workers"):
        scan(Job((archive,), tmp_path / "out", Columns(), quiet=True))


def deadly(*_: object) -> int:
    os._exit(9)


def test_findings_come_as_parquet_with_the_same_rows(
    archive: Path, tmp_path: Path, whole: Path
) -> None:
    job = Job((archive,), tmp_path / "out", Columns(), format="parquet", quiet=True)
    scan(job)
    assert not (job.out / "findings.jsonl").exists()
    table = parquet.read_table(job.out / "findings.parquet")
    assert table.to_pylist() == rows(whole / "findings.jsonl")


def test_a_lone_surrogate_stays_an_escape_and_is_a_question_mark_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps({"id": "\ud83d", "text": "今天"}), "utf-8")
    scan(Job((path,), tmp_path / "json", Columns(), quiet=True))
    assert rows(tmp_path / "json" / "findings.jsonl")[0]["id"] == "\ud83d"
    scan(Job((path,), tmp_path / "parquet", Columns(), format="parquet", quiet=True))
    table = parquet.read_table(tmp_path / "parquet" / "findings.parquet")
    assert table["id"].to_pylist() == ["?"]


def test_the_bar_shows_how_many_how_fast_and_how_long_yet(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan(Job((archive,), tmp_path / "out", Columns(), chunk=30))
    last = capsys.readouterr().err.strip().split("\r")[-1]
    assert re.search(r"100%.* 90/90 \[\d\d:\d\d<\d\d:\d\d, +[\d.]+ ?post/s\]", last)


@pytest.mark.parametrize("option", ["--unmasked", "--format=parquet", "--text=text"])
def test_other_settings_need_another_folder(
    archive: Path, tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["scan", str(archive), "--out", str(tmp_path / "out"), "--quiet", "--workers=1"]
    assert main(command) == 0
    assert capsys.readouterr().out.strip().endswith("report.html")
    assert main([*command, option]) == 2
    assert "another --out" in capsys.readouterr().err

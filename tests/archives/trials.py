"""Do to a scan what may happen to it, and compare with what an undisturbed one gives.

    python -m archives.trials killed posts.jsonl --times 10   # kill -9 at random moments, resumed
    python -m archives.trials worker posts.jsonl              # one worker killed by its own id
    python -m archives.trials spark posts.jsonl               # Spark, one of its workers killed

`--whole DIR` names the folder of an undisturbed scan; without it one is made first.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from random import Random

from archives.processes import offspring, sorted_lines, start, workers
from shenyan.bulk.scan import CHUNK


def killed(file: Path, whole: Path, out: Path, times: int, seed: int) -> None:
    """Kill the scan, not its workers, at random moments spread from its start to its end."""
    draw = Random(seed)
    rows = sum(len(sorted_lines([whole / f"{kind}.jsonl"])) for kind in ("findings", "rejects"))
    total = -(-rows // CHUNK)
    for number, wanted in enumerate(sorted(draw.randrange(total) for _ in range(times)), start=1):
        process = start(str(file), "--out", str(out))
        while process.poll() is None and _parts(out) < wanted:
            time.sleep(0.05)
        time.sleep(draw.uniform(0, _seconds(whole) / total))
        ended = process.poll() is not None
        process.kill()
        process.wait()
        what = "had ended" if ended else f"killed with {_parts(out)} of {total} parts"
        print(f"{number}: {what}", flush=True)
    _check(start(str(file), "--out", str(out)))
    _compare(whole, out)


def worker(file: Path, whole: Path, out: Path) -> None:
    """Kill one worker by its own id when some parts are done."""
    process = start(str(file), "--out", str(out))
    while process.poll() is None and not _parts(out):
        time.sleep(0.05)
    pid = workers(process.pid)[0]
    os.kill(pid, signal.SIGKILL)
    print(f"killed worker {pid}", flush=True)
    _check(process)
    _compare(whole, out)


def spark(file: Path, whole: Path, out: Path, after: float) -> None:
    """Scan on Spark, kill a Python worker that has worked a while, and compare the rows."""
    begin = time.perf_counter()
    process = start(str(file), "--out", str(out), "--engine=spark")
    victim = threading.Timer(after, _kill_a_python_worker, [process.pid])
    victim.start()
    _check(process)
    victim.cancel()
    print(f"Spark: {time.perf_counter() - begin:.0f} s")
    for kind in ("findings", "rejects"):
        there = sorted_rows(sorted(out.glob(f"kind={kind}/*.json")))
        here = sorted_rows([whole / f"{kind}.jsonl"])
        print(f"{kind}: {len(here):,} rows here, {len(there):,} on Spark, equal: {here == there}")


def sorted_rows(paths: list[Path]) -> list[str]:
    """Read rows; the spelling of JSON (spaces) may differ, the content may not."""
    return sorted(json.dumps(json.loads(line), sort_keys=True) for line in sorted_lines(paths))


def _kill_a_python_worker(pid: int) -> None:
    """Kill the one that has used most CPU: it is in the middle of its work."""
    daemons = [p for p in offspring(pid) if b"pyspark.daemon" in _command(p)]
    busy = max(daemons, key=_ticks, default=None)
    if busy:
        os.kill(busy, signal.SIGKILL)
        print(f"killed Python worker {busy} of {len(daemons)}", flush=True)


def _command(pid: int) -> bytes:
    path = Path(f"/proc/{pid}/cmdline")
    return path.read_bytes() if path.exists() else b""


def _ticks(pid: int) -> int:
    path = Path(f"/proc/{pid}/stat")
    return sum(map(int, path.read_text().rsplit(")", 1)[1].split()[11:13])) if path.exists() else 0


def _parts(out: Path) -> int:
    return len(list(out.glob("parts/*.worst.jsonl")))


def _seconds(whole: Path) -> float:
    """Tell how long the undisturbed scan took, by the age of its first and last files."""
    return (whole / "report.html").stat().st_mtime - (whole / "scan.json").stat().st_mtime


def _compare(whole: Path, out: Path) -> None:
    for name in ("findings.jsonl", "rejects.jsonl", "report.html"):
        one, other = sorted_lines([whole / name]), sorted_lines([out / name])
        ids = f"{len(other):,} lines, {len(set(other)):,} of them different"
        exact = (whole / name).read_bytes() == (out / name).read_bytes()
        print(f"{name}: {ids}; equal sorted: {one == other}, unsorted: {exact}")


def _check(process: subprocess.Popen[bytes]) -> None:
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, process.args)


def main() -> None:
    """Do one trial."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("killed", "worker", "spark"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--whole", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--after", type=float, default=60, help="seconds until Spark's worker dies")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole = arguments.whole or Path(folder, "whole")
        if not arguments.whole:
            _check(start(str(arguments.file), "--out", str(whole)))
        out = Path(folder, "out")
        if arguments.what == "killed":
            killed(arguments.file, whole, out, arguments.times, arguments.seed)
        elif arguments.what == "worker":
            worker(arguments.file, whole, out)
        else:
            spark(arguments.file, whole, out, arguments.after)


if __name__ == "__main__":
    main()

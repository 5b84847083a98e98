"""Run a scan as its user does, and watch its processes. Linux only, as `/proc` is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage


@dataclass(frozen=True, slots=True)
class Used:
    """What a finished scan has used: by the clock, of the processors, and at the peak in MiB."""

    seconds: float
    cpu_seconds: float
    parent_mib: float
    worker_mib: float


def start(*arguments: str, limit: int = 0) -> subprocess.Popen[bytes]:
    """Start `shenyan scan`, on the first `limit` cores only if that is not 0."""
    command = [sys.executable, "-m", "shenyan", "scan", *arguments, "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    if limit:  # its workers, which start later, inherit this
        os.sched_setaffinity(process.pid, sorted(os.sched_getaffinity(0))[:limit])
    return process


def watch(process: subprocess.Popen[bytes]) -> Used:
    """Wait for a scan to end and say what it used. Raises CalledProcessError if it failed."""
    begin, before = time.perf_counter(), _cpu()
    parent = worker = 0.0
    while process.poll() is None:
        parent = max(parent, peak_mib(process.pid))
        worker = max([worker, *map(peak_mib, workers(process.pid))])
        time.sleep(0.1)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Used(time.perf_counter() - begin, _cpu() - before, parent, worker)


def workers(pid: int) -> list[int]:
    """List the worker processes of a scan."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(c) for c in children if b"spawn_main" in _command(c)]
    except OSError:
        return []


def offspring(pid: int) -> list[int]:
    """List all processes below one, at whatever depth."""
    children: list[int] = []
    # A process belongs to the thread that started it: Java starts Python from others than its main.
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children += map(int, path.read_text().split())
        except OSError:  # the thread has ended
            continue
    return [p for child in children for p in (child, *offspring(child))]


def peak_mib(pid: int) -> float:
    """Give the most memory that a process has held; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def sorted_lines(paths: Sequence[Path]) -> list[bytes]:
    """Read the lines of some files and sort them."""
    return sorted(line for path in paths for line in path.read_bytes().splitlines() if line)


def _command(pid: str) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _cpu() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

"""Scan files with all cores; killed at any point and started again it ends the same way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NoReturn

from tqdm import tqdm

from shenyan.bulk.parts import Part, check, load, write
from shenyan.bulk.posts import Columns, InputError, Post, Reject, read_posts
from shenyan.bulk.report import write_report
from shenyan.rules import rules_dir

CHUNK: Final = 500
"""Rows per part: small enough to lose little when killed, large enough to batch well."""

_RETRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Job:
    """What to scan and where to put it."""

    inputs: tuple[Path, ...]
    out: Path
    columns: Columns
    workers: int = 1
    chunk: int = CHUNK
    quiet: bool = False


def scan(job: Job) -> Path:
    """Check every post of every input; return the report's path.

    Writes `findings.jsonl` (one line per post), `rejects.jsonl` and `report.html` into `job.out`.
    Raises InputError if an input cannot be read or `job.out` belongs to another scan.
    """
    report = job.out / "report.html"
    parts = job.out / "parts"
    if _begin(job) and not parts.exists() and report.exists():
        return report
    parts.mkdir(exist_ok=True)
    total = _check_all(job, parts)
    done = [Part(parts, number) for number in range(total)]
    write(job.out / "findings.jsonl", _lines(part.posts for part in done))
    write(job.out / "rejects.jsonl", _lines(part.rejects for part in done))
    write_report(job.out, _lines(part.worst for part in done))
    shutil.rmtree(parts)
    return report


def _begin(job: Job) -> bool:
    """Record what this scan is about; tell whether an earlier one was about the same."""
    for path in job.inputs:
        if not path.is_file():
            raise InputError(f"{path}: no such file")
    if len({path.name for path in job.inputs}) < len(job.inputs):
        raise InputError("two inputs have the same file name; rename one, rows are known by it")
    job.out.mkdir(parents=True, exist_ok=True)
    manifest = job.out / "scan.json"
    about = json.dumps(_about(job), ensure_ascii=False, sort_keys=True)
    if not manifest.exists():
        write(manifest, [about])
        return False
    if manifest.read_text(encoding="utf-8").strip() != about:
        raise InputError(
            f"{job.out} holds a scan of other inputs, settings or rules; choose another --out"
        )
    return True


def _about(job: Job) -> dict[str, object]:
    rules = sha256()
    for path in sorted(rules_dir().rglob("*.yml")):
        rules.update(path.read_bytes())
    files = [[p.name, p.stat().st_size, p.stat().st_mtime_ns] for p in job.inputs]
    return {
        "inputs": files,
        "columns": asdict(job.columns),
        "chunk": job.chunk,
        "rules": rules.hexdigest(),
    }


def _check_all(job: Job, parts: Path) -> int:
    """Check every chunk that has no part yet; return the number of chunks."""
    for attempt in range(_RETRIES):
        try:
            return _run(job, parts)
        except BrokenProcessPool:
            # A worker died (killed, out of memory). Its chunk has no part, so it is done again.
            if attempt + 1 == _RETRIES:
                raise
    raise AssertionError("unreachable")


def _run(job: Job, parts: Path) -> int:
    pool = ProcessPoolExecutor(job.workers, get_context("spawn"), load)
    running: set[Future[int]] = set()
    number = 0
    total = None if job.quiet else sum(len(rows) for rows in _chunks(job))
    with pool, tqdm(total=total, unit="post", disable=job.quiet, smoothing=0.1) as progress:
        for number, rows in enumerate(_chunks(job), start=1):
            part = Part(parts, number - 1)
            if part.worst.exists():
                progress.update(len(rows))
                continue
            running.add(pool.submit(check, part, rows))
            if len(running) > 2 * job.workers:
                running = _collect(running, progress)
        while running:
            running = _collect(running, progress)
    return number


def _collect(running: set[Future[int]], progress: tqdm[NoReturn]) -> set[Future[int]]:
    """Wait for the next finished chunk; raise what it raised."""
    done, rest = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        progress.update(future.result())
    return rest


def _chunks(job: Job) -> Iterator[list[Post | Reject]]:
    rows = chain.from_iterable(read_posts(path, job.columns) for path in job.inputs)
    while chunk := list(islice(rows, job.chunk)):
        yield chunk


def _lines(paths: Iterable[Path] | Sequence[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.rstrip("\n")

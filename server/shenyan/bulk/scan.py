"""Scan files with all cores; killed at any point and started again it ends the same way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Final

from tqdm import tqdm

import shenyan
from shenyan.bulk.columns import Columns
from shenyan.bulk.parts import Part
from shenyan.bulk.pool import Bar, Chunk, Pool, finish_all
from shenyan.bulk.posts import read_posts
from shenyan.bulk.report import write_report
from shenyan.bulk.results import Format, need_parquet, sweep, write, write_findings
from shenyan.bulk.tables import InputError
from shenyan.bulk.tally import Tally
from shenyan.bulk.worst import read_worst
from shenyan.rules import rules_dir

CHUNK: Final = 500
"""Rows per part: small enough to lose little when killed, large enough to batch well."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to scan and where to put it. `unmasked` shows the worst posts as they are."""

    inputs: tuple[Path, ...]
    out: Path
    columns: Columns
    workers: int = 1
    chunk: int = CHUNK
    quiet: bool = False
    format: Format = "jsonl"
    unmasked: bool = False


def scan(job: Job) -> Path:
    """Check every post of every input; return the report's path.

    Writes `findings.jsonl` or `findings.parquet` (one row per post), `rejects.jsonl` and
    `report.html` into `job.out`. Raises InputError if an input cannot be read or `job.out`
    belongs to another scan, WorkersDiedError if workers are killed again and again.
    """
    begun = _begin(job)
    report, parts = job.out / "report.html", job.out / "parts"
    if not (begun and report.exists()):  # the report is written last
        report.unlink(missing_ok=True)
        parts.mkdir(exist_ok=True)
        for folder in (job.out, parts):
            sweep(folder)
        _finish(job, [Part(parts, number) for number in range(_check_all(job, parts))])
    shutil.rmtree(parts, ignore_errors=True)
    return report


def _finish(job: Job, done: list[Part]) -> None:
    tally = Tally()
    lines = _lines(part.posts for part in done)
    write_findings(job.out / f"findings.{job.format}", tally.posts_of(lines))
    rejects = tally.rejects_of(_lines(part.rejects for part in done))
    write(job.out / "rejects.jsonl", rejects)
    worst = read_worst(json.loads(line) for line in _lines(part.worst for part in done))
    names = [path.name for path in job.inputs]
    write_report(job.out / "report.html", tally, worst, names, job.unmasked)


def _begin(job: Job) -> bool:
    """Record what this scan is about; tell whether an earlier one was about the same."""
    for path in job.inputs:
        if not path.is_file():
            raise InputError(f"{path}: no such file")
    if len({path.name for path in job.inputs}) < len(job.inputs):
        raise InputError("two inputs have the same file name; rename one, rows are known by it")
    if job.format == "parquet":
        need_parquet()
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
    return {
        "inputs": [[p.name, p.stat().st_size, p.stat().st_mtime_ns] for p in job.inputs],
        "columns": asdict(job.columns),
        "chunk": job.chunk,
        "format": job.format,
        "unmasked": job.unmasked,
        "program": _program(),
    }


def _program() -> str:
    """Tell one state of rules, words, model and code from another: a scan never mixes two."""
    digest = sha256(shenyan.__version__.encode())
    for folder in (rules_dir(), Path(shenyan.__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _check_all(job: Job, parts: Path) -> int:
    """Check every chunk that has no part yet; return the number of chunks."""
    rows, chunks = _count(job)
    bar: Bar
    with tqdm(
        total=rows, unit="post", disable=job.quiet, smoothing=0.05, dynamic_ncols=True
    ) as bar:
        numbered = zip(map(Part, [parts] * chunks, range(chunks)), _chunks(job), strict=True)
        finish_all(Pool(job.workers, job.unmasked, bar), _unfinished(numbered, bar))
    return chunks


def _count(job: Job) -> tuple[int, int]:
    """Read everything once, which costs little beside the checks, so that the bar knows the end."""
    with tqdm(unit="row", desc="reading", disable=job.quiet, leave=False) as bar:
        chunks = 0
        rows = 0
        for chunk in _chunks(job):
            chunks += 1
            rows += len(chunk)
            bar.update(len(chunk))
    return rows, chunks


def _unfinished(numbered: Iterable[tuple[Part, Chunk]], bar: Bar) -> Iterator[tuple[Part, Chunk]]:
    """Leave out what an earlier run has done, also from the rate that the bar shows."""
    for part, rows in numbered:
        if part.worst.exists():
            for count in ("n", "initial", "last_print_n"):
                setattr(bar, count, getattr(bar, count, 0) + len(rows))
        else:
            yield part, rows


def _chunks(job: Job) -> Iterator[Chunk]:
    rows = chain.from_iterable(read_posts(path, job.columns) for path in job.inputs)
    while chunk := list(islice(rows, job.chunk)):
        yield chunk


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.rstrip("\n")

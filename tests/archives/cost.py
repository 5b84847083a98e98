"""Measure what a scan costs, and work out what 100 million posts would cost.

    python -m archives.cost speed posts.jsonl    # per post and core, start, one core against two
    python -m archives.cost memory posts.jsonl   # peak memory over growing inputs
    python -m archives.cost reader --gib 5       # memory of the reader alone over a big input

Times by the clock mean something only on a machine that does nothing else; CPU times do less harm.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import BinaryIO, Final, cast

from archives.processes import Used, start, watch
from shenyan.bulk.columns import Columns
from shenyan.bulk.posts import posts
from shenyan.bulk.tables import json_rows

MILLION: Final = 1_000_000
STEPS: Final = (0.1, 0.4, 1.0)


def speed(file: Path) -> None:
    """Scan with one core and with two, and subtract what a scan of one post costs: the start."""
    count = sum(1 for _ in file.open("rb"))
    with tempfile.TemporaryDirectory() as folder:
        begin = _scan(_head(file, 1, Path(folder)), 1, 1)
        one, two = _scan(file, 1, 1), _scan(file, 2, 2)
    cost = (one.cpu_seconds - begin.cpu_seconds) / count
    print(f"posts {count:,}; start {begin.seconds:.1f} s, of CPU {begin.cpu_seconds:.1f} s")
    for name, used in (("one core", one), ("two cores", two)):
        share = begin.cpu_seconds / used.cpu_seconds
        print(
            f"{name}: {used.seconds:.1f} s, of CPU {used.cpu_seconds:.1f} s; start {share:.1%}; "
            f"{count / used.seconds:.0f} posts/s; peak MiB: worker {used.worker_mib:.0f}, "
            f"parent {used.parent_mib:.0f}"
        )
    print(f"two cores against one, start included: {one.seconds / two.seconds:.2f} times")
    print(
        f"without start: {(one.seconds - begin.seconds) / (two.seconds - begin.seconds):.2f} times"
    )
    print(f"CPU, one worker : two workers = 1 : {two.cpu_seconds / one.cpu_seconds:.2f}")
    print(
        f"{cost * 1000:.2f} ms of CPU and {1 / cost:.0f} posts/s for each core; "
        f"100 million posts: {cost * 100 * MILLION / 3600:.0f} core hours"
    )


def memory(file: Path) -> None:
    """Scan growing pieces of an archive and print the peaks, which should not grow."""
    count = sum(1 for _ in file.open("rb"))
    with tempfile.TemporaryDirectory() as folder:
        for step in STEPS:
            piece = _head(file, int(count * step), Path(folder))
            used = _scan(piece, 1, 0)
            size = piece.stat().st_size / 2**20
            print(f"{size:.1f} MiB: parent {used.parent_mib:.0f}, worker {used.worker_mib:.0f} MiB")


def reader(gib: float) -> None:
    """Read a big input through the reader, row by row, without checking: memory must not grow."""
    line = json.dumps({"id": "4600000000000000", "text": "今天去看海。" * 15}, ensure_ascii=False)
    rows = 0
    begin, wanted = time.process_time(), int(gib * 2**30)
    file = io.BufferedReader(cast(io.RawIOBase, Repeated(f"{line}\n".encode(), wanted)))
    for rows, _ in enumerate(posts(json_rows(cast(BinaryIO, file)), "big", Columns()), start=1):
        if rows % MILLION == 0:
            _report(rows, time.process_time() - begin)
    _report(rows, time.process_time() - begin)


class Repeated(io.RawIOBase):
    """A file of any size that is nowhere on the disk: one line again and again."""

    def __init__(self, line: bytes, size: int) -> None:
        self._line, self._left, self._rest = line, size, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while len(self._rest) < len(buffer) and self._left > 0:
            self._rest += self._line * 1000
            self._left -= len(self._line) * 1000
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _report(rows: int, seconds: float) -> None:
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} rows, {seconds:.1f} s of CPU, peak {peak:.0f} MiB", flush=True)


def _scan(file: Path, workers: int, cores: int) -> Used:
    with tempfile.TemporaryDirectory() as folder:
        return watch(start(str(file), "--out", folder, f"--workers={workers}", limit=cores))


def _head(file: Path, count: int, folder: Path) -> Path:
    piece = folder / f"{count}.jsonl"
    with file.open("rb") as lines, piece.open("wb") as head:
        head.writelines(islice(cast(Iterable[bytes], lines), count))
    return piece


def main() -> None:
    """Measure one thing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    what = parser.add_subparsers(required=True, dest="what")
    for name in ("speed", "memory"):
        what.add_parser(name).add_argument("file", type=Path, help="posts as JSON Lines")
    what.add_parser("reader").add_argument("--gib", type=float, default=5)
    arguments = parser.parse_args()
    if arguments.what == "reader":
        reader(arguments.gib)
    else:
        {"speed": speed, "memory": memory}[arguments.what](arguments.file)


if __name__ == "__main__":
    main()

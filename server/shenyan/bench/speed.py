"""How fast: CPU time of one lint beside the peers, start, memory, and the server on loopback."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from shenyan.bench.load import HttpFigures, measure_http
from shenyan.bench.peers import Peer
from shenyan.bench.score import Run
from shenyan.bench.sets import GoldSet

SHORT: Final = 140
LONG: Final = 2000
PIECES: Final = 60
KEYSTROKES: Final = 30
START: Final = """
import resource, sys, time
begin = time.perf_counter()
from shenyan import Linter
list(Linter().lint(sys.argv[1]).findings)
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""A fresh process, from the first import to the first result; peak memory in MiB (Linux)."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Median CPU time of one system in milliseconds per text of 140 and of 2,000 characters."""

    name: str
    short_ms: float
    long_ms: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Everything about speed; times are CPU milliseconds unless the name says otherwise."""

    costs: list[Cost]
    keystroke_ms: float
    first_result_s: float
    peak_memory_mib: float
    http: list[HttpFigures]


def measure(sets: Sequence[GoldSet], ours: Run, peers: Iterable[Peer]) -> Speed:
    """Measure on the text of the sets, cut into pieces. Runs the server as a child process."""
    text = "\n".join(row.text for gold in sets for row in gold.rows)
    short, long = _pieces(text, SHORT), _pieces(text, LONG)
    systems = [("shenyan", ours), *((p.name, p.run) for p in peers if p.in_process)]
    costs = [Cost(name, _median_ms(run, short), _median_ms(run, long)) for name, run in systems]
    seconds, memory = _first_result(short[0])
    keystroke = _median_ms(ours, _typed(long[0]))
    return Speed(costs, keystroke, seconds, memory, measure_http(short))


def _pieces(text: str, length: int) -> list[str]:
    """Cut the text into pieces of `length`, repeating it as often as it takes for one."""
    text *= -(-length // len(text))
    starts = range(0, len(text) - length + 1, length)
    return [text[start : start + length] for start in islice(starts, PIECES)]


def _typed(text: str) -> list[str]:
    """Return what an author's draft is after each of some keystrokes in its middle."""
    middle = len(text) // 2
    typed = text[:KEYSTROKES]
    return [text[:middle] + typed[:count] + text[middle:] for count in range(KEYSTROKES)]


def _median_ms(run: Callable[[str], object], texts: Sequence[str]) -> float:
    run(texts[0])
    times = []
    for text in texts:
        begin = time.process_time()
        run(text)
        times.append(time.process_time() - begin)
    return statistics.median(times) * 1000


def _first_result(text: str) -> tuple[float, float]:
    """Return seconds by the clock and MiB at the peak; not measured where there is no Unix."""
    if sys.platform == "win32":
        return float("nan"), float("nan")
    command = [sys.executable, "-c", START, text]
    out = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    seconds, memory = map(float, out.stdout.split()[-2:])
    return seconds, memory

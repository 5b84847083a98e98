"""The server on loopback: its first answer, requests a second under load, how long one takes."""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

REQUESTS: Final = 400
STARTS: Final = 3
CLIENTS: Final = (1, 8)
PATIENCE_S: Final = 60
_STRANGE: Final = 0x3400
_STRANGE_SIZE: Final = 6000
_APART: Final = 20
"""A character of its own, hardly ever written, after so many makes every sentence new."""


@dataclass(frozen=True, slots=True)
class HttpFigures:
    """Requests of 140 characters: throughput, and latency by the clock in milliseconds."""

    clients: int
    requests_per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """From the start of `shenyan serve` to its first answer: by the clock, and in CPU seconds.

    `memory_mib` is the peak; NaN where the system does not tell.
    """

    seconds: float
    cpu_seconds: float
    memory_mib: float


def first_answer(text: str) -> FirstAnswer:
    """Start the server a few times and lint `text`; give the medians.

    Once more before that: its modules are compiled then, as `pip install` does it for a user.
    """
    with _compiled() as environment:
        _, *starts = (_first_answer(text, environment) for _ in range(STARTS + 1))
    return FirstAnswer(
        statistics.median(one.seconds for one in starts),
        statistics.median(one.cpu_seconds for one in starts),
        statistics.median(one.memory_mib for one in starts),
    )


@contextmanager
def _compiled() -> Iterator[Mapping[str, str]]:
    """Give an environment in which Python keeps what it compiles, in a folder that goes away."""
    with TemporaryDirectory() as folder:
        kept = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        yield {**kept, "PYTHONPYCACHEPREFIX": folder}


def _first_answer(text: str, environment: Mapping[str, str]) -> FirstAnswer:
    before, begin = os.times(), time.perf_counter()
    with _server(environment) as (port, pid):
        _client(port, [text])
        seconds = time.perf_counter() - begin
        memory = _peak_mib(pid)
    after = os.times()
    user = after.children_user - before.children_user
    spent = user + after.children_system - before.children_system
    return FirstAnswer(seconds, spent, memory)


def _peak_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    peaks = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")]
    return peaks[0] if peaks else float("nan")


def measure_http(texts: Sequence[str]) -> list[HttpFigures]:
    """Start `shenyan serve` on a free port and lint `texts` over it, again and again.

    Each time every sentence is a little different: the server remembers those it has seen.
    """
    new = (_strewn(text, number) for number, text in enumerate(cycle(texts)))
    with _server() as (port, _):
        return [_load(port, clients, list(islice(new, REQUESTS))) for clients in CLIENTS]


def _strewn(text: str, number: int) -> str:
    strange = chr(_STRANGE + number % _STRANGE_SIZE)
    return strange.join(text[i : i + _APART] for i in range(0, len(text), _APART))


def _load(port: int, clients: int, texts: Sequence[str]) -> HttpFigures:
    begin = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        jobs = [pool.submit(_client, port, texts[place::clients]) for place in range(clients)]
        times = [taken for job in jobs for taken in job.result()]
    seconds = time.perf_counter() - begin
    p50, p95, p99 = np.percentile(np.array(times) * 1000, [50, 95, 99])
    return HttpFigures(clients, len(times) / seconds, float(p50), float(p95), float(p99))


def _client(port: int, texts: Sequence[str]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    times = []
    for text in texts:
        body = json.dumps({"text": text})
        begin = time.perf_counter()
        connection.request("POST", "/v1/lint", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
        times.append(time.perf_counter() - begin)
        if response.status != http.client.OK:
            raise OSError(f"the server answered {response.status}")
    connection.close()
    return times


@contextmanager
def _server(environment: Mapping[str, str] = os.environ) -> Iterator[tuple[int, int]]:
    """Run the server; give its port and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "shenyan", "serve", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    """Wait until the server listens. Raises OSError when it does not in time."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return

"""The server under load on loopback: requests a second, and how long one takes."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final

import numpy as np

REQUESTS: Final = 400
CLIENTS: Final = (1, 8)
PATIENCE_S: Final = 60


@dataclass(frozen=True, slots=True)
class HttpFigures:
    """Requests of 140 characters: throughput, and latency by the clock in milliseconds."""

    clients: int
    requests_per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float


def measure_http(texts: Sequence[str]) -> list[HttpFigures]:
    """Start `shenyan serve` on a free port and lint `texts` over it, again and again."""
    with _server() as port:
        return [_load(port, clients, texts) for clients in CLIENTS]


def _load(port: int, clients: int, texts: Sequence[str]) -> HttpFigures:
    share = REQUESTS // clients
    begin = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        jobs = [
            pool.submit(_client, port, list(islice(cycle(texts), share))) for _ in range(clients)
        ]
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
def _server() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "shenyan", "serve", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port
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
            time.sleep(0.1)
        else:
            return

"""Stop a server under load, then let it answer many lints from several clients.

    python tests/soak.py --requests 200000 --clients 8 --minutes 15

It starts `shenyan serve` as a process of its own in an empty folder and says at the end how many
requests failed, what the server's memory was on the way, what it wrote to disk, and whether a
request that it had accepted went without an answer when it was told to stop (Linux only). What it
sends is put together from sentences of the drafts in `tests/drafts`, hardly ever twice the same.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from serving import served

STEPS = 20
DRAFTS = Path(__file__).parent / "drafts"


@dataclass(slots=True)
class Work:
    """What the clients share: how many requests are left, and how those done ended."""

    left: int
    until: float
    ended: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def more(self) -> bool:
        """Take one request, unless none or no time is left."""
        with self.lock:
            self.left -= 1
        return self.left >= 0 and time.monotonic() < self.until

    def note(self, how: str) -> None:
        with self.lock:
            self.ended[how] += 1


@cache
def sentences() -> list[str]:
    """Cut every draft of the repository into its sentences."""
    rows = (line for file in sorted(DRAFTS.rglob("*.jsonl")) for line in file.open())
    texts = (json.loads(row)["text"] for row in rows)
    return [part for text in texts for part in re.split(r"(?<=[\n。!?！？])", text) if part.strip()]


def drafts(seed: int) -> Iterator[bytes]:
    """Give short drafts without end, hardly two the same."""
    drawn = Random(seed)
    while True:
        words = [*drawn.choices(sentences(), k=3), str(drawn.randrange(13000000000, 19999999999))]
        yield json.dumps({"text": "".join(words)}).encode()


def client(address: str, seed: int, work: Work, *, keep: bool) -> None:
    """Send drafts, over one connection or each over its own, and note how each one ended."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    for body in drafts(seed):
        if not work.more():
            break
        if not connected(connection):
            work.note("refused")
            break
        try:
            connection.request("POST", "/v1/lint", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            work.note(str(answer.status))
        except (OSError, HTTPException) as error:
            work.note(type(error).__name__)
            connection.close()
        if not keep:
            connection.close()
    connection.close()


def connected(connection: HTTPConnection) -> bool:
    """Connect unless that has been done; tell whether the server takes connections."""
    try:
        if connection.sock is None:
            connection.connect()
    except OSError:
        return False
    return True


def start(address: str, clients: int, work: Work, *, keep: bool) -> list[threading.Thread]:
    """Start the clients."""
    threads = [
        threading.Thread(target=client, args=(address, seed, work), kwargs={"keep": keep})
        for seed in range(clients)
    ]
    for thread in threads:
        thread.start()
    return threads


def wait_for(threads: list[threading.Thread], seconds: float) -> None:
    """Wait until all have ended, or so many seconds."""
    until = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))


def measured(pid: int, name: str, file: str) -> int:
    """Read one number from /proc."""
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def long_run(requests: int, clients: int, minutes: float) -> bool:
    """Lint until the requests or the minutes are used up; tell whether all was well."""
    with TemporaryDirectory() as folder, served(Path(folder)) as (process, address):
        print(f"{sum(map(len, sentences())) * 3 // len(sentences()) + 11} characters a draft")
        work = Work(requests, time.monotonic() + 60 * minutes)
        threads = start(address, clients, work, keep=True)
        begun, memory = time.monotonic(), []
        while any(thread.is_alive() for thread in threads):
            wait_for(threads, 60 * minutes / STEPS)
            memory.append(measured(process.pid, "VmRSS", "status") // 1024)
            done, seconds = work.ended.total(), time.monotonic() - begun
            print(f"{done} in {seconds:.0f} s, {memory[-1]} MiB", flush=True)
        written = measured(process.pid, "write_bytes", "io")
        files = list(Path(folder).iterdir())
        print(f"ended: {dict(work.ended)}; bytes written: {written}; files: {files}")
        print(
            f"memory: {memory[0]} MiB at first, {memory[len(memory) // 2]} half-way, {memory[-1]}"
        )
        return set(work.ended) == {"200"} and not written and not files


def stop_under_load(clients: int) -> bool:
    """Tell the server to stop while it works; tell whether every accepted request was answered."""
    with TemporaryDirectory() as folder, served(Path(folder)) as (process, address):
        work = Work(sys.maxsize, time.monotonic() + 60)
        threads = start(address, clients, work, keep=False)
        time.sleep(2)
        process.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        status = process.wait()
        print(f"stopped with {status}: {dict(work.ended)}")
        return set(work.ended) == {"200", "refused"} and status == 0


def main() -> int:
    """Run what was asked for; 0 when all was well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--stops", type=int, default=5, help="how often to stop under load")
    asked = parser.parse_args()
    sentences()  # else the first server is stopped while the clients still read the drafts
    well = [stop_under_load(asked.clients) for _ in range(asked.stops)]
    well.append(long_run(asked.requests, asked.clients, asked.minutes))
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Keep all cores busy with chunks; a worker that dies costs only its chunk, which is done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final, NoReturn, TypeAlias

from tqdm import tqdm

from shenyan.bulk.parts import Part, check, load
from shenyan.bulk.posts import Post, Reject

Chunk = list[Post | Reject]
Bar: TypeAlias = "tqdm[NoReturn]"

DEATHS: Final = 3
"""Give up when so many workers died one after the other and no chunk was finished between."""


class WorkersDiedError(OSError):
    """Worker processes die again and again. The message says what to do."""


@dataclass(slots=True)
class Pool:
    """How chunks are worked on: how many at once, and where progress is shown."""

    workers: int
    unmasked: bool
    bar: Bar
    finished: int = 0

    def finish(self, todo: Iterable[tuple[Part, Chunk]]) -> None:
        """Write the part of every chunk. Raises BrokenProcessPool when a worker dies."""
        running: set[Future[int]] = set()
        with ProcessPoolExecutor(self.workers, get_context("spawn"), load) as pool:
            for part, rows in todo:
                running.add(pool.submit(check, part, rows, self.unmasked))
                if len(running) > 2 * self.workers:
                    running = self._collect(running)
            while running:
                running = self._collect(running)

    def _collect(self, running: set[Future[int]]) -> set[Future[int]]:
        """Wait for the next finished chunk; raise what it raised."""
        done, rest = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            self.bar.update(future.result())
            self.finished += 1
        return rest


def finish_all(pool: Pool, chunks: Iterable[tuple[Part, Chunk]]) -> None:
    """Write the part of every chunk, with new workers for dead ones. Raises WorkersDiedError."""
    left = Left(chunks)
    deaths = 0
    while True:
        before = pool.finished
        try:
            return pool.finish(left)
        except BrokenProcessPool:
            deaths = 1 if pool.finished > before else deaths + 1
            if deaths == DEATHS:
                raise WorkersDiedError(
                    f"worker processes died {DEATHS} times near {left.near()}; is memory short? "
                    "fewer --workers need less; the scan goes on from here when started again"
                ) from None


class Left:
    """The chunks without a part: those handed out when workers died come again, then the rest."""

    def __init__(self, chunks: Iterable[tuple[Part, Chunk]]) -> None:
        self._rest = iter(chunks)
        self._out: list[tuple[Part, Chunk]] = []

    def __iter__(self) -> Iterator[tuple[Part, Chunk]]:
        self._out = [pair for pair in self._out if not pair[0].worst.exists()]
        yield from list(self._out)
        for pair in self._rest:
            self._out = [*(p for p in self._out if not p[0].worst.exists()), pair]
            yield pair

    def near(self) -> str:
        """Name the first row that was in work."""
        return next((rows[0].source for part, rows in self._out if rows), "the end")

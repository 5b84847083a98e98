"""Let requests take turns: as many at work as there is use for, a short queue, then 503."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from shenyan.problems import problem, refuse_with

WAITING: Final = 24
"""Requests that may wait for their turn; one more is sent away at once."""

PATIENCE: Final = 10.0
"""Seconds that a request waits for its turn."""


class Turns:
    """A bounded queue in front of the linter. One at work: the interpreter runs one anyway."""

    def __init__(self, working: int = 1, waiting: int = WAITING, patience: float = PATIENCE):
        self._patience = patience
        self._work = threading.Semaphore(working)
        self._places = threading.Semaphore(working + waiting)

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a turn and hold it. Raises a 503 with Retry-After when there is none."""
        if not self._places.acquire(blocking=False):
            raise _busy()
        try:
            if not self._work.acquire(timeout=self._patience):
                raise _busy()
            try:
                yield
            finally:
                self._work.release()
        finally:
            self._places.release()


def _busy() -> Exception:
    answer = problem(503, "请稍后再试 / Please try again shortly")
    answer.headers["Retry-After"] = "1"
    return refuse_with(answer)

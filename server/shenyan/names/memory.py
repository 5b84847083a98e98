"""Remember what was found in each sentence, in memory only and for minutes only."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock, Timer
from time import monotonic
from typing import Final

Found = tuple[tuple[int, int], ...]

SENTENCES: Final = 1024
SILENCE: Final = 180.0
"""Seconds without a question after which everything is forgotten."""


class Memory:
    """The last sentences and their names; cleared after SILENCE. Threads may share it."""

    def __init__(self, size: int = SENTENCES, silence: float = SILENCE) -> None:
        self._size = size
        self._silence = silence
        self._found: OrderedDict[str, Found] = OrderedDict()
        self._lock = Lock()
        self._used = monotonic()
        self._timer: Timer | None = None

    def __len__(self) -> int:
        return len(self._found)

    def recall(self, sentence: str) -> Found | None:
        """Return the names of a sentence seen lately, or None."""
        with self._lock:
            self._used = monotonic()
            found = self._found.get(sentence)
            if found is not None:
                self._found.move_to_end(sentence)
            return found

    def keep(self, sentence: str, found: Found) -> None:
        """Remember the names of a sentence."""
        with self._lock:
            self._used = monotonic()
            self._found[sentence] = found
            if len(self._found) > self._size:
                self._found.popitem(last=False)
            if self._timer is None:
                self._wait(self._silence)

    def _wait(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._forget)
        self._timer.daemon = True
        self._timer.start()

    def _forget(self) -> None:
        with self._lock:
            left = self._used + self._silence - monotonic()
            if left > 0:
                self._wait(left)
            else:
                self._found.clear()
                self._timer = None

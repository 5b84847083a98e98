"""Remember what was found in each sentence, in memory only and for minutes only.

No sentence is kept: a keyed hash of it (Python's own, SipHash, mixed with a key that was drawn by
lot) leads to places and numbers. After minutes of silence these are forgotten, and the key too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from secrets import token_bytes
from threading import Lock, Timer
from time import monotonic
from typing import Final, Generic, TypeVar

SENTENCES: Final = 1024
SILENCE: Final = 180.0
"""Seconds without a question after which everything is forgotten."""

_KEY: Final = 32

Found = TypeVar("Found")


class Memory(Generic[Found]):
    """What the sentences read last gave; cleared after SILENCE. Threads may share it."""

    def __init__(self, size: int = SENTENCES, silence: float = SILENCE) -> None:
        self._size = size
        self._silence = silence
        self._found: dict[int, Found] = {}
        self._key = token_bytes(_KEY)
        self._lock = Lock()
        self._used = monotonic()
        self._timer: Timer | None = None

    def __len__(self) -> int:
        return len(self._found)

    def recall(self, sentence: str) -> Found | None:
        """Return what a sentence seen lately gave, or None."""
        return self.recall_all((sentence,))[0]

    def recall_all(self, sentences: Sequence[str]) -> list[Found | None]:
        """Return what each of many sentences gave, or None for those not seen lately."""
        self._used = monotonic()
        key, found = self._key, self._found.get
        return [found(hash((key, sentence))) for sentence in sentences]

    def remember(self, sentence: str, read: Callable[[], Found]) -> Found:
        """Recall what a sentence gave; one that is new is read, and what it gives is kept."""
        found = self.recall(sentence)
        if found is None:
            found = read()
            self.keep(sentence, found)
        return found

    def keep(self, sentence: str, found: Found) -> None:
        """Remember what a sentence gave; nothing in it may hold the sentence itself."""
        with self._lock:
            self._used = monotonic()
            self._found[hash((self._key, sentence))] = found
            if len(self._found) > self._size:
                del self._found[next(iter(self._found))]
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
                self._key = token_bytes(_KEY)
                self._timer = None

"""Remember what was found in each sentence, in memory only and for minutes only.

No sentence is kept: a keyed digest of it, under a key that this process drew by lot, leads to
places and numbers. After minutes of silence these are forgotten, and the key with them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
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
    """What the last sentences gave; cleared after SILENCE. Threads may share it."""

    def __init__(self, size: int = SENTENCES, silence: float = SILENCE) -> None:
        self._size = size
        self._silence = silence
        self._found: OrderedDict[bytes, Found] = OrderedDict()
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
        with self._lock:
            self._used = monotonic()
            digests = list(map(self._digest, sentences))
            found = list(map(self._found.get, digests))
            for digest, known in zip(digests, found, strict=True):
                if known is not None:
                    self._found.move_to_end(digest)
            return found

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
            self._found[self._digest(sentence)] = found
            if len(self._found) > self._size:
                self._found.popitem(last=False)
            if self._timer is None:
                self._wait(self._silence)

    def _digest(self, sentence: str) -> bytes:
        text = sentence.encode("utf-8", "surrogatepass")
        return blake2b(text, key=self._key, digest_size=16).digest()

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

"""Remember what was found in each sentence, in memory only and for minutes only.

No sentence is kept: a keyed digest of it, under a key that this process drew by lot, leads to
places and numbers. After minutes of silence these are forgotten, and the key with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from itertools import groupby
from secrets import token_bytes
from threading import Lock, Timer
from time import monotonic
from typing import Final, Generic, TypeVar

SENTENCES: Final = 2048
"""At most so many are remembered; the last half as many surely are."""

SILENCE: Final = 180.0
"""Seconds without a question after which everything is forgotten."""

DIGEST: Final = 16
"""Bytes of a digest."""

_KEY: Final = 32

Found = TypeVar("Found")


class Secret:
    """A key drawn by lot, and what it makes of texts."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Forget the key; what was kept under it is found no more."""
        self.key = token_bytes(_KEY)
        self._keyed = blake2b(key=self.key, digest_size=DIGEST)

    def digest(self, text: str) -> bytes:
        """Tell a text from others without holding it."""
        keyed = self._keyed.copy()
        keyed.update(text.encode("utf-8", "surrogatepass"))
        return keyed.digest()


class Memory(Generic[Found]):
    """What the last sentences gave; cleared after SILENCE. Threads may share it."""

    def __init__(
        self, size: int = SENTENCES, silence: float = SILENCE, secret: Secret | None = None
    ) -> None:
        """Take what is shared: digests under one `secret` are looked up in several memories."""
        self._half = max(size // 2, 1)
        self._silence = silence
        self._found: dict[bytes, Found] = {}
        self._older: dict[bytes, Found] = {}
        self._secret = secret or Secret()
        self._lock = Lock()
        self._used = monotonic()
        self._timer: Timer | None = None

    def __len__(self) -> int:
        return len(self._found) + len(self._older)

    def recall(self, sentence: str) -> Found | None:
        """Return what a sentence seen lately gave, or None."""
        return self.known((self._secret.digest(sentence),))[0]

    def recall_all(self, sentences: Sequence[str]) -> list[Found | None]:
        """Return what each of many sentences gave, or None for those not seen lately."""
        return self.known(list(map(self._secret.digest, sentences)))

    def known(self, digests: Sequence[bytes]) -> list[Found | None]:
        """Return what was kept under each digest made with the secret, or None."""
        with self._lock:
            self._used = monotonic()
            found = list(map(self._found.get, digests))
            if self._older:
                for place, digest in enumerate(digests):
                    if found[place] is None and digest in self._older:
                        found[place] = known = self._older.pop(digest)
                        self._add(digest, known)
            return found

    def remember(self, sentence: str, read: Callable[[], Found]) -> Found:
        """Recall what a sentence gave; one that is new is read, and what it gives is kept."""
        found = self.recall(sentence)
        if found is None:
            found = read()
            self.keep(sentence, found)
        return found

    def remember_all(
        self, sentences: Sequence[str], read: Callable[[int, int], Sequence[Found]]
    ) -> list[Found]:
        """Recall what each of many sentences gave.

        Each row of new ones, those from the first number to before the second, is read at once.
        """
        digests = list(map(self._secret.digest, sentences))
        pairs = zip(digests, self.known(digests), strict=True)
        found: list[Found] = []
        for _, row in groupby(pairs, key=lambda pair: pair[1] is None):
            new, known = zip(*row, strict=True)
            some = [one for one in known if one is not None]
            if not some:
                some = list(read(len(found), len(found) + len(new)))
                self.learn(new, some)
            found += some
        return found

    def keep(self, sentence: str, found: Found) -> None:
        """Remember what a sentence gave; nothing in it may hold the sentence itself."""
        self.learn((self._secret.digest(sentence),), (found,))

    def learn(self, digests: Sequence[bytes], found: Sequence[Found]) -> None:
        """Remember what belongs to digests made with the secret."""
        with self._lock:
            self._used = monotonic()
            for digest, one in zip(digests, found, strict=True):
                self._add(digest, one)
            if self._timer is None:
                self._wait(self._silence)

    def _add(self, digest: bytes, found: Found) -> None:
        """Put it among the latest; when they are half of all, the older ones are forgotten."""
        if len(self._found) >= self._half:
            self._older, self._found = self._found, {}
        self._found[digest] = found

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
                self._older.clear()
                self._secret.renew()
                self._timer = None

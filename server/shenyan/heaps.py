"""What a server does with its memory: threads share heaps, what it loaded is searched no more."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ARENA_MAX: Final = -8
"""glibc's M_ARENA_MAX."""

_HEAPS: Final = 2


def share_heaps() -> None:
    """Keep glibc from giving each thread a heap: dozens hold a tenth more memory than two.

    To be called before threads are started. Where the C library is another, nothing happens.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if hasattr(libc, "gnu_get_libc_version"):
            libc.mallopt(_ARENA_MAX, _HEAPS)


@contextmanager
def lasting() -> Iterator[None]:
    """Load what lasts as long as the server: no garbage is looked for in it, then or later.

    It starts sooner so, no request waits while a hundred thousand objects are looked through, and
    workers that are forked from it share them longer.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

"""Nothing leaves the machine while we measure: refuse every address but loopback, and note it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0", ""})  # noqa: S104


class FencedError(OSError):
    """Somebody tried to reach the network."""


@contextmanager
def fenced() -> Iterator[list[str]]:
    """Yield a list that collects the hosts somebody tried to reach while the fence is up."""
    tried: list[str] = []
    names, connect = socket.getaddrinfo, socket.socket.connect

    def guard(host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if name not in LOOPBACK:
            tried.append(name)
            raise FencedError(f"the bench fenced off {name}")

    def guarded_names(host: Any, *rest: Any, **options: Any) -> Any:
        guard(host)
        return names(host, *rest, **options)

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            guard(address[0])
        connect(self, address)

    with (
        patch.object(socket, "getaddrinfo", guarded_names),
        patch.object(socket.socket, "connect", guarded_connect),
    ):
        yield tried

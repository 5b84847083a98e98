"""Rate limits for a server that a team shares; one's own computer needs none."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

PREFIX = "shenyan-1"
"""Part of every key: a change of strategy must not meet counts of another shape."""


def install(app: Flask, limit: str, storage: str) -> Limiter:
    """Allow each address `limit`, such as `60/minute`.

    When the storage (Redis, say) is away, each process counts for itself: checks go on.
    """
    limiter = Limiter(
        get_remote_address,
        default_limits=[limit],
        storage_uri=storage,
        strategy="fixed-window",
        key_prefix=PREFIX,
        headers_enabled=True,
        in_memory_fallback=[limit],
        in_memory_fallback_enabled=True,
    )
    limiter.request_filter(_is_free)
    limiter.init_app(app)
    return limiter


def _is_free() -> bool:
    return request.method == "OPTIONS" or request.path == "/healthz"

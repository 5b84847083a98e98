"""Rate limits for a server that a team shares; one's own computer needs none."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, request
from flask_limiter import ApplicationLimit, Limiter
from flask_limiter.util import get_remote_address
from limits import parse_many
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from shenyan.config import ConfigError

PREFIX = "shenyan-1"
"""Part of every key: a change of strategy must not meet counts of another shape."""


def install(app: Flask, limit: str, storage: str) -> Limiter:
    """Allow each address `limit`, such as `60/minute`, whatever it asks for.

    When the storage (Redis, say) is away, each process counts for itself: checks go on.
    Raises ConfigError when `limit` or `storage` cannot be read.
    """
    _require(limit, storage)
    alone = ApplicationLimit(limit)
    limiter = Limiter(
        get_remote_address,
        application_limits=[limit],
        storage_uri=storage,
        strategy="fixed-window",
        key_prefix=PREFIX,
        headers_enabled=True,
        in_memory_fallback=[alone],  # type: ignore[list-item]  # it takes limits, too
        in_memory_fallback_enabled=True,
    )
    alone.bind(limiter)
    limiter.request_filter(_is_free)
    # Handlers run last to first: this one sees what the limiter's has added.
    app.after_request(_without_wait)
    limiter.init_app(app)
    return limiter


def _require(limit: str, storage: str) -> None:
    try:
        parse_many(limit)
    except ValueError:
        raise ConfigError(
            "SHENYAN_RATE_LIMIT 应形如 240/minute / must be like 240/minute"
        ) from None
    try:
        storage_from_string(storage)
    except ConfigurationError:
        raise ConfigError(
            "SHENYAN_RATE_STORAGE 应形如 redis://… / must be like redis://… or memory://"
        ) from None


def _without_wait(response: Response) -> Response:
    """Drop `Retry-After` from answers that nobody need wait after."""
    if response.status_code < HTTPStatus.BAD_REQUEST:
        response.headers.pop("Retry-After", None)
    return response


def _is_free() -> bool:
    return request.method == "OPTIONS" or request.path == "/healthz"

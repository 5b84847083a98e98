"""Who may ask: no rebinding, no foreign web page, JSON only, and the token where there is one."""

from __future__ import annotations

import hmac
import json
import re
from typing import Final, NoReturn
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_cors import CORS

from shenyan.config import Config
from shenyan.extension_folder import MOZ_ORIGIN, chrome_origins
from shenyan.forms import MemoryRequest, sent_form
from shenyan.problems import problem, refuse, refuse_with

MAX_BODY: Final = 4 * 1024 * 1024
"""Bytes of a request: 200,000 characters fit even when every one is escaped as \\ud83d\\ude00."""

MAX_DEPTH: Final = 16
"""Nesting of a request's JSON; ours needs four."""

_GUARDED: Final = ("/v1", "/v2", "/metrics")

_OPEN: Final = frozenset(
    f"/v2/{name}" for name in ("languages", "info", "maxtextlength", "healthcheck")
)
"""What LanguageTool's clients ask before anything else, and have no way to send a token with."""


def install(app: Flask, config: Config) -> None:
    """Put the guard in front of every view."""
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.request_class = MemoryRequest
    hosts = frozenset(name.lower() for name in config.hosts)
    accepted = (*chrome_origins(), *config.origins)
    CORS(
        app,
        resources={r"/v[12]/.*": {"origins": [*accepted, re.compile(MOZ_ORIGIN)]}},
        methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
        always_send=False,
        allow_private_network=True,
    )

    @app.before_request
    def check() -> None:
        _check_host(hosts)
        _check_origin(accepted)
        if config.token and needs_token(request.path) and request.method != "OPTIONS":
            _check_token(config.token)

    @app.after_request
    def harden(response: Response) -> Response:
        return _hardened(response)


def needs_token(path: str) -> bool:
    """Tell whether a server with a token asks for it at `path`."""
    return path.startswith(_GUARDED) and path not in _OPEN


def json_body() -> object:
    """Read the request's JSON. Refuses other content types, bad UTF-8, and deep nesting."""
    if request.mimetype != "application/json":
        raise refuse(415, "Content-Type: application/json")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise refuse(415, "charset=utf-8")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise refuse(415, "Content-Encoding: identity")
    try:
        value = json.loads(request.get_data().decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise refuse(400, "不是 UTF-8 的 JSON / This is not JSON in UTF-8") from None
    if _too_deep(value):
        raise refuse(400, "嵌套太深 / The nesting is too deep")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _too_deep(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _children(outer)]
        if not level:
            return False
    return True


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _check_host(hosts: frozenset[str]) -> None:
    # Flask's TRUSTED_HOSTS does the same but cannot hold an IPv6 address.
    if not request.host or urlsplit(f"//{request.host}").hostname not in hosts:
        raise refuse(400, "Host")


def _check_origin(accepted: tuple[str, ...]) -> None:
    origin = request.headers.get("Origin")
    if origin is None or origin in accepted or re.fullmatch(MOZ_ORIGIN, origin):
        return
    # Our own pages: the Host has been checked, and a proxy in front may speak https.
    if origin in (f"http://{request.host}", f"https://{request.host}"):
        return
    raise refuse(403)


def _check_token(token: str) -> None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        given = ""
    if not given and request.path.startswith("/v2"):
        given = sent_form().get("apiKey", "")  # all that LanguageTool's clients can send
    if not hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode()):
        answer = problem(401)
        answer.headers["WWW-Authenticate"] = "Bearer"
        raise refuse_with(answer)


def _hardened(response: Response) -> Response:
    headers = response.headers
    headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.path.startswith(("/v1", "/v2")):
        headers.setdefault("Cache-Control", "no-store")
    return response

"""The OpenAPI document: what flask-openapi3 gathered, made true to what this server answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from flask_openapi3 import OpenAPI

from shenyan.config import Config
from shenyan.guard import needs_token
from shenyan.problems import MIMETYPE

TOKEN: Final[dict[str, Any]] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Asked for by servers that others reach; made by `shenyan token`.",
    }
}

_PROBLEM: Final = {MIMETYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
_WORDS: Final[dict[int, str]] = {
    400: "The host is not this server's, or the request cannot be read",
    401: "The token is missing or wrong",
    403: "The page or extension that asks is not accepted",
    429: "Too many requests",
}


def description(app: OpenAPI, config: Config) -> dict[str, Any]:
    """Describe the interface as `config` has set it up.

    An answer 422 stands only where a request has a body or a query.
    """
    document: dict[str, Any] = app.api_doc
    document["paths"].update(_more_paths(config))
    for path, operation in _operations(document):
        answers = operation.setdefault("responses", {})
        if "422" in answers and MIMETYPE not in answers["422"]["content"]:
            del answers["422"]
        for status in _refusals(path, config):
            answers.setdefault(str(status), {"description": _WORDS[status], "content": {}})
            answers[str(status)]["content"].update(_PROBLEM)
        if needs_token(path):
            operation["security"] = [{"token": []}] if config.token else [{}, {"token": []}]
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in document["paths"].items():
        for operation in operations.values():
            yield path, operation


def _refusals(path: str, config: Config) -> Iterator[int]:
    """List what the guard may answer on `path` before any view is asked."""
    yield from (400, 403)
    if config.token and needs_token(path):
        yield 401
    if config.rate_limit and path != "/healthz":
        yield 429


def _more_paths(config: Config) -> dict[str, Any]:
    """Describe what is offered outside `/v1`, made anew: the answers are added to."""
    paths: dict[str, Any] = {}
    if config.languagetool:
        paths["/v2/check"] = {"post": _check()}
        for name, kind in _LOOKUPS.items():
            paths[f"/v2/{name}"] = {"get": _lookup(f"As LanguageTool's {name}.", kind)}
    if config.metrics:
        paths["/metrics"] = {"get": _lookup("Counts and timings for Prometheus.", "text/plain")}
    return paths


_LOOKUPS: Final = {
    "languages": "application/json",
    "info": "application/json",
    "maxtextlength": "text/plain",
    "healthcheck": "text/plain",
}


def _lookup(summary: str, kind: str) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": _answer("Given", kind)}}


def _check() -> dict[str, Any]:
    members = ("text", "data", "language", "apiKey")
    switches = ("enabledRules", "disabledRules", "enabledCategories", "disabledCategories")
    names = (*members, *switches, "enabledOnly")
    form = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": ["language"],
    }
    return {
        "summary": "As LanguageTool's check: either `text` or `data`.",
        "requestBody": {
            "content": {"application/x-www-form-urlencoded": {"schema": form}},
            "required": True,
        },
        "responses": {
            "200": _answer("The matches", "application/json"),
            "400": _answer("Not a check that can be read", "text/plain"),
            "413": _answer("The text is too long", "text/plain"),
            "503": {"description": "The server is busy", "content": {**_PROBLEM}},
        },
    }


def _answer(words: str, kind: str) -> dict[str, Any]:
    return {"description": words, "content": {kind: {}}}

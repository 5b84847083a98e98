"""The OpenAPI document: what flask-openapi3 gathered, without what does not hold."""

from __future__ import annotations

from typing import Any, Final

from flask_openapi3 import OpenAPI

from shenyan.problems import MIMETYPE

TOKEN: Final[dict[str, Any]] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Asked for by servers that others reach; made by `shenyan token`.",
    }
}


def description(app: OpenAPI) -> dict[str, Any]:
    """Describe the interface. An answer 422 stands only where a request has a body or a query."""
    document: dict[str, Any] = app.api_doc
    for path in document["paths"].values():
        for operation in path.values():
            answers = operation.get("responses", {})
            if "422" in answers and MIMETYPE not in answers["422"]["content"]:
                del answers["422"]
    return document

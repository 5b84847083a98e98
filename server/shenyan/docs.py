"""The page `/docs`: the interface for people who write programs, made from its description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask_openapi3 import OpenAPI

from shenyan.config import Config
from shenyan.description import description


def page(app: OpenAPI, config: Config) -> str:
    """Show every address, what it takes and what it answers."""
    return render_template("docs.html", document=description(app, config), kind=kind)


def kind(member: Mapping[str, Any]) -> str:
    """Say in a few words what a member holds."""
    if "enum" in member:
        return " | ".join(f'"{choice}"' for choice in member["enum"])
    if "anyOf" in member:
        return " | ".join(kind(choice) for choice in member["anyOf"])
    if "items" in member:
        return f"[{kind(member['items'])}]"
    return str(member.get("type") or member["$ref"].split("/")[-1])

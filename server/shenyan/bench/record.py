"""Keep a board as JSON, and hold a later one to it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from shenyan.bench.board import OURS, Board

ALLOWED_FALL: Final = 0.02
"""How far a category's F1 may fall under the recorded figure: two points."""


class RecordError(ValueError):
    """A file of recorded figures cannot be read."""


def as_json(board: Board) -> str:
    """Return the board as JSON without its misses' drafts; an undefined figure is null."""
    data = asdict(board)
    for scored in data["sets"]:
        scored["misses"] = len(scored["misses"])
    return json.dumps(_plain(data), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value


def falls(board: Board, path: Path) -> list[str]:
    """Compare with the figures recorded in `path`; say what fell, or what was not measured."""
    now = json.loads(as_json(board))
    try:
        then = json.loads(path.read_text(encoding="utf-8"))
        recorded = {scored["name"]: scored for scored in then["sets"]}
        measured = {scored["name"]: scored for scored in now["sets"]}
        return [
            problem
            for name, old in recorded.items()
            for problem in _falls_in(name, old, measured.get(name))
        ]
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        raise RecordError(f"{path}: not a board written with --json ({error!r})") from None


def _falls_in(name: str, old: Mapping[str, Any], new: Mapping[str, Any] | None) -> list[str]:
    if new is None:
        return [f"{name}: recorded, but not measured now"]
    if old["sha256"] != new["sha256"]:
        return [f"{name}: the file is not the one that the figures were recorded on"]
    before, after = _f1(old), _f1(new)
    return [
        f"{name}: {category} fell from {before[category]:.3f} to {after.get(category, 0):.3f}"
        for category in before
        if after.get(category, 0) < before[category] - ALLOWED_FALL
    ]


def _f1(scored: Mapping[str, Any]) -> dict[str, float]:
    ours = next(system for system in scored["systems"] if system["name"] == OURS)
    return {c["category"]: c["f1"]["value"] or 0.0 for c in ours["categories"]}

"""Read the sets that are not ours: names, identifiers and documents labelled offensive or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from shenyan.bench.sets import (
    GoldSet,
    Line,
    Mark,
    Row,
    SetError,
    digest,
    marks_of,
    objects,
    row_id,
    text_of,
    unique,
)

TYPES: Final = {
    "MOBILE": "phone-number",
    "LANDLINE": "phone-number",
    "PHONE_INTL": "phone-number",
    "QQ": "account",
    "WECHAT": "account",
    "IDCARD": "id-number",
    "PASSPORT": "id-number",
    "BANKCARD": "bank-card",
    "PLATE": "license-plate",
    "EMAIL": "email",
    "ADDRESS": "address",
    "COURIER": "",
}
"""Span types of the identifier set as our categories; a parcel number is none of them."""

EITHER: Final = frozenset({"phone-number", "account"})
"""A mobile number used as a WeChat id may be reported as either."""


def find_external(data: Path) -> list[GoldSet]:
    """Read every development set under `data`. Raises SetError, also when there is none."""
    sets = [read_names(path) for path in sorted((data / "names").glob("*dev.jsonl"))]
    sets += [read_identifiers(path) for path in sorted((data / "identifiers").glob("dev.jsonl"))]
    sets += [read_labels(path) for path in sorted((data / "abuse").glob("*dev*.jsonl"))]
    if not sets:
        raise SetError(data, 0, "no names/*dev.jsonl, identifiers/dev.jsonl or abuse/*dev*.jsonl")
    return sets


def read_names(path: Path) -> GoldSet:
    """Read a set of names: `spans` are pairs of start and end."""
    rows = tuple(
        Row(row_id(line), text_of(line), marks_of(line, "spans", _name)) for line in objects(path)
    )
    names = frozenset({"person-name"})
    return GoldSet(_name_of(path), digest(path), unique(path, rows), names, levelled=False)


def read_identifiers(path: Path) -> GoldSet:
    """Read a set of identifiers: `spans` are start, end and type."""
    rows = tuple(_identifier_row(line) for line in objects(path))
    scored = frozenset(TYPES.values()) - {""}
    return GoldSet(_name_of(path), digest(path), unique(path, rows), scored, levelled=False)


def read_labels(path: Path) -> GoldSet:
    """Read documents with a `label`: 1 offensive, 0 not."""
    rows = tuple(Row(row_id(line), text_of(line), label=_label(line)) for line in objects(path))
    return GoldSet(
        _name_of(path),
        digest(path),
        unique(path, rows),
        frozenset(),
        levelled=False,
        labelled=True,
    )


def _name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _label(line: Line) -> bool:
    if line.data.get("label") not in (0, 1):
        raise line.wrong("`label` must be 0 or 1")
    return bool(line.data["label"])


def _bounds(line: Line, value: Any, length: int) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != length:
        raise line.wrong(f"a span must be a list of {length}")
    start, end = value[0], value[1]
    if type(start) is not int or type(end) is not int:
        raise line.wrong("start and end must be whole numbers")
    return start, end


def _name(line: Line, value: Any) -> Mark:
    return Mark(*_bounds(line, value, 2), "person-name")


def _identifier_row(line: Line) -> Row:
    text = text_of(line)
    marks = marks_of(line, "spans", _identifier)
    if line.data.get("checksum") is False:  # looks like a resident ID and is none
        marks = tuple(replace(mark, optional=True) for mark in marks)
    return Row(row_id(line), text, marks)


def _identifier(line: Line, value: Any) -> Mark | None:
    start, end = _bounds(line, value, 3)
    if value[2] not in TYPES:
        raise line.wrong(f"unknown span type {value[2]!r}")
    category = TYPES[value[2]]
    also = EITHER - {category} if value[2] == "WECHAT" else frozenset[str]()
    return Mark(start, end, category, also=also) if category else None

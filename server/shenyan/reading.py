"""Read fields of a data file, or say which file is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

from shenyan.rules import RuleError


def mapping(path: Path, data: object) -> Mapping[str, object]:
    """Expect keys with values."""
    if not isinstance(data, dict):
        raise RuleError(path, "每行应写成“键: 值”，用半角冒号，冒号后空一格 / write “key: value”")
    return data


def keyed(
    path: Path,
    value: object,
    kind: type,
    *,
    given: Collection[str] = (),
    free: Collection[str] = (),
) -> Mapping[str, object]:
    """Expect the fields of the dataclass `kind` as keys, `-` for `_`.

    `given` are fields that do not come from the file, `free` are keys that may be left out.
    """
    data = mapping(path, value)
    keys = {field.name.replace("_", "-") for field in fields(kind)} - set(given)
    for key in data:
        if key not in keys:
            known = "、".join(sorted(keys))
            raise RuleError(path, f"不认识的键“{key}” / unknown key；可用的键 / keys：{known}")
    missing = sorted(keys - data.keys() - set(free))
    if missing:
        raise RuleError(path, f"缺少：{'、'.join(missing)} / missing")
    return data


def text(path: Path, data: Mapping[str, object], key: str) -> str:
    """Expect some text under `key`."""
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RuleError(path, f"{key} 应写一段文字 / must be a text")
    return value


def texts(path: Path, data: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Expect a list of texts under `key`."""
    value = data.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(x, str) and x for x in value):
        raise RuleError(
            path, f"{key} 应是列表：每行一项，以“- ”开头 / must be a list, one “- item” a line"
        )
    return tuple(value)


def choice(path: Path, data: Mapping[str, object], key: str, choices: tuple[str, ...]) -> str:
    """Expect one of `choices` under `key`."""
    value = text(path, data, key)
    if value not in choices:
        raise RuleError(path, f"{key} 是“{value}”，只能是 / must be one of：{'、'.join(choices)}")
    return value


def day(path: Path, data: Mapping[str, object], key: str) -> date:
    """Expect a date like 2021-01-01 under `key`."""
    value = text(path, data, key)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RuleError(path, f"{key} 应写成 2021-01-01 这样的日期 / must be such a date") from None


def count(path: Path, data: Mapping[str, object], key: str) -> int:
    """Expect a whole number under `key`."""
    value = text(path, data, key)
    if not value.isascii() or not value.isdigit():
        raise RuleError(path, f"{key} 应是一个数字 / must be a number")
    return int(value)

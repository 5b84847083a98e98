"""Settings of a team or a project: `[tool.shenyan]` in pyproject.toml, or `.shenyan.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from shenyan.finding import LEVELS, Level
from shenyan.rules import Rule, RuleError, load_rules

OWN_FILE: Final = ".shenyan.toml"
_KEYS: Final = ("allow", "off", "levels", "rules")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a team decided for itself.

    `off`: rule ids to leave out; `levels`: a rule's own level; `allow`: words and names to be
    silent about; `rules`: folders with rules of one's own, in the format of the shipped ones.
    """

    off: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    rules: tuple[Path, ...] = ()
    path: Path | None = None


def find_settings(start: Path) -> Settings:
    """Read the nearest settings file in `start` or above it; without one, the defaults.

    Raises RuleError that names the file and the remedy.
    """
    for folder in (start, *start.parents):
        own, shared = folder / OWN_FILE, folder / "pyproject.toml"
        if own.is_file():
            return _settings(own, _toml(own))
        if shared.is_file() and (table := _toml(shared).get("tool", {}).get("shenyan")) is not None:
            return _settings(shared, table)
    return Settings()


def chosen(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Add one's own rules, leave out those that are off, and move levels; sorted by id."""
    by_id = {rule.id: rule for rule in rules}
    for folder in settings.rules:
        by_id.update((rule.id, rule) for rule in load_rules(folder))
    for name in (*settings.off, *settings.levels):
        if name not in by_id:
            raise RuleError(settings.path or Path(OWN_FILE), _unknown(name, by_id))
    for name, level in settings.levels.items():
        by_id[name] = replace(by_id[name], level=level)
    return tuple(by_id[name] for name in sorted(by_id.keys() - set(settings.off)))


def _toml(path: Path) -> dict[str, dict[str, object]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(path, f"不是有效的 TOML / not valid TOML: {error}") from None


def _settings(path: Path, table: object) -> Settings:
    if not isinstance(table, dict):
        raise RuleError(path, "[tool.shenyan] 应是一个表 / must be a table")
    for key in table:
        if key not in _KEYS:
            raise RuleError(path, _unknown(key, _KEYS))
    return Settings(
        off=_texts(path, table, "off"),
        allow=_texts(path, table, "allow"),
        levels=_levels(path, table.get("levels", {})),
        rules=tuple(_folder(path, name) for name in _texts(path, table, "rules")),
        path=path,
    )


def _texts(path: Path, table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RuleError(path, f'{key} 应是文字列表 / must be a list of texts: {key} = ["…"]')
    return tuple(value)


def _levels(path: Path, value: object) -> dict[str, Level]:
    if not isinstance(value, dict):
        raise RuleError(path, 'levels 应写成 / write: levels = {"group.rule" = "info"}')
    known = {str(level): level for level in LEVELS}
    for level in value.values():
        if level not in known:
            raise RuleError(path, f"levels: {', '.join(known)}")
    return {str(rule): known[level] for rule, level in value.items()}


def _folder(path: Path, name: str) -> Path:
    folder = path.parent / name
    if not folder.is_dir():
        raise RuleError(path, f"没有文件夹 / no such folder: {folder}")
    return folder


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    hint = f"；是不是 / did you mean {near[0]!r}?" if near else ""
    return f"不认识 / unknown: {name!r}{hint}"

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
            return _settings(own, _own(own))
        if shared.is_file() and (table := _shared(shared)) is not None:
            return _settings(shared, table)
    return Settings()


def with_own(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Add one's own rules; sorted by id. Raises RuleError for a broken one."""
    by_id = {rule.id: rule for rule in rules}
    for folder in settings.rules:
        by_id.update((rule.id, rule) for rule in load_rules(folder))
    return tuple(by_id[name] for name in sorted(by_id))


def chosen(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Leave out the rules that are off, and move levels. Raises RuleError for an unknown id."""
    by_id = {rule.id: rule for rule in rules}
    for name in (*settings.off, *settings.levels):
        if name not in by_id:
            raise RuleError(settings.path or Path(OWN_FILE), _unknown(name, by_id))
    kept = (rule for rule in by_id.values() if rule.id not in settings.off)
    return tuple(replace(rule, level=settings.levels.get(rule.id, rule.level)) for rule in kept)


def moved(judged: Level, rule: Rule, settings: Settings) -> Level:
    """Give the level that a team chose for a rule; what the context softened stays as soft."""
    own = settings.levels.get(rule.id)
    if own is None:
        return judged
    softened = LEVELS.index(judged) < LEVELS.index(rule.level)
    return min(judged, own, key=LEVELS.index) if softened else own


def _own(path: Path) -> object:
    table = _toml(path)
    if "tool" in table:
        raise RuleError(
            path,
            "[tool.shenyan] 只写在 pyproject.toml 里，这里去掉这一行 / "
            "belongs to pyproject.toml only: leave that line out here",
        )
    return table


def _shared(path: Path) -> object:
    """Read `[tool.shenyan]` of a pyproject.toml, None where there is none."""
    tool = _toml(path).get("tool", {})
    if not isinstance(tool, dict):
        raise RuleError(path, "tool 应是一个表 / must be a table")
    return tool.get("shenyan")


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Notepad writes a mark
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
    return {str(rule): _level(path, str(rule), level) for rule, level in value.items()}


def _level(path: Path, rule: str, value: object) -> Level:
    if isinstance(value, dict):  # TOML reads the dot of a bare key as a table of its own
        raise RuleError(
            path,
            "levels：规则名要加英文引号 / put the rule id in quotes: "
            f'"{rule}.{next(iter(value), "rule")}" = "info"',
        )
    for level in LEVELS:
        if level == value:
            return level
    raise RuleError(path, f"levels: {rule}: {', '.join(LEVELS)}")


def _folder(path: Path, name: str) -> Path:
    folder = path.parent / name
    if not folder.is_dir():
        raise RuleError(path, f"没有文件夹 / no such folder: {folder}")
    return folder


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    hint = f"；是不是 / did you mean {near[0]!r}?" if near else ""
    return f"不认识 / unknown: {name!r}{hint}"

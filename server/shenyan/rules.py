"""Rules as data: read the YAML files of a rule folder into `Rule` values, or say what is wrong.

Every value is read as text (`yaml.BaseLoader`): `0571` stays `0571` and `no` stays `no`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import yaml

from shenyan.finding import CATEGORIES, LEVELS, Level

NOT_RULES: Final = frozenset({"articles", "exemptions", "guide", "pictures", "words"})
"""Folders beside the rules that hold other data."""

_FASTEST: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml reads the same ten times faster where PyYAML was built with it."""


class _Loader(_FASTEST):  # type: ignore[misc]
    """Refuses a key that stands twice, of which YAML would silently take the last.

    Nothing is asked about the kind of a value, since each is a text: the lists are read in half
    the time so.
    """

    def descend_resolver(self, parent: yaml.Node | None, index: object) -> None:
        """Take no note of where a value stands."""

    def ascend_resolver(self) -> None:
        """Take no note of where a value stands."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:
        """Give every value the same tag."""
        return ""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        """Give a text as it stands; lists and mappings are left to the base."""
        if isinstance(node, yaml.ScalarNode):
            return node.value
        return super().construct_object(node, deep)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Make a mapping. Raises MarkedYAMLError at the second of two equal keys."""
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue  # the base refuses a list or a mapping as a key
            if key.value in seen:
                raise _Twice(problem=key.value, problem_mark=key.start_mark)
            seen.add(key.value)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


class _Twice(yaml.MarkedYAMLError):
    """A key stands twice; `problem` is the key."""


Words = Mapping[str, tuple[str, ...]]
"""Word lists by file name: `rules/words/crimes.yml` is `words["crimes"]`."""


class RuleError(ValueError):
    """A rule file is broken. The message names the file and the remedy."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file. Keys of the file use `-` where fields use `_`; `pass` is `passes`."""

    id: str
    category: str
    level: Level
    title: str
    message: str
    articles: tuple[str, ...]
    detector: str
    flag: tuple[str, ...]
    passes: tuple[str, ...]
    title_en: str = ""
    message_en: str = ""
    advice: str = ""
    advice_en: str = ""
    exemptions: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    not_cues: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    replace: tuple[str, ...] = ()
    no_fix: str = ""


KEYS: Final[dict[str, str]] = {
    ("pass" if f.name == "passes" else f.name.replace("_", "-")): f.name for f in fields(Rule)
}
"""Keys of a rule file and the fields they fill."""

LISTS: Final = frozenset(f.name for f in fields(Rule) if f.type == "tuple[str, ...]")
REQUIRED: Final = tuple(
    "pass" if f.name == "passes" else f.name
    for f in fields(Rule)
    if f.default is MISSING and f.default_factory is MISSING
)
PROOF: Final = ("flag", "pass")
"""Lines that every rule about text must have; those about pictures are proven by drawn ones."""


def rules_dir() -> Path:
    """Find the rule folder: packed beside this module in a wheel, else the checkout's `rules/`."""
    packed = Path(__file__).with_name("rules")
    return packed if packed.is_dir() else Path(__file__).parents[2] / "rules"


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """Read every rule under `folder`, sorted by id. Raises RuleError for the first broken file."""
    rules: dict[str, Rule] = {}
    for path in rule_files(folder):
        rule = read_rule(path, folder)
        rules[rule.id] = rule
    return tuple(rules[key] for key in sorted(rules))


def rule_files(folder: Path) -> list[Path]:
    """List the rule files under `folder`: `<group>/<name>.yml`, without the data folders."""
    return sorted(
        path
        for path in folder.glob("*/*.yml")
        if path.parent.name not in NOT_RULES and not path.parent.name.startswith(".")
    )


def load_words(folder: Path) -> dict[str, tuple[str, ...]]:
    """Read the word lists under `folder/words`: each file is one YAML list of texts."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / "words").glob("*.yml")):
        lists[path.stem] = _texts(path, "", read_yaml(path))
    return lists


def read_yaml(path: Path) -> object:
    """Parse one file with every scalar as text. Raises RuleError with the line of a mistake."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except _Twice as error:
        said = f"“{error.problem}”写了两次，合并成一处 / stands there twice; make it one"
        raise RuleError(path, f"{_line(error)}{said}") from None
    except yaml.YAMLError as error:
        raise RuleError(
            path, f"{_line(error)}this is not valid YAML; check indentation and ': '"
        ) from None
    except UnicodeDecodeError:
        raise RuleError(path, "save the file as UTF-8") from None


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}: " if mark else ""


def read_rule(path: Path, folder: Path) -> Rule:
    """Read one rule file. Raises RuleError."""
    data = read_yaml(path)
    if not isinstance(data, dict):
        hint = "write ': ' with an ASCII colon and a space after each key"
        raise RuleError(path, f"expected keys and values; {hint}")
    for key in data:
        if key not in KEYS:
            raise RuleError(path, _unknown(str(key)))
    idle = PROOF if path.parent.name in NOT_RULES else ()
    missing = [key for key in REQUIRED if not data.get(key) and key not in idle]
    if missing:
        raise RuleError(path, f"missing: {', '.join(missing)}")
    expected = f"{path.parent.name}.{path.stem}"
    if data["id"] != expected:
        raise RuleError(path, f"the id must be {expected}, the folder and the file name")
    _check_choice(path, "category", data["category"], CATEGORIES)
    _check_choice(path, "level", data["level"], LEVELS)
    values: dict[str, Any] = {KEYS[k]: _value(path, k, value) for k, value in data.items()}
    return Rule(**{"flag": (), "passes": (), **values})


def _value(path: Path, key: str, value: object) -> object:
    if KEYS[key] in LISTS:
        return _texts(path, key, value)
    if not isinstance(value, str):
        raise RuleError(path, f"{key} must be one text; a value starting with {{ or [ needs quotes")
    return value.strip()


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) and item for item in items):
        raise RuleError(path, f"{key or 'the file'} must be a list of texts, one '- item' a line")
    return tuple(items)


def _unknown(key: str) -> str:
    if "：" in key:
        return f"use an ASCII colon and a space (': ') instead of the full-width '：' in {key!r}"
    near = get_close_matches(key, KEYS, n=1)
    return f"unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _check_choice(path: Path, key: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise RuleError(path, f"{key} {value!r} is not one of {', '.join(choices)}")

"""A rule file as its author typed it: every value with its line, every slip with its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from shenyan.rule_slips import said, suggest
from shenyan.rules import KEYS, LISTS, NOT_RULES, PROOF, REQUIRED

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_SLIPS: Final = (
    (re.compile(r"^\s*[a-z][a-z-]*\s*："), "wide-colon"),
    (re.compile(r"^[a-z][a-z-]*:[^\s]"), "no-space"),
    (re.compile(r"^\s*[－—–·•]\s*\S"), "wide-dash"),
    (re.compile(r"^\s*-[^\s-]"), "tight-dash"),
    (re.compile(r"^ *\t"), "tab"),
    (re.compile(r"^ *\u3000"), "wide-space"),
)
"""What a Chinese input method does to YAML."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: file, line from 1 (0 for the file as a whole), what and how."""

    path: Path
    line: int
    what: str
    remedy: str
    english: str

    def __str__(self) -> str:
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        place = f"{path}:{self.line}" if self.line else str(path)
        return f"{place}: {self.what}。{self.remedy}。\n    {self.english}"


def problem(path: Path, line: int, name: str, **values: Any) -> Problem:
    """Name a problem: a slip of `rule_slips` and what its words leave open."""
    slip = said(name, **values)
    return Problem(path, line, slip.what, slip.remedy, slip.english)


@dataclass(frozen=True, slots=True)
class Line:
    """One value and the line on which it begins."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Source:
    """The values of one rule file by key; a single text is a list of one."""

    path: Path
    values: Mapping[str, tuple[Line, ...]]

    @property
    def drawn(self) -> bool:
        """Say whether this rule is about pictures: it has no lines to prove it."""
        return self.path.parent.name in NOT_RULES

    def line(self, key: str) -> int:
        """Give the line of the first value under `key`, 0 when there is none."""
        lines = self.values.get(key, ())
        return lines[0].number if lines else 0

    def text(self, key: str) -> str:
        """Give the value under `key`, empty when there is none."""
        lines = self.values.get(key, ())
        return lines[0].text if lines else ""

    def problem(self, line: int, name: str, **values: Any) -> Problem:
        """Name a problem in this file."""
        return problem(self.path, line, name, **values)


def read_source(path: Path) -> tuple[Source, list[Problem]]:
    """Read one rule file with all its slips; values are empty when it cannot be parsed."""
    empty = Source(path, {})
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return empty, [problem(path, 0, "encoding")]
    slips = list(_slips(path, text))
    if slips:
        return empty, slips
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return empty, [problem(path, mark.line + 1 if mark else 0, "unreadable")]
    if not isinstance(root, yaml.MappingNode):
        return empty, [problem(path, 1, "no-keys")]
    problems: list[Problem] = []
    source = Source(path, dict(_values(path, root, problems)))
    return source, problems + list(_missing(source))


def _slips(path: Path, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, name in _SLIPS:
            if pattern.search(line):
                yield problem(path, number, name)
                break


def _values(
    path: Path, root: yaml.MappingNode, problems: list[Problem]
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    seen: set[str] = set()
    for key_node, value in root.value:
        key, number = str(key_node.value), key_node.start_mark.line + 1
        if key not in KEYS:
            problems.append(problem(path, number, "unknown-key", key=key, hint=suggest(key, KEYS)))
        elif key in seen:
            problems.append(problem(path, number, "twice", key=key))
        elif KEYS[key] not in LISTS and not isinstance(value, yaml.ScalarNode):
            problems.append(problem(path, number, "not-text", key=key))
        else:
            seen.add(key)
            yield key, tuple(_lines(path, key, value, problems))


def _lines(path: Path, key: str, value: yaml.Node, problems: list[Problem]) -> Iterator[Line]:
    items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    for item in items:
        number = item.start_mark.line + 1
        if isinstance(item, yaml.ScalarNode):
            yield Line(str(item.value), number)
        else:
            problems.append(problem(path, number, "item-not-text", key=key))


def _missing(source: Source) -> Iterator[Problem]:
    for key in REQUIRED:
        if source.drawn and key in PROOF:
            continue
        if key == "pass" and not source.text(key):
            yield source.problem(0, "no-pass")
        elif not source.text(key):
            yield source.problem(0, "missing", key=key)

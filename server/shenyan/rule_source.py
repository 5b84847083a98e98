"""A rule file as its author typed it: every value with its line, every slip with its remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import yaml

from shenyan.rules import KEYS, LISTS, NOT_RULES, PROOF, REQUIRED

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_SLIPS: Final = (
    (re.compile(r"^\s*[a-z][a-z-]*\s*："), "冒号是全角的“：”", "换成半角冒号加一个空格“: ”"),
    (re.compile(r"^[a-z][a-z-]*:[^\s]"), "冒号后面没有空格", "在冒号后加一个空格"),
    (re.compile(r"^\s*[－—–·•]\s*\S"), "列表的短横不是半角的“-”", "换成半角“- ”开头"),
    (re.compile(r"^\s*-[^\s-]"), "短横后面没有空格", "写成“- ”加内容"),
    (re.compile(r"^ *\t"), "缩进里有制表符", "换成空格"),
    (re.compile(r"^ *\u3000"), "缩进里有全角空格", "换成半角空格"),
)
"""What a Chinese input method does to YAML."""


_UNREADABLE: Final = (
    "这一行读不懂",
    "检查缩进是否对齐；值里有“: ”或以 { [ * & % @ ` 引号开头的，整个值加英文双引号",
)
_QUOTE: Final = "值里有“: ”或以 { [ 开头时，整个值加英文双引号"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: file, line from 1 (0 for the file as a whole), what and how."""

    path: Path
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        place = f"{path}:{self.line}" if self.line else str(path)
        return f"{place}: {self.what}。{self.remedy}。"


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

    def problem(self, line: int, what: str, remedy: str) -> Problem:
        """Name a problem in this file."""
        return Problem(self.path, line, what, remedy)


def read_source(path: Path) -> tuple[Source, list[Problem]]:
    """Read one rule file with all its slips; values are empty when it cannot be parsed."""
    empty = Source(path, {})
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return empty, [Problem(path, 0, "文件不是 UTF-8 编码", "在编辑器里另存为 UTF-8")]
    slips = list(_slips(path, text))
    if slips:
        return empty, slips
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return empty, [Problem(path, mark.line + 1 if mark else 0, *_UNREADABLE)]
    if not isinstance(root, yaml.MappingNode):
        return empty, [Problem(path, 1, "这个文件不是“键: 值”的形式", "对照别的规则文件修改")]
    problems: list[Problem] = []
    source = Source(path, dict(_values(path, root, problems)))
    return source, problems + list(_missing(source))


def _slips(path: Path, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what, remedy in _SLIPS:
            if pattern.search(line):
                yield Problem(path, number, what, remedy)
                break


def _values(
    path: Path, root: yaml.MappingNode, problems: list[Problem]
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    seen: set[str] = set()
    for key_node, value in root.value:
        key, number = str(key_node.value), key_node.start_mark.line + 1
        if key not in KEYS:
            problems.append(Problem(path, number, f"不认识的键“{key}”", suggest(key, KEYS)))
        elif key in seen:
            problems.append(Problem(path, number, f"“{key}”写了两次", "合并成一处"))
        elif KEYS[key] not in LISTS and not isinstance(value, yaml.ScalarNode):
            problems.append(Problem(path, number, f"“{key}”应是一段文字", _QUOTE))
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
            problems.append(Problem(path, number, f"“{key}”的这一项不是一段文字", _QUOTE))


def _missing(source: Source) -> Iterator[Problem]:
    for key in REQUIRED:
        if source.drawn and key in PROOF:
            continue
        if key == "pass" and not source.text(key):
            yield source.problem(0, "缺少 pass", "写至少三句相近、但不应被标出的话")
        elif not source.text(key):
            yield source.problem(0, f"缺少 {key}", f"加上“{key}: ”")


def suggest(word: str, choices: Collection[str]) -> str:
    """Name the nearest of `choices`, or where to look."""
    near = get_close_matches(word, choices, n=1)
    return f"是不是“{near[0]}”" if near else "对照 rules/README.md 改正，或删掉它"

"""The law beside a finding: provisions word for word, and the questions that may lower a level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from shenyan.rules import RuleError, read_yaml

BRANCHES: Final = ("civil", "special", "constitution", "administrative", "criminal")
"""The order in which a finding cites provisions: the Civil Code first, criminal law last."""

EFFECTS: Final = ("info", "lower-two", "lower-one", "advise")
"""What a "yes" does to the level: to `info`, two or one down, or nothing but advice."""

FITS: Final = ("any", "ordinary")
"""Whether an exemption also fits private information (Civil Code 1033 asks express consent)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Article:
    """One provision in force. `text` is the statute to the letter; the rest is ours."""

    id: str
    title: str
    title_en: str
    law: str
    number: str
    branch: str
    status: str
    in_force_since: date
    version: str
    url: str | None
    checked: date
    compared_with: int
    text: str
    summary: str
    summary_en: str
    means: str
    means_en: str

    @property
    def rank(self) -> int:
        """Place in the citation order, 0 first."""
        return BRANCHES.index(self.branch)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A question to the author; `effect` is what a "yes" does, in the client and nowhere else."""

    id: str
    question: str
    question_en: str
    basis: tuple[str, ...]
    effect: str
    fits: str
    note: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Ids nobody may cite (`prefix*` or exact), why, and the id to cite instead."""

    pattern: str
    reason: str
    instead: str

    def covers(self, article: str) -> bool:
        """Say whether `article` is one of these ids."""
        if self.pattern.endswith("*"):
            return article.startswith(self.pattern[:-1])
        return article == self.pattern


def load_articles(folder: Path) -> dict[str, Article]:
    """Read `folder/articles/*.yml` by id. Raises RuleError that names the file and the remedy."""
    return _by_id(folder / "articles", read_article, lambda article: article.id)


def load_exemptions(folder: Path) -> dict[str, Exemption]:
    """Read `folder/exemptions/*.yml` by id. Raises RuleError that names the file and the remedy."""
    return _by_id(folder / "exemptions", read_exemption, lambda exemption: exemption.id)


def load_withdrawn(folder: Path) -> tuple[Withdrawn, ...]:
    """Read `folder/withdrawn.yml`: what was repealed, renumbered or is only a draft."""
    path = folder / "withdrawn.yml"
    data = _mapping(path, read_yaml(path))
    return tuple(
        Withdrawn(pattern, _text(path, entry, "reason"), _text(path, entry, "instead"))
        for pattern, value in data.items()
        for entry in [_mapping(path, value)]
    )


def read_article(path: Path) -> Article:
    """Read one provision. Raises RuleError."""
    data = _keyed(path, Article)
    article = Article(
        id=_id(path, data),
        title=_text(path, data, "title"),
        title_en=_text(path, data, "title-en"),
        law=_text(path, data, "law"),
        number=_text(path, data, "number"),
        branch=_choice(path, data, "branch", BRANCHES),
        status=_choice(path, data, "status", ("in-force",)),
        in_force_since=_date(path, data, "in-force-since"),
        version=_text(path, data, "version"),
        url=_url(path, data),
        checked=_date(path, data, "checked"),
        compared_with=_count(path, data, "compared-with"),
        text=_text(path, data, "text").removesuffix("\n"),
        summary=_text(path, data, "summary"),
        summary_en=_text(path, data, "summary-en"),
        means=_text(path, data, "means"),
        means_en=_text(path, data, "means-en"),
    )
    if not article.title.endswith(f"》{article.number}"):
        raise RuleError(path, f"title 应以“》{article.number}”结尾，与 number 一致")
    return article


def read_exemption(path: Path) -> Exemption:
    """Read one exemption question. Raises RuleError."""
    data = _keyed(path, Exemption)
    basis = data["basis"]
    if not isinstance(basis, list) or not basis or not all(isinstance(x, str) for x in basis):
        raise RuleError(path, "basis 应是列表：每行一条，以“- ”开头写条文编号")
    return Exemption(
        id=_id(path, data),
        question=_text(path, data, "question"),
        question_en=_text(path, data, "question-en"),
        basis=tuple(basis),
        effect=_choice(path, data, "effect", EFFECTS),
        fits=_choice(path, data, "fits", FITS),
        note=_text(path, data, "note"),
        note_en=_text(path, data, "note-en"),
    )


def _by_id(folder: Path, read: Callable[[Path], T], key: Callable[[T], str]) -> dict[str, T]:
    return {key(value): value for value in map(read, sorted(folder.glob("*.yml")))}


def _mapping(path: Path, data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise RuleError(path, "每行应写成“键: 值”，用半角冒号，冒号后空一格")
    return data


def _keyed(path: Path, kind: type[Article] | type[Exemption]) -> Mapping[str, object]:
    keys = {field.name.replace("_", "-") for field in fields(kind)}
    data = _mapping(path, read_yaml(path))
    for key in data:
        if key not in keys:
            raise RuleError(path, f"不认识的键“{key}”；可用的键：{'、'.join(sorted(keys))}")
    missing = sorted(keys - data.keys())
    if missing:
        raise RuleError(path, f"缺少：{'、'.join(missing)}")
    return data


def _text(path: Path, data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RuleError(path, f"{key} 应写一段文字")
    return value


def _id(path: Path, data: Mapping[str, object]) -> str:
    if data["id"] != path.stem:
        raise RuleError(path, f"id 应与文件名相同：{path.stem}")
    return path.stem


def _choice(path: Path, data: Mapping[str, object], key: str, choices: tuple[str, ...]) -> str:
    value = _text(path, data, key)
    if value not in choices:
        raise RuleError(path, f"{key} 是“{value}”，只能是：{'、'.join(choices)}")
    return value


def _date(path: Path, data: Mapping[str, object], key: str) -> date:
    value = _text(path, data, key)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RuleError(path, f"{key} 应写成 2021-01-01 这样的日期") from None


def _count(path: Path, data: Mapping[str, object], key: str) -> int:
    value = _text(path, data, key)
    if not value.isascii() or not value.isdigit():
        raise RuleError(path, f"{key} 应是一个数字")
    return int(value)


def _url(path: Path, data: Mapping[str, object]) -> str | None:
    value = data["url"]
    if value == "":
        return None
    if not isinstance(value, str) or not value.startswith("https://"):
        raise RuleError(path, "url 应以 https:// 开头；没有官网地址就留空")
    return value

"""The law beside a finding: provisions word for word, and the questions that may lower a level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from shenyan.reading import choice, count, day, keyed, mapping, text, texts
from shenyan.rules import RuleError, read_yaml

BRANCHES: Final = ("civil", "special", "constitution", "administrative", "criminal")
"""The order in which a finding cites provisions: the Civil Code first, criminal law last."""

EFFECTS: Final = ("info", "lower-two", "lower-one", "advise")
"""What a "yes" does to the level: to `info`, two or one down, or nothing but advice."""

FITS: Final = ("any", "ordinary")
"""Whether an exemption also fits private information (Civil Code 1033 asks express consent)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One provision in force. `text` is the statute to the letter; the rest is ours.

    `short` is how a running text names it, `title` how it is cited.
    """

    id: str
    title: str
    title_en: str
    short: str
    short_en: str
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
    title: str
    title_en: str
    reason: str
    reason_en: str
    instead: str

    def covers(self, article: str) -> bool:
        """Say whether `article` is one of these ids."""
        if self.pattern.endswith("*"):
            return article.startswith(self.pattern[:-1])
        return article == self.pattern


def load_articles(folder: Path) -> dict[str, Article]:
    """Read `folder/articles/*.yml` by id. Raises RuleError that names the file and the remedy."""
    articles = map(read_article, sorted((folder / "articles").glob("*.yml")))
    return {article.id: article for article in articles}


def load_exemptions(folder: Path) -> dict[str, Exemption]:
    """Read `folder/exemptions/*.yml` by id. Raises RuleError that names the file and the remedy."""
    exemptions = map(read_exemption, sorted((folder / "exemptions").glob("*.yml")))
    return {exemption.id: exemption for exemption in exemptions}


def load_withdrawn(folder: Path) -> tuple[Withdrawn, ...]:
    """Read `folder/withdrawn.yml`: what was repealed, renumbered or is only a draft."""
    path = folder / "withdrawn.yml"
    entries = mapping(path, read_yaml(path))
    return tuple(read_withdrawn(path, pattern, value) for pattern, value in entries.items())


def read_article(path: Path) -> Article:
    """Read one provision. Raises RuleError."""
    data = keyed(path, read_yaml(path), Article)
    article = Article(
        id=_id(path, data),
        title=text(path, data, "title"),
        title_en=text(path, data, "title-en"),
        short=text(path, data, "short"),
        short_en=text(path, data, "short-en"),
        law=text(path, data, "law"),
        number=text(path, data, "number"),
        branch=choice(path, data, "branch", BRANCHES),
        status=choice(path, data, "status", ("in-force",)),
        in_force_since=day(path, data, "in-force-since"),
        version=text(path, data, "version"),
        url=_url(path, data),
        checked=day(path, data, "checked"),
        compared_with=count(path, data, "compared-with"),
        text=text(path, data, "text").removesuffix("\n"),
        summary=text(path, data, "summary"),
        summary_en=text(path, data, "summary-en"),
        means=text(path, data, "means"),
        means_en=text(path, data, "means-en"),
    )
    if not article.title.endswith(f"》{article.number}"):
        raise RuleError(
            path, f"title 应以“》{article.number}”结尾 / the title must end with the number"
        )
    return article


def read_exemption(path: Path) -> Exemption:
    """Read one exemption question. Raises RuleError."""
    data = keyed(path, read_yaml(path), Exemption)
    return Exemption(
        id=_id(path, data),
        question=text(path, data, "question"),
        question_en=text(path, data, "question-en"),
        basis=texts(path, data, "basis"),
        effect=choice(path, data, "effect", EFFECTS),
        fits=choice(path, data, "fits", FITS),
        note=text(path, data, "note"),
        note_en=text(path, data, "note-en"),
    )


def read_withdrawn(path: Path, pattern: str, value: object) -> Withdrawn:
    """Read one entry of `withdrawn.yml`. Raises RuleError."""
    data = keyed(path, value, Withdrawn, given=("pattern",))
    return Withdrawn(
        pattern=pattern,
        title=text(path, data, "title"),
        title_en=text(path, data, "title-en"),
        reason=text(path, data, "reason"),
        reason_en=text(path, data, "reason-en"),
        instead=text(path, data, "instead"),
    )


def _id(path: Path, data: Mapping[str, object]) -> str:
    if data["id"] != path.stem:
        raise RuleError(path, f"id 应与文件名相同 / the id must be the file name：{path.stem}")
    return path.stem


def _url(path: Path, data: Mapping[str, object]) -> str | None:
    value = data["url"]
    if value == "":
        return None
    if not isinstance(value, str) or not value.startswith("https://"):
        raise RuleError(path, "url 应以 https:// 开头，没有就留空 / https:// or nothing")
    return value

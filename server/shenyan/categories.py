"""What the law side must know about each category, as data in `rules/categories.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shenyan.finding import CATEGORIES
from shenyan.reading import choice, keyed, mapping, text, texts
from shenyan.rules import RuleError, read_yaml


@dataclass(frozen=True, slots=True)
class Category:
    """One category of the contract.

    `rights` are the words of which a message names at least one. `criminal_background` allows
    criminal law as the last citation. `private` information yields to express consent only.
    """

    id: str
    title: str
    title_en: str
    rights: tuple[str, ...]
    criminal_background: bool
    private: bool


def load_categories(folder: Path) -> dict[str, Category]:
    """Read `folder/categories.yml` in the order of the contract. Raises RuleError."""
    path = folder / "categories.yml"
    data = mapping(path, read_yaml(path))
    if set(data) != set(CATEGORIES):
        odd = "、".join(sorted(set(data) ^ set(CATEGORIES)))
        raise RuleError(path, f"类别应与约定一致，多出或缺少：{odd}")
    return {name: _category(path, name, data[name]) for name in CATEGORIES}


def _category(path: Path, name: str, value: object) -> Category:
    data = keyed(path, value, Category, given=("id",))
    return Category(
        id=name,
        title=text(path, data, "title"),
        title_en=text(path, data, "title-en"),
        rights=texts(path, data, "rights"),
        criminal_background=choice(path, data, "criminal-background", ("yes", "no")) == "yes",
        private=choice(path, data, "private", ("yes", "no")) == "yes",
    )

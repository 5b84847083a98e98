"""What rule files are held against: the law on file, the categories, our way of speaking."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shenyan.articles import (
    Article,
    Exemption,
    Withdrawn,
    load_articles,
    load_exemptions,
    load_withdrawn,
)
from shenyan.categories import Category, load_categories
from shenyan.reading import keyed, text, texts
from shenyan.rules import Words, load_words, read_yaml
from shenyan.slots import Slots


@dataclass(frozen=True, slots=True)
class Wording:
    """How we speak to an author: words we never use of them, words of which one must stand.

    `common` are characters too frequent to make two sentences near.
    """

    never: tuple[str, ...]
    never_en: tuple[str, ...]
    hedges: tuple[str, ...]
    hedges_en: tuple[str, ...]
    common: str


@dataclass(frozen=True, slots=True)
class Books:
    """What the rules are held against."""

    articles: dict[str, Article]
    exemptions: dict[str, Exemption]
    withdrawn: tuple[Withdrawn, ...]
    categories: dict[str, Category]
    wording: Wording
    words: Words
    slots: Slots


def load_books(folder: Path) -> Books:
    """Read what the rules are held against. Raises RuleError."""
    words = load_words(folder)
    return Books(
        load_articles(folder),
        load_exemptions(folder),
        load_withdrawn(folder),
        load_categories(folder),
        load_wording(folder),
        words,
        Slots(words),
    )


def load_wording(folder: Path) -> Wording:
    """Read `folder/wording.yml`. Raises RuleError."""
    path = folder / "wording.yml"
    data = keyed(path, read_yaml(path), Wording)
    return Wording(
        never=texts(path, data, "never"),
        never_en=texts(path, data, "never-en"),
        hedges=texts(path, data, "hedges"),
        hedges_en=texts(path, data, "hedges-en"),
        common=text(path, data, "common"),
    )

"""Pages for people: the articles, the rules and the guide, in Chinese and English, no script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Blueprint, render_template, request, url_for
from markupsafe import Markup, escape

from shenyan.articles import Article, Exemption, Withdrawn, load_withdrawn
from shenyan.categories import Category, load_categories
from shenyan.finding import Language
from shenyan.guide import Entry, Section, load_guide
from shenyan.replies import Law
from shenyan.rule_checks import require_law
from shenyan.rules import Rule
from shenyan.schemas import MAX_CHARACTERS

CITATION: Final = re.compile(r"\[\[([a-z0-9-]+)\]\]")
"""How the guide names an article: `[[civil-code-8]]`."""

_MARK: Final = re.compile(r"<<(.*?)>>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything the pages show."""

    articles: dict[str, Article]
    exemptions: dict[str, Exemption]
    withdrawn: tuple[Withdrawn, ...]
    categories: dict[str, Category]
    guide: tuple[Section, ...]
    rules: Sequence[Rule]


def blueprint(folder: Path, rules: Sequence[Rule], law: Law, *, shared: bool = False) -> Blueprint:
    """Build the pages from the rule folder; `shared`: not only this computer reads them.

    Raises RuleError when a file in it is broken.
    """
    shelf = Shelf(
        law.articles,
        law.exemptions,
        load_withdrawn(folder),
        load_categories(folder),
        load_guide(folder),
        rules,
    )
    require_law(rules, folder, shelf.articles, shelf.exemptions)
    pages = Blueprint("pages", __name__, template_folder="templates")
    _add_words(pages, shelf, shared)
    _add_views(pages, shelf)
    return pages


def language() -> Language:
    """Tell the language of this page: asked for, else the browser's, else Chinese."""
    asked = request.args.get("language")
    if asked not in ("zh", "en"):
        asked = request.accept_languages.best_match(["zh", "en"], default="zh")
    return "en" if asked == "en" else "zh"


def say(chinese: str, english: str) -> str:
    """Choose the words in the language of the page."""
    return english if language() == "en" else chinese


def told(value: object, name: str) -> object:
    """Read a field in the language of the page; Chinese where there is no English."""
    english = getattr(value, f"{name}_en") if language() == "en" else ""
    return english or getattr(value, name)


def marked(line: str) -> Markup:
    """Show `<<…>>` of an example as a highlight."""
    parts = _MARK.split(line)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def breakable(title: str) -> Markup:
    """Let a long title break after the name of the law, before the number."""
    return Markup("》<wbr>").join(escape(part) for part in title.split("》"))


def cites(entry: Entry, article: str) -> bool:
    """Say whether a passage of the guide names `article`."""
    return any(article in CITATION.findall(line) for line in entry.text)


def _add_words(pages: Blueprint, shelf: Shelf, shared: bool) -> None:
    @pages.context_processor
    def words() -> dict[str, object]:
        return {
            "say": say,
            "told": told,
            "language": language(),
            "shelf": shelf,
            "shared": shared,
            "query": {"language": asked} if (asked := request.args.get("language")) else {},
        }

    @pages.app_template_filter("linked")
    def linked(line: str) -> Markup:
        parts = CITATION.split(line)
        return Markup("").join(
            _link(shelf.articles[part]) if place % 2 else escape(part)
            for place, part in enumerate(parts)
        )

    pages.add_app_template_filter(marked, "marked")
    pages.add_app_template_filter(breakable, "breakable")


def _link(article: Article) -> Markup:
    address = url_for("pages.article", article=article.id, language=request.args.get("language"))
    name, title = told(article, "short"), told(article, "title")
    return Markup('<a href="{}" title="{}">{}</a>').format(address, title, name)


def _add_views(pages: Blueprint, shelf: Shelf) -> None:
    @pages.get("/")
    def home() -> str:
        return render_template("home.html", limit=MAX_CHARACTERS)

    @pages.get("/articles")
    def articles() -> str:
        return render_template("articles.html", laws=_by_law(shelf.articles))

    @pages.get("/articles/<article>")
    def article(article: str) -> tuple[str, int]:
        found = shelf.articles.get(article)
        if found is None:
            gone = next((w for w in shelf.withdrawn if w.covers(article)), None)
            return render_template("no_article.html", gone=gone), 404
        return render_template("article.html", article=found, **_around(shelf, found)), 200

    @pages.get("/rules")
    def rules() -> str:
        return render_template("rules.html", shelves=_by_category(shelf))

    @pages.get("/guide")
    def guide() -> str:
        return render_template("guide.html")


def _by_law(articles: dict[str, Article]) -> dict[str, list[Article]]:
    laws: dict[str, list[Article]] = {}
    for article in sorted(articles.values(), key=lambda a: (a.rank, a.law, _number(a))):
        laws.setdefault(article.law, []).append(article)
    return laws


def _number(article: Article) -> tuple[int, int]:
    digits = re.findall(r"(?<=-)\d+", article.id)
    # criminal-law-253-1 is 253之一; psapl-2025-50 carries the year of the text before its number.
    if len(digits) > 1 and len(digits[0]) < len("2025"):
        return int(digits[0]), int(digits[1])
    return int(digits[-1]), 0


def _by_category(shelf: Shelf) -> list[tuple[Category, list[Rule]]]:
    return [
        (category, [rule for rule in shelf.rules if rule.category == category.id])
        for category in shelf.categories.values()
    ]


def _around(shelf: Shelf, article: Article) -> dict[str, object]:
    """Find what leads to an article: rules, questions, passages of the guide."""
    return {
        "rules": [rule for rule in shelf.rules if article.id in rule.articles],
        "questions": [e for e in shelf.exemptions.values() if article.id in e.basis],
        "passages": [
            (section, place, entry)
            for section in shelf.guide
            for place, entry in enumerate(section.entries, start=1)
            if cites(entry, article.id)
        ],
    }

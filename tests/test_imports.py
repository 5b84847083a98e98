"""Imports point one way: app, cli, bulk → linter → context, detectors, rules → finding."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "server" / "shenyan"
MODULES = sorted(PACKAGE.rglob("*.py"))
WEB = {"flask", "flask_cors", "flask_openapi3", "flask_limiter", "waitress", "pydantic", "werkzeug"}
PURE = {
    "articles",
    "categories",
    "guide",
    "reading",
    "rule_books",
    "rule_source",
    "finding",
    "normalize",
    "draft",
    "rules",
    "context",
    "levels",
    "guesses",
    "overlaps",
    "fixes",
    "settings",
}
TRAINING = {"component", "layers", "pipeline", "train"}
TOP = {"app", "api", "cli", "__main__", "wsgi"}


def imported(path: Path) -> set[str]:
    """Names of all modules that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def part(path: Path) -> str:
    """First component below the package: `linter`, `detectors`, `names` …"""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_an_arrow_points_the_right_way(path: Path) -> None:
    names = imported(path)
    ours = {n.split(".")[1] for n in names if n.startswith("shenyan.")}
    roots = {n.split(".")[0] for n in names}
    if part(path) in PURE | {"detectors", "names", "linter"}:
        assert not ours & TOP, "the linter knows nothing of the web or the command line"
        assert not roots & WEB, "Flask stays in the web modules"
    if part(path) in PURE | {"detectors"}:
        assert "linter" not in ours
    trains = path.stem in TRAINING and part(path) == "names"
    assert trains or part(path) == "bench" or not roots & {"spacy", "thinc", "pycrfsuite"}
    assert trains or not names & {f"shenyan.names.{name}" for name in TRAINING}, (
        "what finds names runs without what trains the models"
    )
    if "phonenumbers" in roots:
        assert path.name == "phone.py" or part(path) == "bench"

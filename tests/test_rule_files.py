"""Every rule file in `rules/` is sound: law in force, in order, told kindly, proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from shenyan.articles import BRANCHES
from shenyan.finding import CATEGORIES
from shenyan.rule_books import load_books
from shenyan.rule_checks import LINES, all_files, check_file
from shenyan.rules import Rule, load_rules, rules_dir

BOOKS = load_books(rules_dir())
RULES = load_rules(rules_dir())


@pytest.mark.parametrize("path", all_files(rules_dir()), ids=lambda path: path.stem)
def test_a_rule_file_is_sound(path: Path) -> None:
    assert [str(problem) for problem in check_file(path, BOOKS)] == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_has_law_questions_a_fix_or_a_reason_and_proof(category: str) -> None:
    rules = [rule for rule in RULES if rule.category == category]
    assert rules
    for rule in rules:
        assert rule.articles
        assert rule.exemptions
        assert rule.fix or rule.replace or rule.no_fix
        assert len(rule.flag) >= LINES
        assert len(rule.passes) >= LINES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_civil_code_comes_first_and_criminal_law_last(rule: Rule) -> None:
    branches = [BOOKS.articles[name].branch for name in rule.articles]
    assert branches == sorted(branches, key=BRANCHES.index)
    assert branches[0] in {"civil", "special"}
    if "criminal" in branches:
        assert rule.category in {"threat", "intimate-image", "doxxing", "accusation"}


def test_private_information_is_asked_about_with_express_consent_only() -> None:
    private = {name for name, category in BOOKS.categories.items() if category.private}
    assert private == {"health", "intimate-image"}
    for rule in RULES:
        if rule.category in private:
            assert not {"Q_PUBLIC", "Q_INTEREST"} & set(rule.exemptions)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages(rule: Rule) -> None:
    assert rule.title_en
    assert rule.message_en
    assert bool(rule.advice) == bool(rule.advice_en)

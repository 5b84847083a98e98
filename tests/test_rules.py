"""Every `flag` and `pass` line of every rule is its own test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from shenyan import Linter
from shenyan.rules import Rule, RuleError, load_rules, rules_dir

RULES = load_rules(rules_dir())
MARK = re.compile("<<(.*?)>>", re.DOTALL)


def lines(kind: str) -> list[ParameterSet]:
    """One parameter per line, named like `reputation.liar-flag-0`."""
    return [
        pytest.param(rule, line, id=f"{rule.id}-{kind}-{i}")
        for rule in RULES
        for i, line in enumerate(rule.flag if kind == "flag" else rule.passes)
    ]


@pytest.mark.parametrize(("rule", "line"), lines("flag"))
def test_a_flag_line_is_flagged(linter: Linter, rule: Rule, line: str) -> None:
    text = MARK.sub(r"\1", line)
    found = [f.text for f in linter.lint(text).findings if f.rule == rule.id]
    assert found, f"{rule.id} says nothing"
    marked = MARK.findall(line)
    assert not marked or found == marked


@pytest.mark.parametrize(("rule", "line"), lines("pass"))
def test_a_pass_line_is_left_alone(linter: Linter, rule: Rule, line: str) -> None:
    found = [f.text for f in linter.lint(line).findings if f.rule == rule.id]
    assert found == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title：x\n", "ASCII colon"),
        ("unles:\n  - x\n", "did you mean 'unless'"),
        ("id: group.other\n", "missing"),
        ("level: info\nlevel: error\n", "line 2: “level”写了两次"),
        ("? [level]\n: info\n", "not valid YAML"),
    ],
)
def test_a_broken_rule_file_is_named_with_the_remedy(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "group" / "broken.yml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=problem) as caught:
        load_rules(tmp_path)
    assert "broken.yml" in str(caught.value)

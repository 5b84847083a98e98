"""A row of one surname is read once, however long it is."""

from __future__ import annotations

import pytest

from shenyan.linter import Linter
from shenyan.names import accept
from shenyan.names.patterns import Patterns
from shenyan.names.spans import NameSpan

LONG = 600


@pytest.mark.parametrize("unit", ["赵 ", "李 ", "李", "王芳", "王芳 "])
def test_each_character_of_a_row_is_judged_a_few_times(
    linter: Linter, monkeypatch: pytest.MonkeyPatch, unit: str
) -> None:
    judged = 0
    kept = accept._kept

    def counting(text: str, start: int, end: int, known: Patterns) -> NameSpan | None:
        nonlocal judged
        judged += 1
        return kept(text, start, end, known)

    monkeypatch.setattr(accept, "_kept", counting)
    linter.lint(unit * LONG)
    assert judged <= 4 * LONG * len(unit)


def test_a_name_said_twice_without_a_break_is_two(linter: Linter) -> None:
    report = linter.lint("魏晨魏晨今天又来偷我的快递")
    names = [f.text for f in report.findings if f.category == "person-name"]
    assert set(names) == {"魏晨"}

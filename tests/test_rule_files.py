"""Every rule file in `rules/` is sound: law in force, in order, told kindly, proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from shenyan.rule_checks import all_files, check_file, load_books
from shenyan.rules import rules_dir

BOOKS = load_books(rules_dir())


@pytest.mark.parametrize("path", all_files(rules_dir()), ids=lambda path: path.stem)
def test_a_rule_file_is_sound(path: Path) -> None:
    assert [str(problem) for problem in check_file(path, BOOKS)] == []

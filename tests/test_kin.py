"""The author's own family's illness is no more than a hint."""

from __future__ import annotations

import pytest

from shenyan import Linter


def health(linter: Linter, draft: str) -> set[str]:
    return {f.level for f in linter.lint(draft).findings if f.category == "health"}


@pytest.mark.parametrize(
    "draft",
    ["公公中风了，全家轮流照顾", "😀舅舅查出肝硬化，戒酒了", "今天好累。婆婆糖尿病，怎么控制饮食"],
)
def test_ones_own_family_is_a_hint(linter: Linter, draft: str) -> None:
    assert health(linter, draft) == {"info"}


@pytest.mark.parametrize(
    ("draft", "level"),
    [
        ("汪晓雯的公公中风了", "error"),
        ("隔壁老王得了肝癌", "warning"),
        ("婆婆有精神病，见人就骂", "warning"),
        ("同事李丽得了乙肝", "error"),
    ],
)
def test_others_and_what_shames_are_not(linter: Linter, draft: str, level: str) -> None:
    assert health(linter, draft) == {level}

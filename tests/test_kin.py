"""The author's own family's illness, and their own child's age, is no more than a hint."""

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


@pytest.mark.parametrize(
    ("draft", "level"),
    [
        ("我女儿今年8岁，上二年级", "info"),
        ("我儿子今年14岁，上初二，比我高半头了😀", "info"),
        ("她女儿刚满十岁就在直播间里要打赏", "error"),
        ("打人的孩子叫卓小满，今年8岁", "error"),
    ],
)
def test_ones_own_child_is_a_hint(linter: Linter, draft: str, level: str) -> None:
    found = {f.level for f in linter.lint(draft).findings if f.category == "minor"}
    assert found == {level}

"""The longest wording of somebody may run into what is said of them; a shorter one may not."""

from __future__ import annotations

import pytest

from shenyan.people import People

PEOPLE = People({"person": ("律师", "律师家", "老王", "{role}家"), "role": ("医生",)})


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        ("律师家暴", 2, -1),
        ("律师家里家暴", 3, -1),
        ("家暴的是老王", -1, 4),
        ("老王说律师家暴,老王", 5, 8),
    ],
)
def test_who_stands_beside_a_stretch(text: str, before: int, behind: int) -> None:
    start = text.index("家暴")
    assert PEOPLE.find(text).beside(start, start + 2) == (before, behind)

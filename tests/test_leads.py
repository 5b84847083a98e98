"""Who is meant may be named before a charge, behind it, or a sentence before."""

from __future__ import annotations

import pytest

from shenyan.leads import Leads, Place
from shenyan.linter import Linter

LEADS = Leads(
    {
        "lead-behind": ("的就是", "的人是", ",我说的就是"),
        "lead-behind-not": ("举报",),
        "lead-adverbs": ("天天",),
    }
)


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("偷车的就是王强", True),
        ("偷车的人是三楼的王强", True),
        ("偷车的就是我们班王强", False),
        ("偷车,我说的就是王强", True),
        ("偷车。今天王强请客", False),
        ("举报偷车的就是王强", False),
    ],
)
def test_somebody_behind_the_match(text: str, led: bool) -> None:
    start = text.index("偷车")
    place = Place(start, start + 2, -1, text.index("王强"))
    assert LEADS.led(place, text, "gap", []) is led


def test_where_something_must_be_exposed_nobody_behind_counts() -> None:
    place = Place(0, 2, -1, 5)
    assert not LEADS.led(place, "偷车的就是王强", "exposed", [])
    assert LEADS.led(place, "偷车的就是王强", "exposed", [(0, 2)])


@pytest.mark.parametrize(
    "draft",
    [
        "嫖娼的人是我们老板",
        "偷我电瓶的就是三楼的王强",
        "没想到贪污公款的人居然是班长",
        "出轨的人原来是我闺蜜",
        "吸毒，我说的就是他",
        "打学生，点名我们班主任",
        "拿开水泼我，甘晓琴，这事没完",
        "周末的事。伪造遗嘱，我小叔，打官司呢",
    ],
)
def test_a_charge_that_names_its_man_last_is_a_warning(linter: Linter, draft: str) -> None:
    found = [f for f in linter.lint(draft).findings if f.category == "accusation"]
    assert any(finding.level != "info" for finding in found)


@pytest.mark.parametrize(
    "draft",
    [
        "没想到获奖的人居然是班长",
        "抓小偷的就是我们班长",
        "举报贪污的人就是他，真英雄",
        "偷我外卖的原来是只流浪狗",
        "反对家暴的人是我妈",
        "打学生，我们班主任说是犯法的",
        "吸毒，老师说，会毁一辈子",
        "我不伪造遗嘱，小叔，你放心",
    ],
)
def test_who_did_something_else_is_not_charged(linter: Linter, draft: str) -> None:
    found = [f for f in linter.lint(draft).findings if f.category == "accusation"]
    assert all(finding.level == "info" for finding in found)

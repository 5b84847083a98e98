"""What the person agreed to, as the author says, is a hint; what nobody agreed to stays."""

from __future__ import annotations

import pytest

from shenyan import Linter

GIVEN = [
    "经黄雨桐本人同意，她的电话是13912345678，租房的联系她",
    "已征得当事人同意，聊天记录都在图里",
    "她同意我发出来：QQ 2849017735",
    "😀 照片经过他的允许，把他的照片发出来给大家看看",
    "投稿人授权发布，她电话13912345678",
    "经黄雨桐本人同意公布：黄雨桐，邮箱huangyt@example.com，车牌京A12345",
]
REFUSED = [
    "未经黄雨桐本人同意，她的电话是13912345678",
    "没征得她同意，聊天记录都在图里",
    "用得着经过她同意吗？她QQ 2849017735",
    "发照片要经过他的同意，可我偏要把他的照片发出来给大家看看",
    "经法院同意立案，她电话13912345678",
]


@pytest.mark.parametrize("draft", GIVEN)
def test_what_the_person_agreed_to_is_a_hint(linter: Linter, draft: str) -> None:
    report = linter.lint(draft)
    assert report.findings
    assert {finding.level for finding in report.findings} == {"info"}


@pytest.mark.parametrize("draft", REFUSED)
def test_without_their_leave_it_stays(linter: Linter, draft: str) -> None:
    assert any(finding.level != "info" for finding in linter.lint(draft).findings)

"""Any handle after any spelling of a platform's name is found with exactly its own characters."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shenyan import Linter

CUES: Final = (
    "微信",
    "薇信：",
    "威❤信 ",
    "卫星号 ",
    "➕v：",
    "V♥ ",
    "VX ",
    "wx:",
    "微.信.号.",
    "葳芯 ",
    "魏xin：",
    "绿泡泡",
    "扣扣",
    "🐧号",
    "企e鹅 ",
    "球球号",
    "抖音号：",
    "抖y号 ",
    "dou音 ",
    "小h书 ",
    "薯号：",
    "快手ID ",
    "贴吧ID：",
    "B站uid ",
    "电报",
    "飞机号 ",
    "ins：",
    "推特",
    "陌陌号 ",
    "Soul ",
    "闲鱼号",
    "企业微信 ",
    "大号",
    "小号是",
    "号子",
    "id叫",
    "主页搜 ",
    "滴滴他 ",
    "加她 ",
    "举报这个人 ",
)

FRAMES: Final = ("{}", "骗子{}，避雷", "渣男的{} 大家举报", "😀挂一下：{}\n别说我给的")

names = st.text("abcdefghijkmnpqrstuvwxyz", min_size=3, max_size=6)
digits = st.text("0123456789", min_size=2, max_size=5)
written = st.builds("{}{}{}".format, names, st.sampled_from(["_", ""]), digits).filter(
    lambda handle: len(handle) > 7
)


@pytest.mark.parametrize("cue", CUES)
@settings(max_examples=15, deadline=None)
@given(handle=written.map("xq{}".format), frame=st.sampled_from(FRAMES))
def test_a_handle_is_found_with_its_own_characters(
    linter: Linter, cue: str, handle: str, frame: str
) -> None:
    draft = frame.format(cue + handle)
    found = [f for f in linter.lint(draft).findings if f.category == "account"]
    assert [f.text for f in found] == [handle]
    assert found[0].start == draft.index(handle)


@settings(max_examples=100, deadline=None)
@given(
    cue=st.sampled_from([cue for cue in CUES if "扣" in cue or "鹅" in cue or "球" in cue]),
    number=st.integers(min_value=10**6, max_value=10**10 - 1).map(str),
    mark=st.sampled_from(["", " ", "-", "\u200b", "🌸"]),
)
def test_a_number_is_found_however_it_is_spaced(
    linter: Linter, cue: str, number: str, mark: str
) -> None:
    value = mark.join(number)
    found = [f.text for f in linter.lint(f"他{cue}{value}，去骂").findings]
    assert found == [value]

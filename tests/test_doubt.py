"""The model's doubt about what a pattern found, and what an ordinary sentence beside it does."""

from __future__ import annotations

import pytest

from shenyan import Linter

ORDINARY = "今天天气真好，去公园喂鸭子。"


@pytest.mark.parametrize(
    "draft",
    [
        "大家人肉他",
        "曝光他的手机号！",
        "他偷了公司的钱",
        "欠我三万块不还，人都找不到",
        "再不删帖我弄死你",
    ],
)
@pytest.mark.parametrize("shape", ["{draft}。{other}", "{draft}\n{other}", "{other}{draft}"])
def test_an_ordinary_sentence_beside_it_takes_nothing_from_a_warning(
    linter: Linter, draft: str, shape: str
) -> None:
    [alone] = linter.lint(draft).findings
    assert alone.level != "info"
    beside = linter.lint(shape.format(draft=draft, other=ORDINARY)).findings
    assert [(f.rule, f.level) for f in beside] == [(alone.rule, alone.level)]


@pytest.mark.parametrize(
    "draft", ["别去人肉他", "“大家人肉他”这种评论真让人寒心", "小说里大家人肉他"]
)
def test_what_takes_a_call_back_still_does(linter: Linter, draft: str) -> None:
    assert [f for f in linter.lint(draft).findings if f.level != "info"] == []

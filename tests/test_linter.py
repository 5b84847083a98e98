"""The whole product in one call: what every caller relies on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shenyan import Linter
from shenyan.finding import CATEGORIES, LEVELS

MAIN = (
    "湖北某大学的黄雨桐，就是这个贱人，QQ 2849017735，电话13912345678，"
    "聊天记录都在图里，大家看看她什么德行"
)
PIECES = [
    MAIN,
    "1️⃣3️⃣8️⃣0000️1234",
    "👨‍👩‍👧 加我➕v：abc_123",
    "賤人",
    "\ud83d",
    "\n",
    "#话题# @某人 [doge]",
    "今天吃面。",
]


def found(linter: Linter, text: str) -> dict[str, tuple[str, str]]:
    return {f.text: (f.category, f.level) for f in linter.lint(text).findings}


def test_the_main_job(linter: Linter) -> None:
    assert (
        found(linter, MAIN).items()
        >= {
            "黄雨桐": ("person-name", "error"),
            "贱人": ("insult", "error"),
            "2849017735": ("account", "error"),
            "13912345678": ("phone-number", "error"),
            "聊天记录都在图里": ("chat-record", "warning"),
        }.items()
    )


@pytest.mark.parametrize(
    "text",
    [
        "今天天气真好，和朋友去西湖边走了一圈，吃了片儿川，开心！",
        "我妈的菜做得特别好吃",
        "客服热线400-820-8820",
        "",
        " \n ",
    ],
)
def test_an_ordinary_post_is_left_alone(linter: Linter, text: str) -> None:
    assert linter.lint(text).findings == ()


def test_a_batch_says_the_same_as_one_by_one(linter: Linter) -> None:
    texts = [f"第{i}条：{MAIN}" if i % 3 else f"第{i}条：吃了面" for i in range(130)]
    assert list(linter.lint_batch(iter(texts))) == [linter.lint(text) for text in texts]


def test_threads_share_one_linter(linter: Linter) -> None:
    texts = [f"{i}，{MAIN}" for i in range(24)]
    alone = [linter.lint(text) for text in texts]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(linter.lint, texts)) == alone


def test_allowed_words_and_names_are_silent(linter: Linter) -> None:
    report = linter.lint(MAIN, allow=["黄雨桐", "賤人"])
    assert {"黄雨桐", "贱人"}.isdisjoint(f.text for f in report.findings)
    assert next(f for f in report.findings if f.category == "account").level == "warning"


def test_english_has_its_own_words(linter: Linter) -> None:
    for f in linter.lint(MAIN, language="en").findings:
        assert f.title.isascii() or "“" in f.title
        assert "may" in f.message or "consider" in f.message.lower()


def check(linter: Linter, text: str) -> None:
    """Hold one report to the contract."""
    findings = linter.lint(text).findings
    ids = [f.id for f in findings]
    assert ids == [f"f{i}" for i in range(1, len(ids) + 1)]
    assert [(f.start, f.end) for f in findings] == sorted((f.start, f.end) for f in findings)
    for f in findings:
        assert f.text == text[f.start : f.end] != ""
        assert f.category in CATEGORIES
        assert f.level in LEVELS
        assert f.articles
        assert set(f.related) <= set(ids)
    for category in CATEGORIES:
        spans = [(f.start, f.end) for f in findings if f.category == category]
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=6).map("".join))
def test_any_text_gives_a_report_that_keeps_the_contract(linter: Linter, text: str) -> None:
    check(linter, text)


@pytest.mark.parametrize(
    "unit", ["1", "一", "1️⃣", "路号栋单元室", "傻", "他妈的", "张", "a", "\ud83d", "👨‍👩‍👧", "：\n"]
)
def test_the_longest_draft_of_one_kind_keeps_the_contract(linter: Linter, unit: str) -> None:
    check(linter, (unit * 20_000)[:20_000])

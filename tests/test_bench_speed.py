"""What the board times: drafts of the sets, and apart from them the posts that are ordinary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isnan

from shenyan.bench.board import Board
from shenyan.bench.load import FirstAnswer, HttpFigures
from shenyan.bench.report import page
from shenyan.bench.score import Hit
from shenyan.bench.sets import GoldSet, Row
from shenyan.bench.speed import Cost, Speed, costs

DRAFTS = GoldSet("drafts", "0", (Row("a", "张三偷了我的车" * 30),))
POSTS = GoldSet(
    "posts",
    "0",
    (Row("b", "今天天气很好" * 30, label=False), Row("c", "你这个混蛋" * 30, label=True)),
    labelled=True,
)
SPEED = Speed(
    [Cost("shenyan", 8.0, 80.0, 4.0), Cost("other", 16.0, 20.0, 8.0)],
    2.5,
    12.0,
    FirstAnswer(2.0, 1.5, 270.0),
    [HttpFigures(8, 100.0, 80.0, 90.0, 100.0)],
)


def noting(texts: list[str]) -> Callable[[str], list[Hit]]:
    def run(text: str) -> list[Hit]:
        texts.append(text)
        return []

    return run


def test_ordinary_posts_are_timed_apart() -> None:
    texts: list[str] = []
    (cost,) = costs([DRAFTS, POSTS], [("ours", noting(texts))])
    lengths = [len(text) for text in texts]
    ordinary = [text for text in texts if set(text) <= set("今天天气很好")]
    assert set(lengths) == {140, 2000}
    assert len(ordinary) >= 2
    assert not isnan(cost.ordinary_ms)
    assert any("混蛋" in text and len(text) == 2000 for text in texts)


def test_without_labelled_posts_no_figure_is_made_up() -> None:
    (cost,) = costs([DRAFTS], [("ours", noting([]))])
    assert isnan(cost.ordinary_ms)
    assert cost.short_ms >= 0


def test_the_page_gives_each_system_beside_ours() -> None:
    shown = page(Board("2026-11-28", "0.1.0", [], SPEED, []))
    assert "| other | 16 | 8 | 20 | 0.5 | 0.5 | 4 |" in shown
    assert "140 characters hold 2.5 findings" in shown
    assert "| 8 | 100 | 0.80 | 80.0 | 90.0 | 100.0 | 1.2 |" in shown


def test_the_page_says_where_there_is_no_figure() -> None:
    alone = [replace(cost, ordinary_ms=float("nan")) for cost in SPEED.costs]
    shown = page(Board("2026-11-28", "0.1.0", [], replace(SPEED, costs=alone), []))
    assert "| other | 16 | – | 20 | 0.5 | – | 4 |" in shown

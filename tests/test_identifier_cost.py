"""Ten times the text costs about ten times the work, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Final

import pytest

from shenyan.detectors import stages
from shenyan.draft import read
from shenyan.finding import IDENTIFIERS
from shenyan.rules import load_rules, load_words, rules_dir

SHORT: Final = 2_000
LONG: Final = 20_000
MOST: Final = 30
"""A quadratic search would need a hundred times the time."""


@pytest.fixture(scope="module")
def find() -> Callable[[str], int]:
    """Give the number of spans that all detectors of identifiers find in a text."""
    rules = [r for r in load_rules(rules_dir()) if r.category in IDENTIFIERS]
    detectors = [d for stage in stages(rules, load_words(rules_dir())) for d in stage]

    def count(text: str) -> int:
        draft = read(text)
        return sum(1 for detect in detectors for _ in detect(draft))

    return count


def cost(find: Callable[[str], int], text: str) -> float:
    times = []
    for _ in range(3):
        begun = process_time()
        find(text)
        times.append(process_time() - begun)
    return min(times)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "1️⃣",
        "路号栋单元室",
        "3栋2单元",
        "靠河那户",
        "他微信",
        "qq1",
        "a_1 ",
        "加她 ",
        "三个八",
        "双6",
        "1-1-",
        "每天在人民公园",
        "渣男现在在",
        "weibo.com/u/a",
        "a@",
        "京a1",
        "+1 ",
        "138，",
        "a1 206 ",
        "他每天七点",
        "西湖店1509房 ",
        "开封 ",
        "苑🌸3栋🌸",
        "云 杉 ",
        "路2号\n月桂苑",
        "捌拾",
        "vx杠",
        "qq1、",
        "qq123\n",
        "a🍓",
        "aⓐ",
        "护🌸",
        "衣酒散",
        "+八五二",
        "寄石家庄市",
    ],
)
def test_the_cost_grows_with_the_length(find: Callable[[str], int], unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (SHORT, LONG))
    assert cost(find, long) < MOST * max(cost(find, short), 0.0005)

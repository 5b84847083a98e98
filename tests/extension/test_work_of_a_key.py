"""What a key in a long draft makes the page do. How long it takes is `measure.py`'s to say."""

from __future__ import annotations

import statistics

import pytest

from extension.fake_server import Fake
from extension.measure import filled, layouts_of_keys
from extension.rig import Bench


@pytest.mark.parametrize(("name", "field"), [("weibo-home", "weibo"), ("douyin-video", "desc")])
def test_a_key_makes_the_page_lay_itself_out_no_more_often(
    fake_bench: Bench, fake: Fake, name: str, field: str
) -> None:
    """In 2,000 characters with 50 findings; a position asked for between changes costs one each."""
    bench = fake_bench

    def layouts(on: bool) -> float:
        bench.settings(server=fake.address, enabled=on)
        filled(bench, name, field, on=on)
        return statistics.median(layouts_of_keys(bench, 30))

    without = layouts(on=False)
    assert layouts(on=True) <= without

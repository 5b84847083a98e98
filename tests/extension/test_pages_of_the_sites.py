"""Every publishing surface: found, marked on the right words, held once, published exactly once."""

from __future__ import annotations

import pytest

from extension.rig import ROUTES, Bench

DRAFT = "黄雨桐是贱人，电话13912345678，大家看看"


@pytest.mark.parametrize("name", ROUTES)
def test_a_draft_is_marked_and_its_post_held_once(fake_bench: Bench, name: str) -> None:
    bench = fake_bench
    route = bench.open(name)
    last = route["fields"][-1]
    for field in route["fields"][:-1]:
        bench.type(field, "标题" + field)
    bench.type(last, DRAFT)
    found = bench.field(DRAFT)
    assert [one["text"] for one in found["findings"]] == ["黄雨桐", "贱人", "13912345678"]
    assert all(one["rects"] for one in found["findings"])
    assert bench.model(last) == DRAFT
    if "step" in route:
        bench.press(route["step"])
    bench.press(route["button"])
    bench.asked()
    assert bench.posts() == []
    assert bench.ask("answer", choice="back") == {"ok": True}
    assert bench.posts() == []
    bench.press(route["button"])
    bench.asked()
    bench.ask("answer", choice="publish")
    bench.page.wait_for_timeout(200)
    assert [post["text"] for post in bench.posts()] == [DRAFT]

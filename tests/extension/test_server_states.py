"""A server that is slow, gone, back, or refuses: no post is held up, and the popup says so."""

from __future__ import annotations

import pytest

from extension.fake_server import Fake
from extension.rig import Bench, until

DRAFT = "电话13912345678"


@pytest.mark.parametrize("trouble", ["gone", "refuses", "broken", "hangs"])
def test_a_server_in_trouble_never_holds_a_post_up(
    fake_bench: Bench, fake: Fake, trouble: str
) -> None:
    bench = fake_bench
    if trouble == "gone":
        fake.stop()
    elif trouble == "hangs":
        fake.delay = 20
    else:
        fake.status = 403 if trouble == "refuses" else 500
    bench.odd("two")
    bench.type("a", DRAFT)
    if trouble != "hangs":
        state = "refused" if trouble == "refuses" else "away"
        until(lambda: bench.state()["server"] == state)
    assert [one["checked"] for one in bench.state()["fields"] if one["text"]] == [False]
    bench.page.click(".a button")
    until(bench.posts)
    bench.page.wait_for_timeout(100)
    assert [post["text"] for post in bench.posts()] == [DRAFT]
    assert bench.state()["question"] is None


def test_checking_resumes_when_the_server_is_back(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    fake.stop()
    bench.odd("two")
    bench.type("a", DRAFT)
    until(lambda: bench.state()["server"] == "away")
    fake.start()
    assert len(bench.field(DRAFT)["findings"]) == 1
    assert bench.state()["server"] == "ok"


def test_one_request_is_under_way_and_a_stale_reply_is_dropped(
    fake_bench: Bench, fake: Fake
) -> None:
    bench = fake_bench
    fake.delay = 0.7
    bench.odd("two")
    bench.type("a", DRAFT)
    until(lambda: fake.seen)
    bench.page.keyboard.press("Control+a")
    bench.page.keyboard.type("没有号码的一句话")
    bench.type("b", "也是一句话")
    bench.page.wait_for_timeout(300)
    assert bench.state()["counts"]["error"] == 0
    assert bench.field("没有号码的一句话")["findings"] == []
    bench.field("也是一句话")
    assert fake.most == 1


def test_typing_on_asks_once_after_the_pause(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", "一句话要写很久才写得完", delay=40)
    bench.field("一句话要写很久才写得完")
    assert fake.seen == ["一句话要写很久才写得完"]


def test_a_sleeping_service_worker_is_woken_by_the_next_draft(fake_bench: Bench) -> None:
    """Chromium puts the service worker to sleep after half a minute; here it is told to."""
    bench = fake_bench
    bench.odd("two")
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    devtools = bench.context.new_cdp_session(bench.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    bench.page.keyboard.type("，骗子")
    found = bench.field(DRAFT + "，骗子")["findings"]
    assert [one["text"] for one in found] == ["13912345678", "骗子"]


def test_composing_is_left_alone_and_checked_afterwards(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", "他是")
    bench.field("他是")
    devtools = bench.context.new_cdp_session(bench.page)
    for part in ("p", "pian", "pian'zi"):
        devtools.send(
            "Input.imeSetComposition",
            {"text": part, "selectionStart": len(part), "selectionEnd": len(part)},
        )
        bench.page.wait_for_timeout(150)
    bench.page.wait_for_timeout(500)
    assert fake.seen == ["他是"]
    devtools.send("Input.insertText", {"text": "骗子"})
    assert [one["text"] for one in bench.field("他是骗子")["findings"]] == ["骗子"]
    assert bench.model("a") == "他是骗子"

"""Frames, shadow roots, icon buttons, and publishers that do not wait for a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Playwright

from extension.conftest import bench_in
from extension.fake_server import Fake
from extension.rig import Bench, launch, until

DRAFT = "电话13912345678"
CLEAN = "今天天气真好"


def send(bench: Bench) -> None:
    """Press with the mouse what the page named as its publish control."""
    box = bench.page.evaluate("() => __send.getBoundingClientRect().toJSON()")
    bench.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def click(selector: str) -> Callable[[Bench], None]:
    return lambda bench: bench.page.click(selector)


def key(name: str) -> Callable[[Bench], None]:
    def press(bench: Bench) -> None:
        bench.editor("text").focus()
        bench.page.keyboard.press(name)

    return press


def in_frame(bench: Bench) -> None:
    bench.page.frames[1].click("button")


def space(bench: Bench) -> None:
    bench.page.focus("button")
    bench.page.keyboard.press("Space")


ODD: list[tuple[str, Callable[[Bench], None]]] = [
    ("closed", send),
    ("open", send),
    ("blank-frame", in_frame),
    ("outer-button", click("#go")),
    ("form", click("[type=submit]")),
    ("enter", key("Enter")),
    ("ctrl-enter", key("Control+Enter")),
    ("icon", click(".zz9")),
    ("header", click("button")),
    ("header", space),
]
NAMES = [f"{name}-{act.__name__}" for name, act in ODD]


def write(bench: Bench, text: str) -> None:
    """Click into the field, wherever it is, and type."""
    if len(bench.page.frames) > 1:
        frame = bench.page.frames[1]
        frame.click("textarea" if frame.locator("textarea").count() else "body")
    else:
        box = bench.page.evaluate("() => __fx.fields.text.el.getBoundingClientRect().toJSON()")
        bench.page.mouse.click(box["x"] + 30, box["y"] + 12)
    bench.page.keyboard.type(text)


@pytest.mark.parametrize(("name", "act"), ODD, ids=NAMES)
def test_nothing_is_posted_before_the_answer_and_once_after(
    fake_bench: Bench, name: str, act: Callable[[Bench], None]
) -> None:
    bench = fake_bench
    bench.odd(name)
    write(bench, DRAFT)
    found = bench.field(DRAFT)
    assert [one["text"] for one in found["findings"]] == ["13912345678"]
    assert found["findings"][0]["rects"]
    for choice, posts in (("back", []), ("back", []), ("publish", [DRAFT])):
        act(bench)
        bench.asked()
        assert bench.posts() == []
        bench.ask("answer", choice=choice)
        bench.page.wait_for_timeout(150)
        assert [post["text"] for post in bench.posts()] == posts
    assert bench.state()["question"] is None


@pytest.mark.parametrize(("name", "act"), ODD, ids=NAMES)
def test_a_clean_draft_goes_out_with_no_more_ado(
    fake_bench: Bench, name: str, act: Callable[[Bench], None]
) -> None:
    bench = fake_bench
    bench.odd(name)
    write(bench, CLEAN)
    bench.field(CLEAN)
    act(bench)
    bench.page.wait_for_timeout(100)
    assert [post["text"] for post in bench.posts()] == [CLEAN]
    assert bench.state()["question"] is None


@pytest.mark.parametrize(("name", "act"), ODD, ids=NAMES)
@pytest.mark.parametrize("text", [DRAFT, CLEAN])
def test_a_press_before_the_check_is_over_is_neither_lost_nor_let_through(
    fake_bench: Bench, fake: Fake, name: str, act: Callable[[Bench], None], text: str
) -> None:
    bench = fake_bench
    fake.delay = 0.15
    bench.odd(name)
    bench.page.wait_for_timeout(300)
    write(bench, text)
    act(bench)
    if text == CLEAN:
        until(bench.posts)
    else:
        bench.asked()
        assert bench.posts() == []
        bench.ask("answer", choice="publish")
        until(bench.posts)
    bench.page.wait_for_timeout(150)
    assert [post["text"] for post in bench.posts()] == [text]


def test_masking_from_the_question_publishes_the_masked_text(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", DRAFT + "，刘志强13812345678")
    bench.field(DRAFT + "，刘志强13812345678")
    bench.page.click(".a button")
    bench.asked()
    bench.ask("answer", choice="mask")
    until(bench.posts)
    assert [post["text"] for post in bench.posts()] == ["电话139****5678，刘志强138****5678"]


def test_the_button_of_another_composer_asks_nothing(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    bench.page.click("#c")
    assert bench.page.evaluate("() => window.__opened") is True
    bench.type("b", CLEAN)
    bench.field(CLEAN)
    bench.page.click(".b button")
    assert [post["text"] for post in bench.posts()] == [CLEAN]
    bench.page.click(".a button")
    asked = bench.asked()
    assert asked["field"] == bench.field(DRAFT)["id"]
    assert len(bench.posts()) == 1


def test_a_composer_in_a_late_modal_dialog_is_marked_and_held(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("dialog")
    bench.page.click("#open")
    bench.page.wait_for_selector("dialog textarea")
    bench.type("text", DRAFT)
    bench.field(DRAFT)
    bench.page.click("dialog button")
    bench.asked()
    bench.ask("answer", choice="publish")
    until(bench.posts)
    bench.page.wait_for_timeout(200)
    assert len(bench.posts()) == 1


def test_a_page_that_trusts_only_real_presses_gets_one(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("trusted")
    bench.type("text", DRAFT)
    bench.field(DRAFT)
    bench.page.click("button")
    bench.asked()
    bench.ask("answer", choice="publish")
    bench.page.wait_for_timeout(100)
    bench.page.click("button")
    assert [post["text"] for post in bench.posts()] == [DRAFT]


def test_search_passwords_and_private_messages_are_not_read(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    bench.odd("other")
    for selector in ("[type=search]", "[type=password]", "textarea"):
        bench.page.click(selector)
        bench.page.keyboard.type(DRAFT)
    bench.page.wait_for_timeout(700)
    assert bench.state()["fields"] == []
    assert fake.seen == []


def test_enter_in_a_title_that_would_submit_is_held(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("form")
    bench.type("text", DRAFT)
    bench.field(DRAFT)
    bench.type("title", "标题")
    bench.field("标题")
    bench.page.keyboard.press("Enter")
    bench.asked()
    assert bench.posts() == []
    bench.ask("answer", choice="publish")
    until(bench.posts)
    bench.page.wait_for_timeout(150)
    assert [post["text"] for post in bench.posts()] == [DRAFT]


def test_a_tap_is_held_and_answered(
    playwright: Playwright, fake: Fake, tmp_path_factory: pytest.TempPathFactory
) -> None:
    profile = tmp_path_factory.mktemp("touch")
    context = launch(playwright, profile, has_touch=True)
    for bench in bench_in(context, fake.address):
        bench.odd("two")
        bench.type("a", DRAFT)
        bench.field(DRAFT)
        bench.page.tap(".a button")
        bench.asked()
        assert bench.posts() == []
        bench.ask("answer", choice="publish")
        until(bench.posts)
        bench.page.wait_for_timeout(300)
        assert [post["text"] for post in bench.posts()] == [DRAFT]
    context.close()


def test_a_button_that_was_drawn_anew_meanwhile_is_pressed_in_its_place(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("redraw")
    bench.type("text", DRAFT)
    bench.field(DRAFT)
    bench.page.evaluate("() => document.querySelector('button').click()")
    bench.asked()
    bench.page.wait_for_timeout(600)
    bench.ask("answer", choice="publish")
    until(bench.posts)
    assert [post["text"] for post in bench.posts()] == [DRAFT]


def test_without_a_tab_the_one_that_spoke_last_is_meant(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    state = bench.popup.evaluate("() => chrome.runtime.sendMessage({type: 'shenyan:state'})")
    assert [one["text"] for one in state["fields"] if one["text"]] == [DRAFT]

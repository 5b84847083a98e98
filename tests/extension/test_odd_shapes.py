"""Pages of every other shape: a draft is read, marked, fixed, held once and published once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from extension.conftest import bench_in
from extension.fake_server import Fake
from extension.rig import Bench, launch, until
from extension.shapes import CLEAN, DRAFT, MASKED, PAGES, Odd, mouse, tap, write


@pytest.fixture(scope="module")
def touch(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A browser under a finger."""
    context = launch(playwright, tmp_path_factory.mktemp("touch"), has_touch=True)
    yield context
    context.close()


@pytest.fixture
def there(request: pytest.FixtureRequest, fake: Fake) -> Iterator[Bench]:
    """The page of one case, with its composer up."""
    odd: Odd = request.getfixturevalue("odd")
    context = request.getfixturevalue("touch" if odd.act is tap else "context")
    for bench in bench_in(context, fake.address):
        bench.odd(odd.name)
        odd.before(bench)
        bench.page.wait_for_function("() => __fx.fields.text")
        yield bench


@pytest.mark.parametrize("odd", PAGES, ids=str)
def test_a_clean_draft_goes_out_at_once_and_a_grave_one_after_the_answer(
    there: Bench, odd: Odd
) -> None:
    bench = there
    write(bench, CLEAN)
    assert bench.field(CLEAN)["findings"] == []
    odd.act(bench)
    bench.page.wait_for_timeout(150)
    assert [post["text"] for post in bench.posts()] == [CLEAN]
    bench.fresh()
    write(bench, DRAFT)
    seen = bench.field(DRAFT)
    assert bench.model("text") == DRAFT
    assert [one["text"] for one in seen["findings"]] == ["刘志强", "13912345678"]
    for choice, posts in (("back", []), ("back", []), ("publish", [DRAFT])):
        odd.act(bench)
        bench.asked()
        assert bench.posts() == []
        bench.ask("answer", choice=choice)
        bench.page.wait_for_timeout(150)
        assert [post["text"] for post in bench.posts()] == posts
    assert bench.state()["question"] is None


@pytest.mark.parametrize("odd", [one for one in PAGES if one.act is mouse], ids=str)
def test_marks_lie_on_their_words_and_a_fix_is_undone_by_one_key(there: Bench, odd: Odd) -> None:
    bench = there
    write(bench, DRAFT)
    seen = bench.field(DRAFT)
    for finding in seen["findings"]:
        assert finding["rects"]
        if odd.name == "sandboxed":
            continue
        for rect in finding["rects"]:
            spot = ["text", rect, finding["start"], finding["end"]]
            assert bench.page.evaluate("spot => __fx.hit(...spot)", spot), finding
    phone = seen["findings"][1]
    done = bench.ask("fix", field=seen["id"], finding=phone["id"], fix=0)
    assert done == {"ok": True, "text": MASKED}
    assert bench.model("text") == MASKED
    if odd.undoes:
        bench.page.keyboard.press("Control+z")
        until(lambda: bench.model("text") == DRAFT)


@pytest.mark.parametrize(
    ("name", "send"),
    [("flat", ".b2"), ("form-attribute", ".bb"), ("outside", ".row:nth-child(2) .go b")],
)
def test_the_button_of_the_composer_beside_it_asks_nothing(
    fake_bench: Bench, name: str, send: str
) -> None:
    bench = fake_bench
    bench.odd(name)
    write(bench, DRAFT)
    bench.field(DRAFT)
    write(bench, CLEAN, "other")
    bench.field(CLEAN)
    bench.page.click(send)
    assert [post["text"] for post in bench.posts()] == [CLEAN]
    mouse(bench)
    bench.asked()
    assert len(bench.posts()) == 1


def test_choosing_when_to_publish_and_turning_to_a_tab_ask_nothing(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("radio")
    write(bench, DRAFT)
    bench.field(DRAFT)
    bench.page.click("text=定时发布")
    bench.page.click("text=立即发布")
    bench.page.click("[role=tab]")
    assert bench.page.evaluate("() => __fx.tabbed")
    assert bench.page.locator("input").first.is_checked()
    assert bench.state()["question"] is None


def test_a_title_and_a_text_in_a_frame_of_its_own_are_both_asked_about(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("frame-title")
    write(bench, CLEAN, "title")
    write(bench, DRAFT)
    bench.field(CLEAN)
    bench.field(DRAFT)
    mouse(bench)
    bench.asked()
    bench.ask("answer", choice="mask")
    until(bench.posts)
    assert [post["text"] for post in bench.posts()] == [MASKED]


def test_a_layer_that_closes_when_something_else_is_pressed_stays_under_the_card(
    fake_bench: Bench,
) -> None:
    bench = fake_bench
    bench.odd("popover")
    bench.page.click(".open")
    write(bench, DRAFT)
    x, y, width, height = bench.field(DRAFT)["findings"][1]["rects"][0]
    bench.page.mouse.move(x + width / 2, y + height / 2)
    bench.page.wait_for_timeout(500)
    bench.page.mouse.click(x + 30, y + height + 30)
    assert bench.page.evaluate("() => document.querySelector('#pop').matches(':popover-open')")


@pytest.mark.parametrize("delay", [0.0, 0.4])
def test_lines_typed_into_a_comment_are_the_lines_of_the_comment(
    fake_bench: Bench, fake: Fake, delay: float
) -> None:
    """Enter might publish there and is held for the check; who types on meant a new line."""
    bench = fake_bench
    fake.delay = delay
    bench.open("weibo-comment")
    text = "第一行\n第二行\n\n第四行"
    bench.type("comment1", text, delay=15)
    bench.field(text)
    assert bench.model("comment1") == text


def test_a_text_that_is_out_of_sight_when_it_is_published_is_asked_about(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("wizard")
    write(bench, DRAFT)
    bench.field(DRAFT)
    bench.page.click(".wz-n")
    assert bench.state()["question"] is None
    mouse(bench)
    bench.asked()
    assert bench.posts() == []
    bench.ask("answer", choice="publish")
    until(bench.posts)
    assert [post["text"] for post in bench.posts()] == [DRAFT]


def test_marks_and_fixes_stand_between_chips_lines_and_zero_width_text(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("slate")
    text = "@小明 刘志强\n\n电话13912345678，@小红 骗子"
    write(bench, text)
    seen = bench.field(text)
    assert bench.model("text") == text
    assert [one["text"] for one in seen["findings"]] == ["刘志强", "13912345678", "骗子"]
    done = bench.ask("fix", field=seen["id"], finding=seen["findings"][1]["id"], fix=0)
    masked = text.replace("13912345678", "139****5678")
    assert done == {"ok": True, "text": masked}
    assert bench.model("text") == masked
    bench.page.keyboard.type("。")
    until(lambda: bench.model("text") == masked + "。")


def test_an_editor_that_writes_something_else_gets_its_text_back(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("starless")
    write(bench, DRAFT)
    seen = bench.field(DRAFT)
    done = bench.ask("fix", field=seen["id"], finding=seen["findings"][1]["id"], fix=0)
    assert done == {"ok": False, "text": DRAFT, "reason": "unchanged"}
    assert bench.model("text") == DRAFT

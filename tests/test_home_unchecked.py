"""The page at `/` while a text is not checked: nothing is copied as masked, and it says why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

CHECKED = "刘志强，手机13912345678"
MORE = "，他是骗子，电话13912345679"


@pytest.fixture
def page(chrome: Browser, listening: str) -> Iterator[Page]:
    """The page with a checked draft and the cursor at its end; nothing it throws is missed."""
    context = chrome.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(listening)
    page.locator("#draft").fill(CHECKED)
    expect(page.locator("#copy")).to_be_enabled()
    page.locator("#draft").press("Control+End")
    yield page
    context.close()
    assert thrown == []


def copies_nothing(page: Page) -> bool:
    """Whether a click on the button, as a script or a quick hand would do it, copies nothing."""
    page.evaluate("navigator.clipboard.writeText('before')")
    page.evaluate("document.getElementById('copy').click()")
    return bool(page.evaluate("navigator.clipboard.readText()") == "before")


def test_nothing_is_copied_until_the_check_of_an_edit_comes_back(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/v1/lint", hold)
    with page.expect_request("**/v1/lint"):
        page.keyboard.insert_text(MORE)
        expect(page.locator("#copy")).to_be_disabled()
        expect(page.locator("#state")).to_have_text("正在检查……")
        assert copies_nothing(page)
    assert copies_nothing(page)
    held[0].continue_()
    expect(page.locator("#copy")).to_be_enabled()
    page.locator("#copy").click()
    expect(page.locator("#state")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "13912345678" not in copied
    assert "13912345679" not in copied


@pytest.mark.parametrize(
    ("status", "words"),
    [(0, "连不上服务"), (503, "服务正忙"), (429, "服务正忙"), (500, "服务出错")],
)
def test_nothing_is_copied_where_the_check_failed_and_the_page_goes_on_saying_so(
    page: Page, status: int, words: str
) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=status) if status else route.abort()

    page.route("**/v1/lint", fail)
    page.keyboard.insert_text(MORE)
    expect(page.locator("#state")).to_contain_text(words)
    expect(page.locator("#state")).to_contain_text("还没有检查")
    page.locator("#draft").click(position={"x": 20, "y": 20})  # looking at a mark says nothing new
    page.locator(".card .quote").first.click()
    expect(page.locator("#state")).to_contain_text(words)
    expect(page.locator("#copy")).to_be_disabled()
    assert copies_nothing(page)
    page.unroute("**/v1/lint")
    page.locator("#draft").press("Control+End")
    page.keyboard.insert_text("。")
    expect(page.locator("#copy")).to_be_enabled()


def test_nothing_is_copied_of_a_text_that_is_too_long_to_check(page: Page) -> None:
    page.keyboard.insert_text("好" * 20_000 + MORE)
    expect(page.locator("#state")).to_contain_text("最多 20000 字")
    expect(page.locator("#copy")).to_be_disabled()
    assert copies_nothing(page)

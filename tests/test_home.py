"""The page at `/` in a real browser: marks, cards, fixes, the masked copy, and nothing kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from test_pages_axe import ALL, CONTRAST, violations

DRAFT = "😀她叫黄雨桐\n电话13912345678，人肉他！"


@pytest.fixture
def page(chrome: Browser, listening: str) -> Iterator[Page]:
    """The page on a phone, with clipboard; nothing it logs or throws passes unnoticed."""
    context = chrome.new_context(
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(listening)
    yield page
    context.close()
    # One test cuts the line on purpose.
    assert [said for said in complaints if "ERR_FAILED" not in said] == []


def write(page: Page, text: str) -> None:
    page.locator("#draft").fill(text)


def marked(page: Page) -> list[str]:
    return page.locator("#mirror mark").all_text_contents()


def test_a_draft_is_marked_where_it_stands(page: Page) -> None:
    write(page, DRAFT)
    expect(page.locator("#mirror mark.error", has_text="人肉他")).to_be_visible()
    assert {"13912345678", "人肉他"} <= set(marked(page))
    assert (page.locator("#mirror").text_content() or "").rstrip("\u200b") == DRAFT
    mirror, draft = (page.locator(x).bounding_box() for x in ("#mirror", "#draft"))
    assert mirror == draft, "the marks lie right behind the text"


def test_a_card_shows_the_law_word_for_word(page: Page) -> None:
    write(page, "人肉他！")
    card = page.locator(".card").first
    card.locator(".provision summary").first.click()
    expect(card.locator(".statute").first).to_contain_text("。")
    href = card.locator(".more").first.get_attribute("href") or ""
    assert href.startswith("/articles/")


def test_a_fix_is_typed_and_can_be_undone(page: Page) -> None:
    write(page, DRAFT)
    card = page.locator(".card", has_text="13912345678").first
    card.locator(".fixes button").first.click()
    fixed = page.locator("#draft").input_value()
    assert "13912345678" not in fixed
    assert fixed.startswith("😀她叫黄雨桐\n电话")
    page.keyboard.press("Control+z")
    assert page.locator("#draft").input_value() == DRAFT


def test_the_masked_copy_leaves_the_draft_alone(page: Page) -> None:
    write(page, DRAFT)
    expect(page.locator("#copy")).to_be_enabled()
    page.locator("#copy").click()
    expect(page.locator("#state")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "13912345678" not in copied
    assert copied.startswith("😀")
    assert page.locator("#draft").input_value() == DRAFT


def test_a_quote_selects_its_words(page: Page) -> None:
    write(page, DRAFT)
    page.locator(".card", has_text="人肉他").first.locator(".quote").click()
    words = page.evaluate(
        "(() => { const d = document.getElementById('draft');"
        "return d.value.slice(d.selectionStart, d.selectionEnd) })()"
    )
    assert words == "人肉他"
    expect(page.locator("#mirror mark.here")).to_have_text("人肉他")


def test_a_yes_brings_a_finding_down_and_a_second_click_takes_it_back(page: Page) -> None:
    write(page, "黄雨桐的电话13912345678")
    card = page.locator("#loud .card", has=page.locator(".quote", has_text="13912345678"))
    card.locator(".questions summary").click()
    card.locator(".question", has_text="同意").locator("button").click()
    quiet = page.locator("#quiet .card", has=page.locator(".quote", has_text="13912345678"))
    expect(quiet).to_have_count(1)
    page.locator("#hushed > summary").click()
    expect(quiet.locator(".said").first).to_contain_text("风险可能降低")
    quiet.locator(".question", has_text="同意").locator("button").click()
    expect(card).to_have_count(1)


def test_marks_move_with_what_is_typed_before_them(page: Page) -> None:
    write(page, DRAFT)
    expect(page.locator("#mirror mark", has_text="人肉他")).to_be_visible()
    page.route("**/v1/lint", lambda route: route.abort())
    page.locator("#draft").press("Control+Home")
    page.keyboard.type("早")
    assert "人肉他" in marked(page)
    expect(page.locator("#state")).to_contain_text("还没有检查")
    page.unroute("**/v1/lint")


def test_axe_finds_nothing_on_a_marked_draft(page: Page) -> None:
    write(page, DRAFT)
    expect(page.locator(".card").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert violations(page, ALL) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_calm_draft_and_an_empty_one_say_so(page: Page) -> None:
    write(page, "今天天气真好")
    expect(page.locator("#state")).to_have_text("没有发现需要提醒的内容。")
    write(page, "")
    expect(page.locator("#state")).to_have_text("")
    assert page.locator(".card").count() == 0


def test_the_example_shows_what_it_does(page: Page) -> None:
    page.locator("#example").click()
    expect(page.locator(".card.error").first).to_be_visible()
    page.locator("#clear").click()
    assert page.locator("#draft").input_value() == ""


def test_nothing_of_the_draft_is_kept(page: Page) -> None:
    write(page, DRAFT)
    expect(page.locator(".card").first).to_be_visible()
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert kept == '[{},{},""]'
    page.reload()
    assert page.locator("#draft").input_value() == ""


def test_a_page_of_another_origin_can_neither_ask_nor_read(chrome: Browser, listening: str) -> None:
    context = chrome.new_context()
    page = context.new_page()
    page.route(
        "http://evil.example/", lambda route: route.fulfill(body="<p>", content_type="text/html")
    )
    page.goto("http://evil.example/")
    outcome = page.evaluate(
        """async (address) => {
          const tries = [
            {}, {mode: 'no-cors'}, {credentials: 'include'},
            {headers: {'Content-Type': 'application/json'}},
            {mode: 'no-cors', headers: {'Content-Type': 'text/plain'}},
          ];
          const read = [];
          for (const options of tries) {
            try {
              const answer = await fetch(address, {method: 'POST', body: '{}', ...options});
              read.push(await answer.text());
            } catch { read.push(''); }
          }
          return read.join('');
        }""",
        f"{listening}/v1/lint",
    )
    assert outcome == ""
    context.close()

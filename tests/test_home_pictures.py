"""Pictures on the page at `/`: chosen, pasted, dropped, marked, saved masked, and not kept."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from pictures.fonts import fonts
from pictures.painter import Said
from pictures.scenes import chat
from pictures.tuning import LIGHT
from test_pages_axe import ALL, CONTRAST, violations

SLOW = 60_000
"""Milliseconds for the first picture: the models load with it."""


@pytest.fixture(scope="module")
def shot() -> bytes:
    lines = [Said(False, "我电话13900010002"), Said(True, "好，明天见")]
    out = io.BytesIO()
    chat("何晓梅", lines, LIGHT, fonts()[0], 720).image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def page(chrome: Browser, listening: str) -> Iterator[Page]:
    """The page on a phone; nothing it throws passes unnoticed."""
    context = chrome.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(listening)
    yield page
    context.close()
    # One test sends what no picture is on purpose.
    assert [said for said in complaints if "415" not in said] == []


def choose(page: Page, data: bytes, name: str = "chat.png", mime: str = "image/png") -> None:
    given: Any = {"name": name, "mimeType": mime, "buffer": data}
    page.set_input_files("#chosen", given)


def test_a_picture_is_marked_where_it_shows_something(page: Page, shot: bytes) -> None:
    choose(page, shot)
    phone = page.locator("#gallery .card", has_text="13900010002")
    expect(phone).to_be_visible(timeout=SLOW)
    assert page.locator(".boxes .error").count() >= 2
    canvas, boxes = (page.locator(f"#gallery {x}").bounding_box() for x in ("canvas", ".boxes"))
    assert canvas
    assert boxes
    assert boxes["width"] == pytest.approx(canvas["width"], abs=1)
    phone.locator(".provision summary").first.click()
    expect(phone.locator(".statute").first).to_contain_text("。")


def test_the_masked_copy_is_saved(page: Page, shot: bytes, tmp_path: Path) -> None:
    choose(page, shot)
    expect(page.locator(".save")).to_be_enabled(timeout=SLOW)
    with page.expect_download() as saving:
        page.locator(".save").click()
    saving.value.save_as(tmp_path / "masked.png")
    assert saving.value.suggested_filename == "chat-masked.png"
    image = Image.open(tmp_path / "masked.png").convert("RGB")
    colours = {colour: count for count, colour in image.getcolors(1 << 24) or []}
    assert colours[48, 48, 48] > 1000
    expect(page.locator("#gallery .state")).to_contain_text("已保存")


def test_what_is_unticked_stays_bare(page: Page, shot: bytes) -> None:
    choose(page, shot)
    expect(page.locator(".boxes .covered").first).to_be_visible(timeout=SLOW)
    for tick in page.locator(".tick input").all():
        tick.uncheck()
    expect(page.locator(".boxes .covered")).to_have_count(0)
    expect(page.locator(".save")).to_be_disabled()


def test_a_pasted_and_a_dropped_picture_are_taken(page: Page, shot: bytes) -> None:
    for type_, key in (("paste", "clipboardData"), ("drop", "dataTransfer")):
        page.evaluate(
            """([type, key, data]) => {
              const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
              const transfer = new DataTransfer();
              transfer.items.add(new File([bytes], 'image.png', {type: 'image/png'}));
              const Kind = type === 'paste' ? ClipboardEvent : DragEvent;
              document.querySelector('#draft').dispatchEvent(
                new Kind(type, {bubbles: true, cancelable: true, [key]: transfer}));
            }""",
            [type_, key, base64.b64encode(shot).decode()],
        )
    expect(page.locator("#gallery figure")).to_have_count(2)
    expect(page.locator("#gallery .card", has_text="13900010002")).to_have_count(2, timeout=SLOW)
    page.locator("#gallery .off").first.click()
    expect(page.locator("#gallery figure")).to_have_count(1)


def test_what_is_no_picture_is_said(page: Page) -> None:
    choose(page, b"GIF89a", "moving.png")
    expect(page.locator("#gallery .state")).to_contain_text("PNG", timeout=SLOW)


def test_axe_finds_nothing_on_a_marked_picture(page: Page, shot: bytes) -> None:
    choose(page, shot)
    expect(page.locator("#gallery .card").first).to_be_visible(timeout=SLOW)
    assert violations(page, ALL) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_of_a_picture_is_kept(page: Page, shot: bytes) -> None:
    choose(page, shot)
    expect(page.locator("#gallery .card").first).to_be_visible(timeout=SLOW)
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert kept == '[{},{},""]'
    page.reload()
    assert page.locator("#gallery figure").count() == 0

"""The pages in a real browser: accessible, narrow enough for a phone, readable on paper."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, Playwright
from werkzeug.serving import make_server

from browser import chromium
from shenyan import Linter
from shenyan.app import create_app

ADDRESSES = [
    "/?language=zh",
    "/?language=en",
    "/docs?language=zh",
    "/guide?language=zh",
    "/guide?language=en",
    "/rules?language=zh",
    "/articles?language=zh",
    "/articles/civil-code-1034?language=zh",
    "/articles/civil-code-1034?language=en",
    "/articles/criminal-law-274?language=zh",
    "/articles/psapl-2012-42?language=zh",
]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ALL = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit on a phone found; loading a page and asking axe is the slow part."""

    light: list[str]
    dark: list[str]
    width: int
    small_targets: list[str]
    asked_elsewhere: list[str]


@pytest.fixture(scope="module")
def site(linter: Linter) -> Iterator[str]:
    """The running server's address."""
    server = make_server("127.0.0.1", 0, create_app(linter=linter), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium())
    yield browser
    browser.close()


def phone(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="light")


@pytest.fixture(scope="module", params=ADDRESSES)
def visit(request: pytest.FixtureRequest, browser: Browser, site: str) -> Visit:
    page = phone(browser)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(site + request.param)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    light = violations(page, ALL)
    page.emulate_media(color_scheme="dark")
    dark = violations(page, CONTRAST)
    width = page.evaluate("document.documentElement.scrollWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('nav a, summary')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)"
        ".map(e => e.textContent)"
    )
    page.close()
    elsewhere = [url for url in asked if not url.startswith(site)]
    return Visit(light, dark, width, small, elsewhere)


def violations(page: Page, rules: Mapping[str, object]) -> list[str]:
    """Run axe and name each rule broken and where."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{broken['id']}: {node['html'][:120]}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


def test_axe_finds_nothing(visit: Visit) -> None:
    assert visit.light == []


def test_the_dark_colours_have_contrast(visit: Visit) -> None:
    assert visit.dark == []


def test_nothing_sticks_out_on_a_phone(visit: Visit) -> None:
    assert visit.width <= 390


def test_what_is_tapped_is_large_enough(visit: Visit) -> None:
    assert visit.small_targets == []


def test_a_page_asks_nobody_else_for_anything(visit: Visit) -> None:
    assert visit.asked_elsewhere == []


def test_axe_would_find_something(browser: Browser) -> None:
    page = phone(browser)
    page.set_content("<main><h1>x</h1><p style='color:#ddd'>pale</p></main>")
    assert any(found.startswith("color-contrast") for found in violations(page, CONTRAST))
    page.close()


def test_on_paper_the_examples_are_open_and_the_menus_are_gone(browser: Browser, site: str) -> None:
    page = phone(browser)
    page.goto(f"{site}/rules?language=zh")
    page.emulate_media(media="print")
    assert page.locator(".top nav").is_hidden()
    assert page.locator("ul.flag li").first.is_visible()
    assert page.locator("ul.pass li").last.is_visible()
    page.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: str) -> None:
    page = phone(browser)
    page.goto(f"{site}/guide?language=zh")
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert page.locator("main").evaluate("e => e === document.activeElement")
    page.close()

"""What the tests hold in hand: a browser with the extension, and pages at real addresses."""

from __future__ import annotations

import json
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Frame, Page, Playwright, Route, Worker

from browser import chromium

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
PAGES = ROOT / "tests" / "pages"
ROUTES: dict[str, dict[str, Any]] = {
    route["name"]: route
    for route in json.loads((PAGES / "routes.json").read_text(encoding="utf-8"))
}
FILES = {
    (url.netloc, url.path): route["file"]
    for route in ROUTES.values()
    for url in [urllib.parse.urlsplit(route["url"])]
}
PATIENCE_MS = 10_000
SEND = """([message, patience]) => Promise.race([
  chrome.runtime.sendMessage(message),
  new Promise((_, fail) => setTimeout(fail, patience, Error(`no answer to ${message.type}`))),
])"""
HOSTS = ("weibo.com", "*.weibo.com", "m.weibo.cn", "*.douyin.com")


def launch(playwright: Playwright, profile: Path, *switches: str, **options: Any) -> BrowserContext:
    """Start Chromium with the extension. `switches` are Chromium's, `options` are Playwright's."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium(),
        headless=True,
        chromium_sandbox=False,
        args=[f"--disable-extensions-except={EXTENSION}", *switches],
        **{"viewport": {"width": 1100, "height": 760}, "locale": "zh-CN", **options},
    )
    context.set_default_timeout(PATIENCE_MS)
    serve_pages(context)
    return context


def serve_pages(context: BrowserContext) -> None:
    """Answer the sites' real addresses from tests/pages, and nothing else."""

    def answer(route: Route) -> None:
        status, kind, body = page_at(route.request.url)
        route.fulfill(status=status, content_type=kind, body=body)

    for host in HOSTS:
        context.route(f"https://{host}/**", answer)


def page_at(address: str) -> tuple[int, str, str]:
    """The status, type and text of what lies at a site's real address."""
    url = urllib.parse.urlsplit(address)
    file = FILES.get((url.netloc, url.path), url.path.removeprefix("/__pages/").lstrip("/"))
    if url.path.startswith("/odd/"):
        file = f"{url.path[1:]}.html"
    kind = "text/javascript" if file.endswith(".js") else "text/html"
    found = (PAGES / file).is_file()
    body = (PAGES / file).read_text(encoding="utf-8") if found else ""
    return 200 if found else 404, f"{kind}; charset=utf-8", body


def service_worker(context: BrowserContext) -> Worker:
    """The extension's service worker, waited for."""
    return (
        context.service_workers[0]
        if context.service_workers
        else context.wait_for_event("serviceworker")
    )


def until(look: Callable[[], T | None], seconds: float = 8.0) -> T:
    """Look until the answer is true; then give it. Raises AssertionError with the last answer."""
    end = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"still {seen!r} after {seconds} s"
        time.sleep(0.04)
    return seen


@dataclass
class Bench:
    """One browser, one popup, one page under test."""

    context: BrowserContext
    worker: Worker
    popup: Page
    page: Page
    tab: int = -1

    def ask(self, kind: str, **fields: Any) -> Any:
        """Send one of the contract's messages to the service worker."""
        message = {"type": f"shenyan:{kind}", "tab": self.tab, **fields}
        return self.popup.evaluate(SEND, [message, PATIENCE_MS])

    def state(self) -> dict[str, Any]:
        """The state of the page under test."""
        return dict(self.ask("state"))

    def settings(self, **values: Any) -> None:
        """Replace the stored settings."""
        self.popup.evaluate("settings => chrome.storage.local.set({settings})", values)

    def open(self, name: str) -> dict[str, Any]:
        """Open a page by its name in routes.json and do what brings its editor up."""
        route = ROUTES[name]
        self.go(route["url"])
        for selector in route.get("before", []):
            self.page.click(selector)
        self.page.wait_for_function(
            "names => names.every(name => window.__fx?.fields[name])", arg=route["fields"]
        )
        return route

    def go(self, url: str) -> None:
        """Open an address and learn the tab's number."""
        self.page.goto(url)
        self.page.bring_to_front()
        self.tab = self.worker.evaluate(
            "async () => (await chrome.tabs.query({active: true, lastFocusedWindow: true}))[0].id"
        )

    def odd(self, name: str) -> None:
        """Open one of the pages that are unlike the known ones."""
        self.go(f"https://weibo.com/odd/{name}")

    def model(self, field: str) -> str:
        """The text in the page's own model, which is what would be published."""
        return str(self.page.evaluate("name => __fx.fields[name].get()", field))

    def posts(self) -> list[dict[str, Any]]:
        """What was really published."""
        return list(self.page.evaluate("() => __fx.posts"))

    def editor(self, field: str) -> Any:
        """A handle on a field's element."""
        return self.page.evaluate_handle("name => __fx.fields[name].el", field).as_element()

    def type(self, field: str, text: str, delay: float = 0) -> None:
        """Type key by key."""
        self.editor(field).click()
        self.page.keyboard.type(text, delay=delay)

    def field(self, text: str) -> dict[str, Any]:
        """The state of the field with this text, once it is checked."""

        def look() -> dict[str, Any] | None:
            found = [
                one for one in self.state()["fields"] if one["text"] == text and one["checked"]
            ]
            return found[0] if found else None

        return until(look)

    def press(self, selector: str) -> None:
        """Press what publishes."""
        self.page.click(selector)

    def asked(self) -> dict[str, Any]:
        """The question, once it is put."""
        return until(lambda: self.state()["question"])

    def fresh(self, frame: Frame | None = None) -> None:
        """Forget what was published."""
        (frame or self.page).evaluate("() => { __fx.posts.length = 0; }")

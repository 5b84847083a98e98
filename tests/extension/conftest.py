"""One real server, one browser with the extension, and a fresh page for each test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from extension.fake_server import Fake
from extension.rig import ROOT, Bench, launch, service_worker, until

MOST_FAILURES = 8
"""After so many, the browser itself is what fails: the rest would only wait, minutes for each."""
_failed: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what failed in this folder."""
    if report.failed and "extension/" in report.nodeid:
        _failed.append(report.nodeid)


@pytest.fixture(autouse=True)
def _gives_up() -> None:
    """Fail at once when too much has failed already."""
    assert len(_failed) < MOST_FAILURES, f"not run: {MOST_FAILURES} tests in a browser have failed"


@contextmanager
def running_server() -> Iterator[str]:
    """Run the real server in its own process, at a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "server")}
    command = [sys.executable, "-m", "shenyan", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    until(lambda: answers(address), 60)
    try:
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The real server."""
    with running_server() as address:
        yield address


def answers(address: str) -> bool:
    """Whether a server answers there."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=1) as response:
            return bool(response.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


@pytest.fixture(scope="session")
def context(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """The browser, started once; the page of the first run opens by itself, and is closed."""
    running = launch(playwright, tmp_path_factory.mktemp("profile"))
    close_first_page(running)
    yield running
    running.close()


def close_first_page(context: BrowserContext) -> None:
    """Wait for the page that explains the extension after it was installed."""
    page = until(lambda: next((one for one in pages(context) if "welcome" in one.url), None))
    page.close()


def pages(context: BrowserContext) -> list[Page]:
    """The open pages, after Playwright has heard the news."""
    context.pages[0].wait_for_timeout(20)
    return context.pages


@pytest.fixture
def bench(context: BrowserContext, server: str) -> Iterator[Bench]:
    """A fresh page, with the extension pointed at the real server."""
    yield from bench_in(context, server)


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A server whose timing and failures the test decides."""
    running = Fake()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def fake_bench(context: BrowserContext, fake: Fake) -> Iterator[Bench]:
    """A fresh page, with the extension pointed at the fake server."""
    yield from bench_in(context, fake.address)


def bench_in(context: BrowserContext, server: str) -> Iterator[Bench]:
    """Open the popup and a page; close them afterwards."""
    worker = service_worker(context)
    popup = context.new_page()
    popup.goto(worker.url.replace("worker/main.js", "popup/popup.html"))
    popup.evaluate("() => chrome.storage.local.clear()")
    popup.evaluate("server => chrome.storage.local.set({settings: {server}})", server)
    page = context.new_page()
    yield Bench(context, worker, popup, page)
    page.close()
    popup.close()

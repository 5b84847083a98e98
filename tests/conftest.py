"""Fixtures shared by the whole suite."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from playwright.sync_api import Browser, Playwright, sync_playwright

from browser import chromium
from serving import served
from shell import Shell
from shenyan import Linter, checking
from shenyan.app import create_app
from shenyan.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def _only_loopback() -> Iterator[None]:
    """Fail on any connection from this process to anywhere but this computer."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            assert host == "localhost" or ip_address(host).is_loopback, f"a connection to {host}"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def linter() -> Linter:
    """One linter for the whole run: rules and model load once."""
    return Linter()


@pytest.fixture
def shell(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    linter: Linter,
) -> Shell:
    """A command line in an empty folder, with the linter of the whole run."""

    def loaded(settings: Settings) -> Linter:
        """Load rules again only where a project's settings ask for other ones."""
        return linter if settings == Settings() else Linter(settings=settings)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checking, "Linter", loaded)
    return Shell(tmp_path, capfd, monkeypatch)


@pytest.fixture(scope="session")
def app(linter: Linter) -> OpenAPI:
    """The web application as one person runs it."""
    return create_app(linter=linter)


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    """A client on this computer."""
    return app.test_client()


@pytest.fixture(scope="session")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`shenyan serve` as a process of its own, on a free port; gives its address."""
    with served(tmp_path_factory.mktemp("served"), "--languagetool") as (_, address):
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once: a second one in the same process is refused."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chrome(playwright: Playwright) -> Iterator[Browser]:
    """A browser for the tests of one file."""
    browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
    yield browser
    browser.close()

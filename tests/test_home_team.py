"""The page at `/` of a server with a token: it asks for it, says when it is wrong, and goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from serving import served
from shenyan import Linter
from shenyan.app import create_app
from shenyan.config import Config

TOKEN = "a-token-of-32-characters-0123456"
OWN = "你自己的电脑"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENYAN_TOKEN", TOKEN)
        with served(tmp_path_factory.mktemp("team")) as (_, address):
            yield address


@pytest.fixture
def page(chrome: Browser, team: str) -> Iterator[Page]:
    context = chrome.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(team)
    yield page
    context.close()


def pair(page: Page, token: str) -> None:
    page.locator("#token").fill(token)
    page.locator("#token").press("Enter")


def test_a_draft_is_checked_once_the_right_token_is_given(page: Page) -> None:
    state = page.locator("#state")
    page.locator("#draft").fill("电话13912345678")
    expect(state).to_have_text("这台服务需要口令，这段文字还没有检查。")
    pair(page, "not-the-token")
    expect(state).to_have_text("口令不对，这段文字还没有检查。")
    expect(page.locator("#pairing")).to_be_visible()
    pair(page, TOKEN)
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator("#pairing")).to_be_hidden()


def test_a_picture_is_checked_once_the_right_token_is_given(page: Page) -> None:
    nothing: Any = {"name": "a.png", "mimeType": "image/png", "buffer": b"not a picture"}
    page.set_input_files("#chosen", nothing)
    state = page.locator("#gallery .state")
    expect(state).to_have_text("这台服务需要口令，这张图还没有检查。")
    pair(page, "not-the-token")
    expect(state).to_have_text("口令不对，这张图还没有检查。")
    pair(page, TOKEN)
    expect(state).to_contain_text("只读 PNG")


def test_a_picture_that_meets_a_fault_is_not_told_that_the_server_is_away(page: Page) -> None:
    page.route("**/v1/lint-image*", lambda route: route.fulfill(status=500))
    nothing: Any = {"name": "a.png", "mimeType": "image/png", "buffer": b"not a picture"}
    page.set_input_files("#chosen", nothing)
    expect(page.locator("#gallery .state")).to_have_text("服务出错，这张图还没有检查。")


@pytest.mark.parametrize("path", ["/", "/rules", "/docs"])
def test_only_ones_own_server_says_that_it_is_ones_own_computer(
    client: FlaskClient, linter: Linter, path: str
) -> None:
    shared = create_app(Config(token=TOKEN), linter).test_client()
    assert OWN in client.get(f"{path}?language=zh").get_data(as_text=True)
    words = shared.get(f"{path}?language=zh").get_data(as_text=True)
    assert OWN not in words
    assert "不保存" in words
    english = shared.get(f"{path}?language=en").get_data(as_text=True)
    assert "your own computer" not in english

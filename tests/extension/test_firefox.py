"""In a real Firefox: a draft is marked on its words, fixed, undone, held once and published once.

Firefox has no ranges over form fields, no `openOrClosedShadowRoot`, an event page instead of a
service worker and an id of its own for each installation: what differs there is seen here.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from browser import firefox
from extension.fake_server import Fake
from extension.marionette import Marionette
from extension.rig import EXTENSION, ROUTES, until
from extension.sites import proxied_sites
from extension.test_pictures import COVERED, picture

DRAFT = "刘志强的电话13912345678"
MASKED = "刘志强的电话139****5678"
CONTROL = "\ue009"
PREFERENCES = {
    "marionette.port": 0,
    "network.proxy.type": 1,
    "network.proxy.ssl": "127.0.0.1",
    "network.stricttransportsecurity.preloadlist": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.safebrowsing.update.enabled": False,
}
RECTS_HIT = """([name, rects]) => rects.every(([x, y, width, height, start, end]) => {
  const {el} = __fx.fields[name];
  const root = el.getRootNode();
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const at = document.caretPositionFromPoint(x + width / 2, y + height / 2, {shadowRoots});
  if (!at || !el.contains(at.offsetNode)) return false;
  if ('value' in el) return at.offset >= start && at.offset <= end;
  const range = document.createRange();
  range.setStart(el, 0);
  range.setEnd(at.offsetNode, at.offset);
  const before = range.toString().replace(/\\u200b/g, '').length;
  return before >= start && before <= end;
})"""


@dataclass
class Fox:
    """A running Firefox: the page under test, and a page of the extension that asks its worker."""

    remote: Marionette
    page: str
    ours: str
    tab: int = -1

    def ask(self, kind: str, **fields: Any) -> Any:
        """Send one of the contract's messages."""
        message = {"type": f"shenyan:{kind}", "tab": self.tab, **fields}
        self.remote.turn_to(self.ours)
        answer = self.remote.evaluate("message => chrome.runtime.sendMessage(message)", message)
        self.remote.turn_to(self.page)
        return answer

    def open(self, address: str, field: str) -> None:
        """Open a page and wait for its editor."""
        self.remote.do("WebDriver:Navigate", url=address)
        until(lambda: self.run("name => Boolean(window.__fx?.fields[name])", field))

    def run(self, script: str, *arguments: Any) -> Any:
        """Call a function in the page under test."""
        return self.remote.evaluate(script, *arguments)

    def click(self, expression: str) -> None:
        """Click on an element of the page with the mouse."""
        spot = self.run(
            f"() => {{ const el = {expression}; el.scrollIntoView({{block: 'center'}});"
            " const box = el.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; }"
        )
        self.remote.click(*spot)

    def model(self, field: str) -> str:
        """What the page would publish."""
        return str(self.run("name => __fx.fields[name].get()", field))

    def posts(self) -> list[Any]:
        """What was published."""
        return [post["text"] for post in self.run("() => __fx.posts")]

    def field(self, text: str) -> dict[str, Any]:
        """The state of the field with this text, once it is checked."""
        return until(lambda: next(filter(lambda one: seen(one, text), self.fields()), None))

    def fields(self) -> list[dict[str, Any]]:
        """The fields of the page under test."""
        return list(self.ask("state")["fields"])


def published(fox: Fox, posts: list[str]) -> bool:
    """Whether this, and nothing else, was published."""
    return fox.posts() == posts


def seen(field: dict[str, Any], text: str) -> bool:
    """Whether the field has this text and is checked."""
    return bool(field["text"] == text and field["checked"])


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fox]:
    """Firefox with the extension, sent to the sites by way of a proxy on this computer."""
    with proxied_sites() as port:
        profile = tmp_path_factory.mktemp("fox")
        process = start(profile, port)
        try:
            with closing(Marionette(until(lambda: listening(profile), 60))) as remote:
                (page,) = remote.windows()
                remote.do("Addon:Install", path=str(EXTENSION), temporary=True)
                ours = until(lambda: next((one for one in remote.windows() if one != page), None))
                yield prepared(Fox(remote, page, ours))
        finally:
            process.kill()
            process.wait()


def start(profile: Path, port: int) -> subprocess.Popen[bytes]:
    """Start Firefox without a screen, in a profile of its own."""
    wanted = {**PREFERENCES, "network.proxy.ssl_port": port}
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(wanted[key])});\n" for key in wanted]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [firefox(), "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*command, "about:blank"], stdout=quiet, stderr=quiet)


def listening(profile: Path) -> int:
    """The port of the remote control, once Firefox has written it down."""
    noted = profile / "MarionetteActivePort"
    return int(noted.read_text() or 0) if noted.is_file() else 0


def prepared(fox: Fox) -> Fox:
    """Learn the number of the tab under test, once the other tab shows the first run."""
    fox.remote.turn_to(fox.ours)
    until(lambda: "welcome" in fox.remote.address())
    until(lambda: fox.remote.evaluate("() => document.readyState === 'complete'"))
    tabs = fox.remote.evaluate("() => chrome.tabs.query({})")
    fox.tab = min(tab["id"] for tab in tabs)
    return fox


@pytest.fixture
def served(fox: Fox, fake: Fake) -> Fox:
    """The extension pointed at the fake server."""
    fox.remote.turn_to(fox.ours)
    fox.remote.evaluate("server => chrome.storage.local.set({settings: {server}})", fake.address)
    fox.remote.turn_to(fox.page)
    return fox


WEIBO = "document.querySelector('button[class*=_btn]')"
DOUYIN = "document.querySelector('button[class*=primary]')"


@pytest.mark.parametrize(
    ("address", "field", "send"),
    [
        (ROUTES["weibo-home"]["url"], "weibo", WEIBO),
        (ROUTES["douyin-video"]["url"], "desc", DOUYIN),
        ("https://weibo.com/odd/closed", "text", "__send"),
    ],
    ids=["weibo", "douyin", "closed"],
)
def test_a_draft_is_marked_fixed_held_once_and_published_once(
    served: Fox, address: str, field: str, send: str
) -> None:
    fox = served
    fox.open(address, field)
    fox.click(f"__fx.fields['{field}'].el")
    fox.remote.type(DRAFT)
    found = fox.field(DRAFT)
    assert fox.model(field) == DRAFT
    assert [one["text"] for one in found["findings"]] == ["刘志强", "13912345678"]
    marks = [[*box, one["start"], one["end"]] for one in found["findings"] for box in one["rects"]]
    assert len(marks) == 2
    assert fox.run(RECTS_HIT, [field, marks])

    phone = found["findings"][1]
    done = fox.ask("fix", field=found["id"], finding=phone["id"], fix=0)
    assert done == {"ok": True, "text": MASKED}
    assert fox.model(field) == MASKED
    fox.remote.press(CONTROL, "z")
    until(lambda: fox.model(field) == DRAFT)
    fox.field(DRAFT)

    for choice, posts in (("back", []), ("publish", [DRAFT])):
        fox.click(send)
        until(lambda: fox.ask("state")["question"])
        assert fox.posts() == []
        assert fox.ask("answer", choice=choice) == {"ok": True}
        until(partial(published, fox, posts))
    assert fox.ask("state")["question"] is None


CHOOSE = """data => {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], 'chat.png', {type: 'image/png'}));
  const input = document.querySelector('.a input');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', {bubbles: true}));
}"""
FILES = "() => { document.querySelector('.a > button').click(); }"


def test_a_picture_is_checked_marked_and_replaced(served: Fox) -> None:
    fox = served
    fox.open("https://weibo.com/odd/pictures", "a")
    until(lambda: len(fox.fields()) == 5)
    fox.run(CHOOSE, base64.b64encode(picture()).decode())
    told = until(lambda: next((p for p in fox.ask("state")["pictures"] if p["rect"]), None))
    until(lambda: fox.ask("state")["pictures"][0]["checked"])
    assert fox.ask("picture", picture=told["id"], act="replace") == {"ok": True}
    assert [one["masked"] for one in fox.ask("state")["pictures"]] == [True]
    fox.run(FILES)
    (post,) = until(fox.posts)
    assert [(one["name"], one["middle"]) for one in post["files"]] == [("chat-masked.png", COVERED)]

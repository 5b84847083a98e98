"""Random edits: the page's text is what it would be without us, and every mark sits on its words.

`SHENYAN_EDITS=3000 pytest tests/extension/test_random_edits.py` makes the long run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, Playwright

from browser import chromium
from extension.fake_server import Fake
from extension.rig import Bench, serve_pages, until
from extension.watching import HITS

EDITS = int(os.environ.get("SHENYAN_EDITS", "160"))
PIECES = ("好", "a", "👍", "电话13912345678", "骗子", "刘志强", "，", "13812345678 ", "貼文", "1")
KEYS = (
    *("Backspace", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "Home", "End", "Control+z"),
    "Enter",
)
KINDS = ("type", "type", "type", "key", "key", "key", "paste", "compose", "fix", "server", "look")


@pytest.fixture(scope="module")
def plain(playwright: Playwright) -> Iterator[Page]:
    """A browser without the extension."""
    browser = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=False)
    context = browser.new_context(viewport={"width": 1100, "height": 760})
    serve_pages(context)
    yield context.new_page()
    browser.close()


@pytest.mark.parametrize(
    ("name", "field"),
    [("weibo-home", "weibo"), ("weibo-comment", "comment1"), ("douyin-video", "desc")],
)
def test_random_edits_give_the_text_that_they_give_without_us(
    fake_bench: Bench, fake: Fake, plain: Page, name: str, field: str
) -> None:
    bench = fake_bench
    route = bench.open(name)
    plain.goto(route["url"])
    for selector in route.get("before", []):
        plain.click(selector)
    plain.wait_for_function("name => window.__fx?.fields[name]", arg=field)
    both = [bench.page, plain]
    ends = [page.context.new_cdp_session(page) for page in both]
    for page in both:
        page.evaluate("name => __fx.fields[name].el.focus()", field)
    roll = random.Random(2026)
    for number in range(EDITS):
        kind = roll.choice(KINDS)
        if kind == "server":
            restart(fake, roll)
        elif kind == "fix":
            fix(bench, plain, field, roll)
        elif kind == "look":
            look(bench, field)
        else:
            edit(both, ends, kind, roll)
            let_through(bench, plain, field)
        texts = [page.evaluate("name => __fx.fields[name].get()", field) for page in both]
        assert texts[0] == texts[1], f"edit {number}: {kind}"


def let_through(bench: Bench, plain: Page, field: str) -> None:
    """Wait for an Enter that is held or asked about: in a comment it might publish."""

    def through() -> bool:
        if bench.state()["question"]:
            bench.ask("answer", choice="publish")
        return bench.model(field).count("\n") == int(plain.evaluate(LINES, field))

    until(through, 3)


LINES = "name => __fx.fields[name].get().split('\\n').length - 1"


def edit(both: list[Page], ends: list[CDPSession], kind: str, roll: random.Random) -> None:
    """The same edit on both pages."""
    piece, key = roll.choice(PIECES), roll.choice(KEYS)
    for page, end in zip(both, ends, strict=True):
        if kind == "type":
            page.keyboard.type(piece)
        elif kind == "key":
            page.keyboard.press(key)
        elif kind == "paste":
            page.evaluate(PASTE, piece)
        else:
            for part in ("p", "pian", "骗"):
                at = {"selectionStart": len(part), "selectionEnd": len(part)}
                end.send("Input.imeSetComposition", {"text": part, **at})
            end.send("Input.insertText", {"text": "骗"})


PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const how = {bubbles: true, cancelable: true, clipboardData};
  const took = !document.activeElement.dispatchEvent(new ClipboardEvent('paste', how));
  if (!took) document.execCommand('insertText', false, text);
}"""


def restart(fake: Fake, roll: random.Random) -> None:
    """The server goes, or is back, or becomes slow."""
    if fake.server and roll.random() < 0.5:
        fake.stop()
    elif not fake.server:
        fake.start()
    fake.delay = roll.choice((0, 0, 0.1))


def fix(bench: Bench, plain: Page, field: str, roll: random.Random) -> None:
    """A fix by the extension, and the same change by hand."""
    found = written(bench)
    if not found or not found["findings"]:
        return
    finding = roll.choice(found["findings"])
    if not finding["fixes"][0]["replacement"]:
        return
    done = bench.ask("fix", field=found["id"], finding=finding["id"], fix=0)
    assert done["ok"], done
    change = [field, finding["start"], finding["end"], finding["fixes"][0]["replacement"]]
    plain.evaluate(CHANGE, change)


CHANGE = """async ([name, start, end, text]) => {
  const {el} = __fx.fields[name];
  const shift = text.length - (end - start);
  const after = at => at >= end ? at + shift : at > start ? start + text.length : at;
  if ('value' in el) {
    const caret = [after(el.selectionStart), after(el.selectionEnd)];
    el.setSelectionRange(start, end);
    document.execCommand('insertText', false, text);
    return el.setSelectionRange(...caret);
  }
  const nodes = () => {
    const all = [];
    let from = 0;
    for (const line of el.querySelectorAll('.ace-line')) {
      const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let n; (n = walk.nextNode());) {
        if (n.data === '\\u200b') continue;
        all.push([n, from]);
        from += n.data.length;
      }
      from++;
    }
    return all;
  };
  const point = (at, closing) => {
    for (const [n, from] of nodes()) {
      const inside = at - from;
      const {length} = n.data;
      if (closing ? inside > 0 && inside <= length : inside >= 0 && inside < length) {
        return [n, inside];
      }
    }
    return null;
  };
  const bare = node => node.textContent.replace(/\\u200b/g, '');
  const caretAt = at => {
    let from = 0;
    for (const line of el.querySelectorAll('.ace-line')) {
      if (bare(line) === '' && from === at) return [line, 0];
      from += bare(line).length + 1;
    }
    return point(at, true) ?? point(at, false);
  };
  const selection = getSelection();
  const before = document.createRange();
  before.setStart(el, 0);
  before.setEnd(selection.anchorNode, selection.anchorOffset);
  const lines = [...el.querySelectorAll('.ace-line')];
  const line = Math.max(0, lines.findIndex(one => one.contains(selection.anchorNode)));
  const caret = before.toString().replace(/\\u200b/g, '').length + line;
  selection.setBaseAndExtent(...point(start, false), ...point(end, true));
  await new Promise(done => setTimeout(done, 20));
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  el.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData}));
  selection.collapse(...caretAt(after(caret)));
}"""


def written(bench: Bench) -> dict[str, Any] | None:
    """The field that has text."""
    return next((one for one in bench.state()["fields"] if one["text"]), None)


def look(bench: Bench, field: str) -> None:
    """Every mark that can be seen is on the words of its finding."""
    found = written(bench)
    for finding in found["findings"] if found else []:
        encoded = found["text"].encode("utf-16-le") if found else b""
        words = encoded[finding["start"] * 2 : finding["end"] * 2].decode("utf-16-le")
        assert words == finding["text"]
        rects = [[*rect, finding["start"], finding["end"]] for rect in finding["rects"]]
        assert bench.page.evaluate(HITS, [field, rects]), finding

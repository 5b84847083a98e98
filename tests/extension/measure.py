"""Measure what the extension costs: `python tests/extension/measure.py` prints the figures.

A key is an insertion by the page's own script into 2,000 characters with 50 findings; its cost is
what runs before the page's next step, with the extension on and off. The pause is from the last
key to the underline.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import BrowserContext, sync_playwright

from extension.conftest import running_server
from extension.fake_server import Fake
from extension.rig import Bench, launch, service_worker, until

KEYS = 120
LONG = ("写几句闲话凑够一行字，他的电话13912345678，" * 50 + "闲" * 2000)[:2000]
SHORT = "同事说下周一起去爬山，"

KEY = """async ([name, keys]) => {
  const {el} = __fx.fields[name];
  el.focus();
  const costs = [];
  for (let i = 0; i < keys; i++) {
    const start = performance.now();
    document.execCommand('insertText', false, '字');
    await null;
    costs.push(performance.now() - start);
    await new Promise(done => setTimeout(done, 30));
  }
  return costs;
}"""
LONG_TASKS = """() => {
  window.__long = [];
  new PerformanceObserver(list => __long.push(...list.getEntries().map(one => one.duration)))
    .observe({type: 'longtask'});
}"""
PAUSE = """name => new Promise(done => {
  const {el} = __fx.fields[name];
  el.focus();
  document.execCommand('insertText', false, '打13912345678');
  const start = performance.now();
  const look = () => CSS.highlights.get('shenyan-error')?.size
    ? done(performance.now() - start) : setTimeout(look, 4);
  look();
})"""
EMPTY = """name => {
  __fx.fields[name].el.focus();
  document.execCommand('selectAll');
  document.execCommand('insertText', false, '没有号码');
}"""


def figures(costs: list[float]) -> str:
    """The middle, the 95th of a hundred, and the worst, in milliseconds."""
    ordered = sorted(costs)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(ordered):.1f}  p95 {p95:.1f}  max {ordered[-1]:.1f} ms"


def bench_at(context: BrowserContext, server: str) -> Bench:
    """A page with the extension pointed at a server."""
    worker = service_worker(context)
    popup = context.new_page()
    popup.goto(worker.url.replace("worker/main.js", "popup/popup.html"))
    bench = Bench(context, worker, popup, context.new_page())
    bench.settings(server=server)
    return bench


def cost_of_a_key(bench: Bench, name: str, field: str, server: str, on: bool) -> None:
    """Print what a key costs."""
    bench.settings(server=server, enabled=on)
    bench.open(name)
    bench.editor(field).click()
    bench.page.keyboard.insert_text(LONG)
    if on:
        assert len(bench.field(LONG)["findings"]) >= 50
    bench.page.evaluate(LONG_TASKS)
    costs = bench.page.evaluate(KEY, [field, KEYS])
    longest = max(bench.page.evaluate("() => __long"), default=0)
    label = f"key, {name}, {'on' if on else 'off'}"
    print(f"{label:28} {figures(costs)}  longest task over 50 ms: {longest:.0f}")


def pause(bench: Bench, name: str, field: str, rounds: int = 40) -> None:
    """Print how long the underline takes after the last key."""
    bench.open(name)
    waits = []
    for _ in range(rounds):
        bench.page.evaluate(EMPTY, field)
        until(lambda: bench.state()["counts"]["error"] == 0)
        bench.field("没有号码")
        waits.append(bench.page.evaluate(PAUSE, field))
    print(f"{'pause, ' + name:28} {figures(waits)}")


def main() -> None:
    """Measure and print."""
    with sync_playwright() as playwright, running_server() as server:
        context = launch(playwright, Path(tempfile.mkdtemp()))
        fake = Fake()
        fake.start()
        bench = bench_at(context, server)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        for name, field in (("weibo-home", "weibo"), ("douyin-video", "desc")):
            for on in (False, True):
                cost_of_a_key(bench, name, field, fake.address, on)
            bench.settings(server=server)
            pause(bench, name, field)
        context.close()
        fake.stop()


if __name__ == "__main__":
    main()

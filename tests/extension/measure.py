"""Measure what the extension costs: `python tests/extension/measure.py` prints the figures.

A key is one character typed into 2,000 with 50 findings. Its cost is processor time of the page's
main thread, to which no other process on the machine adds: that of scripts, styles and layout, and
that of all until it rests, the drawing of the marks too. What the extension costs is the difference
between on and off. The pause is from the last key to the underline, on the clock.
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
HANDLING = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
EVERYTHING = ("TaskDuration",)
LONG = ("写几句闲话凑够一行字，他的电话13912345678，" * 50 + "闲" * 2000)[:2000]
SHORT = "同事说下周一起去爬山，"

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
  const look = () => CSS.highlights.get('shenyan-error')?.size || performance.now() - start > 5000
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
    return f"p50 {statistics.median(ordered):.1f}  p95 {p95(ordered):.1f}  max {ordered[-1]:.1f} ms"


def p95(costs: list[float]) -> float:
    """What 95 of a hundred do not exceed."""
    return sorted(costs)[int(len(costs) * 0.95)]


def bench_at(context: BrowserContext, server: str) -> Bench:
    """A page with the extension pointed at a server."""
    worker = service_worker(context)
    popup = context.new_page()
    popup.goto(worker.url.replace("worker/main.js", "popup/popup.html"))
    bench = Bench(context, worker, popup, context.new_page())
    bench.settings(server=server)
    return bench


def filled(bench: Bench, name: str, field: str, on: bool) -> None:
    """Open a page and put the long draft into its field, checked where the extension is on."""
    bench.open(name)
    bench.editor(field).click()
    bench.page.keyboard.insert_text(LONG)
    if on:
        assert len(bench.field(LONG)["findings"]) >= 50
    bench.page.wait_for_timeout(400)


def costs_of_keys(bench: Bench, keys: int = KEYS, work: tuple[str, ...] = HANDLING) -> list[float]:
    """What each key costs the page's main thread, in milliseconds of processor time."""
    return [seconds * 1000 for seconds in _per_key(bench, keys, work)]


def layouts_of_keys(bench: Bench, keys: int = KEYS) -> list[float]:
    """How often each key makes the page compute styles and lay itself out."""
    return _per_key(bench, keys, ("LayoutCount", "RecalcStyleCount"))


def _per_key(bench: Bench, keys: int, metrics: tuple[str, ...]) -> list[float]:
    """What each of so many keys adds to the sum of these metrics of the page."""
    devtools = bench.context.new_cdp_session(bench.page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def total() -> float:
        values = devtools.send("Performance.getMetrics")["metrics"]
        return sum(float(one["value"]) for one in values if one["name"] in metrics)

    added = []
    for _ in range(keys):
        before = total()
        devtools.send("Input.insertText", {"text": "字"})
        added.append(total() - before)
    devtools.detach()
    return added


def key(bench: Bench, name: str, field: str, server: str) -> None:
    """Print what a key costs without and with the extension."""
    for on in (False, True):
        bench.settings(server=server, enabled=on)
        filled(bench, name, field, on)
        bench.page.evaluate(LONG_TASKS)
        label = f"{name}, {'on' if on else 'off'}"
        print(f"{'key, ' + label:28} {figures(costs_of_keys(bench))}")
        print(f"{'all, ' + label:28} {figures(costs_of_keys(bench, work=EVERYTHING))}")
        longest = max(bench.page.evaluate("() => __long"), default=0)
        print(f"{'longest task over 50 ms':28} {longest:.0f} ms on the clock")


def waits(bench: Bench, name: str, field: str, rounds: int = 40) -> list[float]:
    """How long the underline takes after the last key, in milliseconds."""
    bench.open(name)
    taken = []
    for _ in range(rounds):
        bench.page.evaluate(EMPTY, field)
        until(lambda: bench.state()["counts"]["error"] == 0)
        bench.field("没有号码")
        taken.append(float(bench.page.evaluate(PAUSE, field)))
    return taken


def main() -> None:
    """Measure and print, with ranges over form fields and with the mirror."""
    with sync_playwright() as playwright, running_server() as server:
        fake = Fake()
        fake.start()
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        for switches in ((), ("--disable-blink-features=OpaqueRange",)):
            context = launch(playwright, Path(tempfile.mkdtemp()), *switches)
            bench = bench_at(context, server)
            print("mirror:" if switches else "ranges:")
            for name, field in (("weibo-home", "weibo"), ("douyin-video", "desc")):
                key(bench, name, field, fake.address)
                bench.settings(server=server)
                print(f"{'pause, ' + name:28} {figures(waits(bench, name, field))}")
            context.close()
        fake.stop()


if __name__ == "__main__":
    main()

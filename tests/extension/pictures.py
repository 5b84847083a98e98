"""Draw the README's pictures again: `python tests/extension/pictures.py` from the checkout.

With a folder as argument, every view in light and dark is drawn there too, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, Playwright, sync_playwright

from extension.conftest import running_server
from extension.rig import ROOT, Bench, launch, service_worker
from extension.test_main_job import DRAFT

SHARP = 2
"""Device pixels for each CSS pixel."""


def start(playwright: Playwright, server: str, scheme: str, language: str) -> Bench:
    """Open a browser whose words are in one language, with the draft marked on Weibo."""
    profile = Path(tempfile.mkdtemp())
    options = {"device_scale_factor": SHARP, "color_scheme": scheme}
    size = {"viewport": {"width": 1100, "height": 640}}
    context = launch(playwright, profile, **options, **size)
    worker = service_worker(context)
    popup = context.new_page()
    popup.goto(worker.url.replace("worker/main.js", "popup/popup.html"))
    bench = Bench(context, worker, popup, context.new_page())
    bench.settings(server=server, language=language)
    bench.open("weibo-home")
    bench.type("weibo", DRAFT)
    return bench


def card(bench: Bench) -> None:
    """Rest the pointer on the phone number."""
    found = bench.field(DRAFT)["findings"]
    phone = next(one for one in found if one["category"] == "phone-number")
    if not phone["rects"]:
        bench.ask("jump", field=bench.field(DRAFT)["id"], finding=phone["id"])
        return bench.page.wait_for_timeout(400)
    x, y, width, height = phone["rects"][0]
    bench.page.mouse.move(x + width / 2, y + height / 2)
    return bench.page.wait_for_timeout(600)


def own_page(bench: Bench, path: str, width: int, height: int) -> Page:
    """Open one of the extension's own pages."""
    page = bench.context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(bench.worker.url.replace("worker/main.js", path))
    page.wait_for_timeout(900)
    return page


def readme(playwright: Playwright, server: str, folder: Path) -> None:
    """The two pictures of the README."""
    bench = start(playwright, server, "light", "zh_CN")
    card(bench)
    bench.page.screenshot(path=folder / "weibo.png")
    popup = own_page(bench, f"popup/popup.html?tab={bench.tab}", 360, 100)
    popup.locator("body").screenshot(path=folder / "popup.png")
    bench.context.close()


SIZES = {"": (1100, 640), "-narrow": (360, 640), "-zoom": (550, 320)}
"""A window as usual, a narrow one, and one at 200 %, which has half as many pixels to give."""


def gallery(playwright: Playwright, server: str, folder: Path) -> None:
    """Every view, in light and dark, in Chinese and English."""
    for scheme, language in (("light", "zh_CN"), ("dark", "en")):
        bench = start(playwright, server, scheme, language)
        if scheme == "dark":
            bench.page.add_style_tag(content=DARK)
        for name, (width, height) in SIZES.items():
            bench.page.set_viewport_size({"width": width, "height": height})
            card(bench)
            bench.page.screenshot(path=folder / f"card-{scheme}{name}.png")
            bench.page.keyboard.press("Escape")
            bench.press("text=发送 >> nth=-1")
            bench.asked()
            bench.page.wait_for_timeout(200)
            bench.page.screenshot(path=folder / f"question-{scheme}{name}.png")
            bench.ask("answer", choice="back")
        for name in ("popup", "options", "welcome"):
            for kind, width in (("", 1000), ("-narrow", 360)):
                wide = 360 if name == "popup" else width
                page = own_page(bench, f"{name}/{name}.html?tab={bench.tab}", wide, 480)
                page.screenshot(path=folder / f"{name}-{scheme}{kind}.png", full_page=True)
                page.close()
        bench.context.close()


DARK = """body, .wbpro-form, ._nav_1, textarea, .spacer {
  background: #1c1c1e !important; color: #ddd !important }"""


def main() -> None:
    """Draw."""
    with sync_playwright() as playwright, running_server() as server:
        if len(sys.argv) > 1:
            folder = Path(sys.argv[1])
            folder.mkdir(parents=True, exist_ok=True)
            gallery(playwright, server, folder)
        else:
            readme(playwright, server, ROOT / ".github")


if __name__ == "__main__":
    main()

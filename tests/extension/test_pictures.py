"""Pictures added to a post: checked here, marked on their preview, asked about, replaced."""

from __future__ import annotations

import base64
import io
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from extension.fake_server import Fake
from extension.rig import Bench, until

COVERED = [48, 48, 48]


def picture(seed: int = 0, size: tuple[int, int] = (480, 640)) -> bytes:
    """Draw a picture unlike the others, with something in the middle."""
    image = Image.new("RGB", size, "#f4f1ea")
    pen = ImageDraw.Draw(image)
    for row in range(8):
        left = (row * 97 + seed * 131) % 300
        pen.rectangle((left, row * 80 + 8, left + 140 + seed * 20, row * 80 + 60), fill="#4a8a6a")
    pen.rectangle((170, 280, 310, 360), fill="#c04030")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def chosen(name: str, data: bytes, mime: str = "image/png") -> Any:
    return {"name": name, "mimeType": mime, "buffer": data}


def checked(bench: Bench, count: int = 1) -> list[dict[str, Any]]:
    """The pictures, once that many are checked."""
    return until(
        lambda: (
            [p for p in told if p["checked"]]
            if len(told := bench.state()["pictures"]) == count and all(p["checked"] for p in told)
            else None
        )
    )


def files(bench: Bench, name: str) -> list[dict[str, Any]]:
    """What a composer publishes."""
    bench.page.click(f".{name} > button")
    return list(until(bench.posts)[-1]["text"]["files"])


def gone(bench: Bench) -> bool:
    return not bench.state()["pictures"]


def masked_only(bench: Bench) -> bool:
    told = bench.state()["pictures"]
    return [one["masked"] for one in told] == [True]


def test_a_chosen_picture_is_checked_and_marked_on_its_preview(
    fake_bench: Bench, fake: Fake
) -> None:
    bench = fake_bench
    bench.odd("pictures")
    bench.page.set_input_files(".a input", chosen("chat.png", picture()))
    (told,) = checked(bench)
    assert [(f["category"], f["level"]) for f in told["findings"]] == [
        ("phone-number", "error"),
        ("portrait", "warning"),
    ]
    assert told["replaceable"]
    assert bench.state()["counts"] == {"error": 1, "warning": 1, "info": 0}
    shown = until(lambda: bench.state()["pictures"][0]["rect"])
    box = bench.page.locator(".a .tile img").bounding_box()
    assert box
    assert shown == pytest.approx([box["x"], box["y"], box["width"], box["height"]])
    assert [path for path, _ in fake.pictures] == ["/v1/lint-image?language=zh"]
    assert fake.pictures[0][1] == picture(), "the server gets the file byte for byte"


def test_a_picture_that_is_taken_off_is_forgotten(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("pictures")
    bench.page.set_input_files(".a input", chosen("chat.png", picture()))
    checked(bench)
    until(lambda: bench.state()["pictures"][0]["rect"])
    bench.page.click(".a .tile i")
    until(partial(gone, bench))
    assert bench.state()["counts"] == {"error": 0, "warning": 0, "info": 0}


@pytest.mark.parametrize("name", ["a", "b", "e"])
def test_a_picture_asks_before_it_is_published(fake_bench: Bench, name: str) -> None:
    bench = fake_bench
    bench.odd("pictures")
    bench.page.set_input_files(f".{name} input", chosen("chat.png", picture()))
    (told,) = checked(bench)
    bench.page.click(f".{name} > button")
    assert bench.asked()["field"].endswith(told["id"].split(":")[1])
    bench.ask("answer", choice="back")
    assert bench.posts() == []
    bench.page.click(f".{name} > button")
    bench.asked()
    bench.ask("answer", choice="publish")
    published = until(bench.posts)[0]["text"]["files"]
    assert [one["name"] for one in published] == ["chat.png"]
    assert published[0]["middle"] != COVERED


@pytest.mark.parametrize("name", ["a", "b", "e"])
def test_the_masked_picture_takes_the_place_of_the_original(fake_bench: Bench, name: str) -> None:
    bench = fake_bench
    bench.odd("pictures")
    bench.page.set_input_files(f".{name} input", chosen("chat.png", picture()))
    (told,) = checked(bench)
    bench.page.wait_for_timeout(500)
    assert bench.ask("picture", picture=told["id"], act="replace") == {"ok": True}
    assert masked_only(bench)
    published = files(bench, name)
    assert [(one["name"], one["middle"]) for one in published] == [("chat-masked.png", COVERED)]


def test_masking_from_the_question_publishes_the_masked_picture(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("pictures")
    bench.page.set_input_files(".a input", chosen("chat.png", picture()))
    checked(bench)
    until(lambda: bench.state()["pictures"][0]["rect"])
    bench.page.click(".a > button")
    bench.asked()
    bench.ask("answer", choice="mask")
    (post,) = until(bench.posts)
    assert [one["middle"] for one in post["text"]["files"]] == [COVERED]


def test_of_several_pictures_only_the_one_that_is_meant_is_replaced(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("pictures")
    several = [chosen(f"{seed}.png", picture(seed)) for seed in (1, 2, 3)]
    bench.page.set_input_files(".a input", several)
    told = checked(bench, 3)
    until(lambda: all(one["rect"] for one in bench.state()["pictures"]))
    assert bench.ask("picture", picture=told[1]["id"], act="replace") == {"ok": True}
    bench.page.click(".a > button")
    bench.asked()
    bench.ask("answer", choice="publish")
    (post,) = until(bench.posts)
    seen = {one["name"]: one["middle"] == COVERED for one in post["text"]["files"]}
    assert seen == {"1.png": False, "2-masked.png": True, "3.png": False}


GIVE = """([selector, type, data]) => {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], 'image.png', {type: 'image/png'}));
  const all = {bubbles: true, cancelable: true, composed: true};
  const event = type === 'paste'
    ? new ClipboardEvent(type, {...all, clipboardData: transfer})
    : new DragEvent(type, {...all, dataTransfer: transfer});
  document.querySelector(selector).dispatchEvent(event);
}"""


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_pasted_and_dropped_pictures_are_checked_and_replaced(fake_bench: Bench, way: str) -> None:
    bench = fake_bench
    bench.odd("pictures")
    data = base64.b64encode(picture()).decode()
    until(lambda: len(bench.state()["fields"]) == 5)
    bench.page.evaluate(GIVE, [".c [contenteditable]", way, data])
    (told,) = checked(bench)
    until(lambda: bench.state()["pictures"][0]["rect"])
    assert bench.ask("picture", picture=told["id"], act="replace") == {"ok": True}
    assert [one["middle"] for one in files(bench, "c")] == [COVERED]


def test_a_picture_from_an_input_we_never_saw_is_known_by_its_preview(
    fake_bench: Bench, tmp_path: Path
) -> None:
    bench = fake_bench
    bench.odd("pictures")
    data = base64.b64encode(picture()).decode()
    until(lambda: len(bench.state()["fields"]) == 5)
    bench.page.evaluate(
        "data => __fx.choose(new File([Uint8Array.from(atob(data), l => l.charCodeAt(0))],"
        " 'x.png', {type: 'image/png'}))",
        data,
    )
    (told,) = checked(bench)
    assert not told["replaceable"]
    with bench.page.expect_download() as saving:
        assert bench.ask("picture", picture=told["id"], act="save") == {"ok": True}
    path = tmp_path / "masked.png"
    saving.value.save_as(path)
    image = Image.open(path)
    assert image.getpixel((240, 320)) == tuple(COVERED)


@pytest.mark.parametrize(("status", "stage"), [(501, "missing"), (415, "unread"), (503, "away")])
def test_what_cannot_be_checked_is_said_and_never_holds_a_post(
    fake_bench: Bench, fake: Fake, status: int, stage: str
) -> None:
    bench = fake_bench
    fake.picture_status = status
    bench.odd("pictures")
    bench.page.set_input_files(".a input", chosen("chat.png", picture()))
    until(lambda: [p["stage"] for p in bench.state()["pictures"]] == [stage])
    popup = bench.context.new_page()
    popup.goto(f"{bench.popup.url}?tab={bench.tab}")
    popup.wait_for_selector("main section")
    words = popup.inner_text("main")
    popup.close()
    assert ("shenyan[image]" in words) == (stage == "missing")
    assert [one["name"] for one in files(bench, "a")] == ["chat.png"]


def test_a_page_without_a_composer_keeps_its_pictures_to_itself(
    fake_bench: Bench, fake: Fake
) -> None:
    bench = fake_bench
    bench.odd("other")
    bench.page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('input'),"
        " {type: 'file', id: 'avatar'}))"
    )
    bench.page.set_input_files("#avatar", chosen("me.png", picture()))
    bench.page.wait_for_timeout(500)
    assert bench.state()["pictures"] == []
    assert fake.pictures == []


def test_switched_off_nothing_of_a_picture_is_looked_at(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    bench.settings(server=fake.address, enabled=False)
    bench.odd("pictures")
    bench.page.set_input_files(".a input", chosen("chat.png", picture()))
    bench.page.wait_for_timeout(500)
    assert fake.pictures == []


def test_the_page_sees_nothing_of_ours_but_a_closed_host(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("pictures")
    bench.page.set_input_files(".a input", chosen("chat.png", picture()))
    checked(bench)
    until(lambda: bench.state()["pictures"][0]["rect"])
    bench.page.wait_for_timeout(300)
    tile = bench.page.inner_html(".a .tiles")
    assert tile.count("<") == tile.count("<img") + tile.count("<div") + tile.count("<i ") + 2
    assert bench.page.evaluate("() => document.documentElement.lastElementChild.shadowRoot") is None

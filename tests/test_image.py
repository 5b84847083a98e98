"""The picture itself is checked and masked before it is posted."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from platform import machine
from random import Random
from subprocess import run
from sys import executable
from textwrap import dedent
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from pictures.fonts import fonts
from pictures.invented import full_name, mobile
from pictures.measure import is_found, still_readable
from pictures.painter import Said
from pictures.papers import court, identity_card, iou
from pictures.scenes import chat, gallery
from pictures.truth import Scene
from pictures.tuning import LIGHT, LOOKS
from pictures.wear import photographed
from shenyan import Linter
from shenyan.app import create_app
from shenyan.cli import main
from shenyan.image import pictures
from shenyan.image.lint import PictureLinter
from shenyan.image.pictures import (
    Box,
    PictureError,
    kept_kind,
    mask,
    open_file,
    open_picture,
)
from shenyan.image.reading import read_lines
from shenyan.image.report import PictureReport


@pytest.fixture(scope="module")
def checker(linter: Linter) -> PictureLinter:
    return PictureLinter(linter)


@pytest.fixture(scope="module")
def client(linter: Linter) -> Iterator[FlaskClient]:
    with create_app(linter=linter).test_client() as client:
        yield client


@pytest.fixture(scope="module")
def checked(checker: PictureLinter) -> list[tuple[Scene, PictureReport]]:
    """A few pictures in all looks, one of them long; `pictures.measure` takes a hundred more."""
    drawn = [scene for _, scene in gallery(5, 7, LOOKS, fonts())]
    return [(scene, checker.lint(scene.image)) for scene in drawn]


def data(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "least"), [("phone", 0.95), ("name", 0.85), ("avatar", 0.95), ("qr", 0.95)]
)
def test_what_identifies_somebody_is_covered(
    checked: list[tuple[Scene, PictureReport]], kind: str, least: float
) -> None:
    hits = [
        is_found(shown, report)
        for scene, report in checked
        for shown in scene.shown
        if shown.kind == kind
    ]
    assert hits
    assert sum(hits) / len(hits) >= least


def test_a_chat_is_known_as_a_chat(checked: list[tuple[Scene, PictureReport]]) -> None:
    assert {report.kind for _, report in checked} == {"chat"}
    for _, report in checked:
        assert "chat-record" in {one.finding.category for one in report.findings}


@pytest.mark.parametrize(
    ("draw", "category"),
    [(iou, "debt-shaming"), (court, "recording"), (identity_card, "id-number")],
)
def test_papers_are_known_by_their_words(
    checker: PictureLinter, draw: Callable[[str, Random], Scene], category: str
) -> None:
    scene = draw(fonts()[0], Random(3))
    report = checker.lint(scene.image)
    assert report.kind == scene.kind
    assert category in {one.finding.category for one in report.findings}
    assert all(is_found(shown, report) for shown in scene.shown if shown.kind == "id")


def test_a_photographed_screen_is_covered_where_it_lies(checker: PictureLinter) -> None:
    rng = Random(8)
    said = [
        Said(False, f"她的电话{(number := mobile(rng))}", "", [("phone", number)]),
        Said(True, "别发出去"),
        Said(False, "知道了"),
    ]
    scene = photographed(chat(full_name(rng), said, LIGHT, fonts()[0], 900), rng)
    report = checker.lint(scene.image)
    assert report.kind == "chat"
    assert {shown.kind for shown in scene.shown} == {"name", "avatar", "phone"}
    assert [shown for shown in scene.shown if not is_found(shown, report)] == []


def test_in_a_chat_my_number_is_whose_bubble_it_stands_in(checker: PictureLinter) -> None:
    told = "我电话13900010002，打给我"
    for mine, level in ((False, "error"), (True, "info")):
        said = [Said(mine, told), Said(not mine, "好的"), Said(mine, "嗯")]
        report = checker.lint(chat("何晓梅", said, LIGHT, fonts()[0], 900).image)
        levels = {one.finding.category: one.finding.level for one in report.findings}
        assert levels["phone-number"] == level
        assert levels["person-name"] == ("error" if level == "error" else "warning")


def test_a_number_wrapped_over_two_lines_is_one_number(checker: PictureLinter) -> None:
    lines = [
        Said(False, "这件事你问我就好，不要去问别人，电话13900010002"),
        Said(True, "好的"),
        Said(False, "嗯"),
    ]
    report = checker.lint(chat("何晓梅", lines, LIGHT, fonts()[0], 720).image)
    phones = [one for one in report.findings if one.finding.category == "phone-number"]
    assert len(phones) == 1
    assert phones[0].finding.text.replace("\n", "") == "13900010002"


def test_small_letters_of_a_wide_screen_are_read() -> None:
    screen, random = Image.new("RGB", (2560, 1440), "white"), Random(3)
    pen, font = ImageDraw.Draw(screen), ImageFont.truetype(fonts()[0], 14)
    numbers = [mobile(random) for _ in range(10)]
    for row, number in enumerate(numbers):
        pen.text((300 + row % 3 * 400, 100 + row * 36), f"这是她的号码{number}", "#222222", font)
    text = "".join(line.text for line in read_lines(screen))
    assert [number for number in numbers if number not in text] == []


@pytest.mark.skipif(machine() not in {"x86_64", "AMD64"}, reason="x86 alone is slow with them")
def test_numbers_next_to_nothing_do_not_slow_the_reader() -> None:
    """Only the thread that reads takes them for nought, whichever thread asks for it."""
    asked = """
        from threading import Thread
        import numpy as np
        from shenyan.image import engine
        def tiny():
            return bool(np.float32(1e-38) * np.float32(1e-3))
        first = Thread(target=engine.read, args=(np.zeros((64, 64, 3), np.uint8), 640))
        first.start(), first.join()
        print(engine.in_thread(tiny), tiny())
    """
    told = run([executable, "-c", dedent(asked)], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]


def test_a_masked_picture_hides_what_was_found(checker: PictureLinter) -> None:
    picture = chat(
        "何晓梅", [Said(False, "我电话13900010002"), Said(True, "好")], LIGHT, fonts()[0]
    )
    report = checker.lint(picture.image)
    assert still_readable(picture, report) == []
    boxes = [box for one in report.findings for box in one.boxes]
    masked = open_picture(mask(picture.image, boxes))
    assert not [
        one for one in checker.lint(masked).findings if one.finding.category == "person-name"
    ]


def test_a_masked_picture_has_no_metadata() -> None:
    image = Image.new("RGB", (200, 200), "white")
    exif = Image.Exif()
    exif[0x8825] = {2: (31.0, 14.0, 3.0)}
    exif[0x010F] = "Phone"
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "secret")
    for given in (data(image, "JPEG", exif=exif), data(image, "PNG", pnginfo=notes)):
        kind = kept_kind(given)
        out = mask(open_picture(given), [Box(10, 10, 20, 20)], kind)
        clean = Image.open(io.BytesIO(out))
        assert clean.format == kind
        assert dict(clean.getexif()) == {}
        assert clean.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Phone" not in out
        assert b"secret" not in out


def test_a_turned_photograph_is_read_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_picture(data(Image.new("RGB", (300, 100)), "JPEG", exif=exif)).size == (100, 300)


def test_a_long_screenshot_is_read_to_the_end(checker: PictureLinter) -> None:
    lines = [Said(i % 2 == 0, f"第{i}句话，今天天气不错") for i in range(40)]
    picture = chat("何晓梅", [*lines, Said(False, "我电话13900010002")], LIGHT, fonts()[0], 720)
    assert picture.image.height > 2 * 1600
    report = checker.lint(picture.image)
    assert "phone-number" in {one.finding.category for one in report.findings}


WHOLE = data(Image.new("RGB", (60, 60), "white"), "PNG")


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "I;16", "CMYK"])
def test_any_kind_of_pixel_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert open_picture(data(Image.new(mode, (40, 40)), kind)).mode == "RGB"


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(PictureError) as caught:
        open_picture(b"\x89PNG" + b"\0" * pictures.MAX_BYTES)
    assert caught.value.status == 413


def test_the_server_answers_with_boxes_and_the_law(client: FlaskClient) -> None:
    picture = chat(
        "何晓梅", [Said(False, "我电话13900010002"), Said(True, "好")], LIGHT, fonts()[0]
    )
    answer = client.post("/v1/lint-image", data=data(picture.image), content_type="image/png")
    reply = answer.get_json()
    assert (answer.status_code, reply["kind"]) == (200, "chat")
    phone = next(f for f in reply["findings"] if f["category"] == "phone-number")
    assert set(phone["boxes"][0]) == {"x", "y", "width", "height"}
    assert {a for f in reply["findings"] for a in f["articles"]} == set(reply["articles"])


def test_the_server_returns_the_masked_picture(client: FlaskClient) -> None:
    given = data(Image.new("RGB", (100, 80), "white"))
    answer = client.post("/v1/mask-image?boxes=10,10,20,20", data=given, content_type="image/png")
    image = Image.open(io.BytesIO(answer.data))
    assert image.size == (100, 80)
    assert image.getpixel((20, 20)) != image.getpixel((60, 60))


@pytest.mark.parametrize(
    "boxes", ["", "1,2,3", "a,b,c,d", "1,2,3,4;", "-1,2,3,4", "1,2,0,4", "1,2,3,0"]
)
def test_boxes_that_are_none_are_refused(client: FlaskClient, boxes: str) -> None:
    answer = client.post(f"/v1/mask-image?boxes={boxes}", data=WHOLE, content_type="image/png")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("body", "kind", "status"), [(b"x", "text/plain", 415), (b"x", "image/png", 415)]
)
def test_a_refused_picture_is_not_told_that_it_should_be_json_or_shorter(
    client: FlaskClient, body: bytes, kind: str, status: int
) -> None:
    answer = client.post("/v1/lint-image", data=body, content_type=kind)
    assert answer.status_code == status
    title = answer.get_json(force=True)["title"]
    assert "JSON" not in title
    assert " / " in title


def test_without_the_extra_the_answer_says_what_to_install(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shenyan.image_api.is_installed", lambda: False)
    answer = client.post("/v1/lint-image", data=WHOLE, content_type="image/png")
    assert answer.status_code == 501
    assert "shenyan[image]" in answer.get_json()["detail"]


def test_the_terminal_names_what_a_picture_shows_and_writes_a_masked_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = chat(
        "何晓梅", [Said(False, "我电话13900010002"), Said(True, "好")], LIGHT, fonts()[0]
    )
    given, out = tmp_path / "chat.png", tmp_path / "masked.png"
    given.write_bytes(data(picture.image))
    main(["lint-image", str(given)])
    assert "13900010002" in capsys.readouterr().out
    assert main(["mask-image", str(given), "-o", str(out)]) == 0
    assert main(["mask-image", str(given), "-o", str(out)]) == 2
    assert "13900010002" not in "".join(line.text for line in read_lines(open_file(out)))


def test_the_terminal_names_a_file_that_is_no_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.png"
    path.write_text("hello")
    assert main(["lint-image", str(path)]) == 2
    assert "notes.png" in capsys.readouterr().err

"""The picture itself is checked and masked before it is posted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image, PngImagePlugin

from pictures.chats import LIGHT, Line, Picture, Truth, chat, paper
from pictures.fonts import fonts
from pictures.gallery import gallery
from shenyan import Linter
from shenyan.app import create_app
from shenyan.cli import main
from shenyan.image import pictures
from shenyan.image.lint import PictureLinter
from shenyan.image.pictures import Box, PictureError, mask, open_file, open_picture
from shenyan.image.reading import read_lines
from shenyan.image.report import PictureReport

CATEGORY = {"phone": "phone-number", "name": "person-name", "avatar": "portrait", "qr": "account"}


@pytest.fixture(scope="module")
def checker(linter: Linter) -> PictureLinter:
    return PictureLinter(linter)


@pytest.fixture(scope="module")
def client(linter: Linter) -> Iterator[FlaskClient]:
    with create_app(linter=linter).test_client() as client:
        yield client


@pytest.fixture(scope="module")
def checked(checker: PictureLinter) -> list[tuple[Picture, PictureReport]]:
    return [(p, checker.lint(p.image)) for p in gallery(6, 11, fonts())]


def data(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def covers(report: PictureReport, truth: Truth, slack: float = 6) -> bool:
    """Tell whether one box of the right category lies over all of the drawn thing."""
    left, top, right, bottom = truth.box
    return any(
        box.x <= left + slack
        and box.y <= top + slack
        and box.right >= right - slack
        and box.bottom >= bottom - slack
        for one in report.findings
        if one.finding.category == CATEGORY[truth.kind]
        for box in one.boxes
    )


@pytest.mark.parametrize(
    ("kind", "least"), [("phone", 0.95), ("name", 0.85), ("avatar", 0.95), ("qr", 0.95)]
)
def test_what_identifies_somebody_is_covered(
    checked: list[tuple[Picture, PictureReport]], kind: str, least: float
) -> None:
    hits = [
        covers(report, truth)
        for picture, report in checked
        for truth in picture.truths
        if truth.kind == kind and "群(" not in truth.text
    ]
    assert hits
    assert sum(hits) / len(hits) >= least


def test_a_chat_is_known_as_a_chat(checked: list[tuple[Picture, PictureReport]]) -> None:
    assert {report.kind for _, report in checked} == {"chat"}
    for _, report in checked:
        assert "chat-record" in {one.finding.category for one in report.findings}


@pytest.mark.parametrize(
    ("title", "rows", "kind", "category"),
    [
        (
            "借条",
            ["今借到何某人民币伍仟元整", "借款人：何某", "归还日期：年底"],
            "iou",
            "debt-shaming",
        ),
        ("云溪市人民法院传票", ["原告：甲", "被告：乙", "书记员：丙"], "court", "recording"),
        (
            "居民身份证",
            ["姓名 何某", "民族 汉", "出生 1990", "公民身份号码"],
            "id-card",
            "id-number",
        ),
    ],
)
def test_papers_are_known_by_their_words(
    checker: PictureLinter, title: str, rows: list[str], kind: str, category: str
) -> None:
    report = checker.lint(paper(title, rows, fonts()[0]).image)
    assert report.kind == kind
    assert category in {one.finding.category for one in report.findings}


def test_a_number_wrapped_over_two_lines_is_one_number(checker: PictureLinter) -> None:
    lines = [
        Line(False, "这件事你问我就好，不要去问别人，电话13900010002"),
        Line(True, "好的"),
        Line(False, "嗯"),
    ]
    report = checker.lint(chat("何晓梅", lines, fonts()[0], LIGHT, 720).image)
    phones = [one for one in report.findings if one.finding.category == "phone-number"]
    assert len(phones) == 1
    assert phones[0].finding.text.replace("\n", "") == "13900010002"


def test_a_masked_picture_hides_what_was_found(checker: PictureLinter) -> None:
    picture = chat(
        "何晓梅", [Line(False, "我电话13900010002"), Line(True, "好")], fonts()[0], LIGHT
    )
    report = checker.lint(picture.image)
    boxes = [box for one in report.findings for box in one.boxes]
    masked = open_picture(mask(picture.image, boxes))
    text = "".join(line.text for line in read_lines(masked))
    assert "13900010002" not in text
    assert "何晓梅" not in text
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
        clean = Image.open(io.BytesIO(mask(open_picture(given), [Box(10, 10, 20, 20)])))
        assert dict(clean.getexif()) == {}
        assert clean.info == {}


def test_a_turned_photograph_is_read_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_picture(data(Image.new("RGB", (300, 100)), "JPEG", exif=exif)).size == (100, 300)


def test_a_long_screenshot_is_read_to_the_end(checker: PictureLinter) -> None:
    lines = [Line(i % 2 == 0, f"第{i}句话，今天天气不错") for i in range(40)]
    picture = chat("何晓梅", [*lines, Line(False, "我电话13900010002")], fonts()[0], LIGHT, 720)
    assert picture.image.height > 2 * 1600
    report = checker.lint(picture.image)
    assert "phone-number" in {one.finding.category for one in report.findings}


def animated() -> bytes:
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    return data(frames[0], "WEBP", save_all=True, append_images=frames[1:])


def bomb() -> bytes:
    """Shrink 12,000 × 12,000 pixels into a small file."""
    return data(Image.new("1", (12_000, 12_000)), "PNG")


WHOLE = data(Image.new("RGB", (60, 60), "white"), "PNG")
HOSTILE = [
    pytest.param(b"", 415, id="empty"),
    pytest.param(b"not a picture", 415, id="text"),
    pytest.param(b"GIF89a" + b"\0" * 40, 415, id="gif"),
    pytest.param(b"%PDF-1.7", 415, id="pdf"),
    pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, id="svg"),
    pytest.param(data(Image.new("RGB", (1, 1))), 422, id="one-pixel"),
    pytest.param(data(Image.new("RGB", (30_000, 20))), 422, id="strip"),
    pytest.param(bomb(), 413, id="bomb"),
    pytest.param(animated(), 422, id="animated"),
    *(pytest.param(WHOLE[:cut], 422, id=f"cut-{cut}") for cut in (60, 90)),
    *(
        pytest.param(
            data(Image.effect_noise((80, 80), 90).convert("RGB"), kind)[:cut],
            422,
            id=f"{kind}-{cut}",
        )
        for kind in ("JPEG", "WEBP")
        for cut in (700, 1200)
    ),
]


@pytest.mark.parametrize(("given", "status"), HOSTILE)
def test_a_hostile_file_gets_a_clear_answer(client: FlaskClient, given: bytes, status: int) -> None:
    answer = client.post("/v1/lint-image", data=given, content_type="image/png")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


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
        "何晓梅", [Line(False, "我电话13900010002"), Line(True, "好")], fonts()[0], LIGHT
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


@pytest.mark.parametrize("boxes", ["", "1,2,3", "a,b,c,d", "1,2,3,4;", "-1,2,3,4"])
def test_boxes_that_are_none_are_refused(client: FlaskClient, boxes: str) -> None:
    answer = client.post(f"/v1/mask-image?boxes={boxes}", data=WHOLE, content_type="image/png")
    assert answer.status_code == 422


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
        "何晓梅", [Line(False, "我电话13900010002"), Line(True, "好")], fonts()[0], LIGHT
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

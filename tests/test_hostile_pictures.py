"""More than a hundred hostile files: a clear 4xx for each, no crash, and memory within bounds."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from pictures.hostile import Case, hostile, noise, saved, scratched
from shenyan import Linter
from shenyan.app import create_app
from shenyan.image.pictures import PictureError, open_picture

CASES = hostile()

HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA"
    "AAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAABgAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABo"
    "dmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEA"
    "GEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAA"
    "AwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAAB"
    "AAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAACBt"
    "ZGF0AAAAFCgBrwQY+Mpx1//qvn6SAtrpSEec"
)
"""One colour, 64 × 48, as a phone saves it."""


@pytest.fixture(scope="module")
def client(linter: Linter) -> Iterator[FlaskClient]:
    with create_app(linter=linter).test_client() as client:
        yield client


def test_there_are_more_than_a_hundred() -> None:
    assert len(CASES) >= 100
    assert len({name for name, _, _ in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[name for name, _, _ in CASES])
def test_a_hostile_file_gets_a_clear_answer(client: FlaskClient, case: Case) -> None:
    _, data, status = case
    for path in ("/v1/lint-image", "/v1/mask-image?boxes=1,1,5,5"):
        answer = client.post(path, data=data, content_type="image/png")
        assert answer.status_code == status
        assert answer.mimetype == "application/problem+json"
        assert answer.get_json()["detail"]


def test_a_scratched_file_is_read_or_refused() -> None:
    outcomes = Counter(outcome(data) for data in scratched(600, 5))
    assert outcomes["RGB"] > 50
    assert outcomes["415"] + outcomes["422"] > 100
    assert outcomes.keys() <= {"RGB", "413", "415", "422"}


def outcome(data: bytes) -> str:
    """Give the mode of the picture, or the status of the refusal."""
    try:
        return open_picture(data).mode
    except PictureError as error:
        return str(error.status)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from pictures.hostile import hostile
from shenyan.image.pictures import PictureError, open_picture
for name, data, status in hostile():
    try:
        open_picture(data)
    except PictureError as error:
        assert error.status == status, name
"""


@pytest.mark.parametrize("limit", [900_000_000])
def test_all_of_them_together_stay_within_bounds(limit: int) -> None:
    """A bomb is refused by what its head says; nothing of it is unpacked."""
    if sys.platform != "linux":
        return  # only Linux keeps a process to its address space
    command = [sys.executable, "-W", "ignore", "-c", LIMITED, str(limit)]
    path = ":".join(str(Path(__file__).parents[1] / name) for name in ("server", "tests"))
    done = subprocess.run(
        command, env={"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_phones_picture_is_read() -> None:
    assert open_picture(HEIC).size == (64, 48)


def test_a_second_picture_in_a_phones_jpeg_is_no_animation() -> None:
    data = saved(noise(64), "MPO", save_all=True, append_images=[noise(48)])
    assert open_picture(data).size == (64, 64)


def test_see_through_parts_are_shown_on_white() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert open_picture(saved(image)).getpixel((5, 5)) == (255, 255, 255)

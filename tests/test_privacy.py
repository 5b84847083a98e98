"""A draft is not logged, stored, counted or put in an error; neither is a match."""

from __future__ import annotations

import io
import json
import logging
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import shenyan
from serving import served
from shenyan import Linter
from shenyan.app import create_app
from shenyan.config import Config

SECRET = "黄雨桐zq7x13912345678"
"""Words that stand nowhere else."""

PIECES = ("黄雨桐", "zq7x", "13912345678")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger writes, down to the last detail, while a test runs."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def assert_silent(text: str) -> None:
    assert not [piece for piece in PIECES if piece in text]
    assert not [piece for piece in PIECES if json.dumps(piece)[1:-1] in text]


BAD: list[tuple[bytes, str]] = [
    (body.encode(), content_type)
    for content_type in ("application/json", "text/plain", "")
    for body in (
        SECRET,
        f'"{SECRET}"',
        f'["{SECRET}"]',
        f'{{"text": "{SECRET}"',
        f'{{"text": ["{SECRET}"]}}',
        f'{{"text": {{"{SECRET}": 1}}}}',
        f'{{"txt": "{SECRET}"}}',
        f'{{"{SECRET}": 1}}',
        f'{{"text": "x", "platform": "{SECRET}"}}',
        f'{{"text": "x", "field": "{SECRET}"}}',
        f'{{"text": "x", "language": "{SECRET}"}}',
        f'{{"text": "x", "offset_unit": "{SECRET}"}}',
        f'{{"text": "x", "allow": "{SECRET}"}}',
        f'{{"text": "x", "allow": [["{SECRET}"]]}}',
        json.dumps({"text": "x", "allow": [SECRET * 50]}),
        json.dumps({"text": SECRET * 2000}),
        json.dumps({"drafts": [{"text": [SECRET]}]}),
        json.dumps({"drafts": SECRET}),
    )
]


@pytest.mark.parametrize(("body", "content_type"), BAD)
@pytest.mark.parametrize("path", ["/v1/lint", "/v1/lint:batch"])
def test_no_error_repeats_the_draft(
    client: FlaskClient, log: io.StringIO, path: str, body: bytes, content_type: str
) -> None:
    answer = client.post(path, data=body, content_type=content_type)
    assert 400 <= answer.status_code < 500
    assert_silent(answer.get_data(as_text=True))
    assert_silent(str(answer.headers))
    assert_silent(log.getvalue())


@pytest.mark.parametrize(
    "path", [f"/{SECRET}", f"/v1/articles/{SECRET}", f"/v1/lint?text={SECRET}", f"/static/{SECRET}"]
)
def test_an_address_is_not_repeated_either(
    client: FlaskClient, log: io.StringIO, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 405)
    assert_silent(answer.get_data(as_text=True))
    assert_silent(log.getvalue())


def test_a_good_request_leaves_no_trace_in_the_log(client: FlaskClient, log: io.StringIO) -> None:
    assert client.post("/v1/lint", json={"text": SECRET}).status_code == 200
    assert_silent(log.getvalue())


class BrokenLinter:
    """Fails with the draft in its message, as a mistake of ours might."""

    rules = ()

    def lint(self, text: str, **_: Any) -> None:
        raise ValueError(f"cannot make sense of {text}")


def test_a_mistake_of_ours_is_logged_without_the_draft(log: io.StringIO) -> None:
    broken: Any = BrokenLinter()
    client = create_app(Config(), broken).test_client()
    answer = client.post("/v1/lint", json={"text": SECRET})
    assert answer.status_code == 500
    assert_silent(answer.get_data(as_text=True))
    assert_silent(log.getvalue())
    assert "ValueError in lint" in log.getvalue()


def test_the_server_writes_nothing_about_requests(tmp_path: Path) -> None:
    with served(tmp_path) as (process, address):
        for body in (json.dumps({"text": SECRET}), SECRET):
            _send(address, body)
        process.terminate()
        written, _ = process.communicate(timeout=30)
    assert_silent(written)
    assert list(tmp_path.iterdir()) == []


def _send(address: str, body: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    head = f"POST /v1/lint HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    data = body.encode()
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)
        assert connection.recv(12).startswith(b"HTTP/1.1 ")


def test_linting_opens_no_file_and_no_connection(linter: Linter) -> None:
    linter.lint(SECRET)
    seen: list[str] = []
    watching = True

    def watch(event: str, _: tuple[object, ...]) -> None:
        if watching and event.startswith(("open", "socket.", "subprocess.")):
            seen.append(event)

    sys.addaudithook(watch)
    linter.lint(f"{SECRET}，QQ 2849017735，人肉他，聊天记录都在图里")
    watching = False
    assert seen == []


def test_a_connection_beyond_this_computer_fails_the_suite() -> None:
    with socket.socket() as far, pytest.raises(AssertionError, match="192"):
        far.connect(("192.0.2.1", 9))


def test_no_module_names_a_foreign_address() -> None:
    package = Path(shenyan.__file__).parent
    allowed = ("http://127.0.0.1", "https://json.schemastore.org/", "http://{", "http://www.w3.org")
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for scheme in ("http://", "https://"):
            for rest in text.split(scheme)[1:]:
                address = scheme + rest[:40]
                known = address.startswith(allowed) or not rest[:1].isalnum()
                assert known, f"{path.name}: {address.split()[0]}"

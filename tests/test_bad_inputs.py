"""More than two hundred bad inputs, each with its clear answer, and a server that goes on."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable
from contextlib import suppress
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI

GOOD = '{"text": "好", "platform": "weibo", "field": "body", "allow": ["张三"]}'
JSON = "application/json"

Case = tuple[bytes, int]


def wrong_types() -> Iterable[Case]:
    """Every member with every type of value it does not take."""
    values: list[Any] = [0, 1.5, True, [], {}, [1], {"a": 1}, "", "x" * 101]
    fits: dict[str, Any] = {
        "text": lambda v: isinstance(v, str),
        "platform": lambda v: v is None,
        "field": lambda v: v is None,
        "allow": lambda v: v == [],
        "language": lambda _: False,
        "offset_unit": lambda _: False,
    }
    for member, takes in fits.items():
        for value in [*values, None]:
            body = json.dumps({"text": "好", member: value}).encode()
            yield body, 200 if takes(value) else 422


def encodings() -> Iterable[Case]:
    """JSON that is not UTF-8, whatever it is instead."""
    multibyte = ("gbk", "gb18030", "big5", "euc_jp", "cp949", "shift_jis")
    for name in (*multibyte, "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"):
        yield GOOD.encode(name, "replace"), 400
    damage = ["c0af", "e5a5", "eda0bd", "f8888080", "ff", "80", "f4908080", "fffe", "edb880"]
    for octets in damage:
        yield b'{"text": "' + bytes.fromhex(octets) + b'"}', 400


def broken_json() -> Iterable[Case]:
    """A good body cut after every character, and common slips of the pen."""
    yield from ((GOOD[:end].encode(), 400) for end in range(len(GOOD)))
    for text in (
        "{'text': '好'}",
        '{"text": "好",}',
        '{text: "好"}',
        '{"text"： "好"}',
        '{"text": “好”}',
        '{"text": "好"} {}',
        '{"text": "好"}x',
        '{"text": "\n"}',
        '{"text": "\x00"}',
        '{"text": "\\x41"}',
        '{"text": "\\u12"}',
        '{"text": NaN}',
        '{"text": "好", "more": Infinity}',
        '{"text": "好", "more": -Infinity}',
        '{"text": "好", "more": 1' + "0" * 5000 + "}",
        '{"text": "好", "more": 01}',
        '{"text": "好" // comment\n}',
        "text=好",
        "<text>好</text>",
        "\ufeff" + GOOD,
    ):
        yield text.encode(), 400


def shapes() -> Iterable[Case]:
    """JSON of another shape, and nesting without end."""
    for text in (
        "null",
        "true",
        "1",
        '""',
        '"{}"',
        "[]",
        "[{}]",
        f"[{GOOD}]",
        "{}",
        '{"Text": "好"}',
    ):
        yield text.encode(), 422
    for depth in (20, 1_000, 100_000):
        for left, right in (("[", "]"), ('{"a":', "}")):
            inner = left * depth + "1" + right * depth
            yield f'{{"text": "好", "more": {inner}}}'.encode(), 400
            yield (left * depth).encode(), 400


def sizes() -> Iterable[Case]:
    """One too many of everything."""
    yield json.dumps({"text": "好" * 20_001}).encode(), 413
    yield json.dumps({"text": "😀" * 20_001}).encode(), 413
    yield json.dumps({"text": "好" * 20_000}).encode(), 200
    yield json.dumps({"text": "好", "more": "x" * 5_000_000}).encode(), 413
    yield json.dumps({"text": "好", "allow": ["张"] * 1_001}).encode(), 422


def odd_but_good() -> Iterable[Case]:
    """Unusual, yet there is nothing wrong with it."""
    for text in (
        "\\u0000",
        "\\ud83d",
        "\\ude00\\ud83d",
        "\\u202e",
        "\\ufffe",
        "\\uffff",
        "\\u200b",
    ):
        yield f'{{"text": "{text}"}}'.encode(), 200
    yield b'{"text": "a", "text": "b"}', 200
    yield b' \r\n\t{"text": "a"}\n', 200


BODIES = [
    pytest.param(body, status, id=f"{make.__name__}-{number}")
    for make in (wrong_types, encodings, broken_json, shapes, sizes, odd_but_good)
    for number, (body, status) in enumerate(make())
]


def assert_answer(answer: Any, status: int) -> None:
    assert answer.status_code == status
    if status >= 400:
        assert answer.mimetype == "application/problem+json"
        assert answer.get_json(force=True)["title"]


@pytest.mark.parametrize(("body", "status"), BODIES)
def test_a_body_gets_its_answer(client: FlaskClient, body: bytes, status: int) -> None:
    assert_answer(client.post("/v1/lint", data=body, content_type=JSON), status)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/json",
        "text/html",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "application/json-seq",
        "application/jsonx",
        "application",
        "json",
        "*/*",
        "application/xml",
        "application/json; charset=gbk",
        "application/json; charset=utf-16",
        "application/octet-stream",
        "a" * 1000,
    ],
)
def test_only_json_is_taken(client: FlaskClient, content_type: str) -> None:
    assert_answer(client.post("/v1/lint", data=GOOD, content_type=content_type), 415)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
def test_packed_bodies_are_not_unpacked(client: FlaskClient, encoding: str) -> None:
    headers = {"Content-Encoding": encoding}
    assert_answer(client.post("/v1/lint", data=GOOD, content_type=JSON, headers=headers), 415)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/v1/lint", "/v1/lint:batch"])
def test_only_post_is_taken(client: FlaskClient, path: str, method: str) -> None:
    assert client.open(path, method=method).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/v1",
        "/v1/lint/",
        "/v1/lint:",
        "/v1/lint%3Abatch/x",
        "/v2/lint",
        "/v1/articles/",
        "/v1/articles/../../etc/passwd",
        "/v1/articles/%2e%2e%2frules",
        "/v1/articles/%00",
        "/v1/articles/civil-code-1034%20",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%5capp.py",
        "/templates/home.html",
        "/.git/config",
        "/%ff%fe",
    ],
)
def test_an_address_that_is_none_gives_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "drafts",
    [None, {}, "x", 1, [None], ["x"], [[]], [{"text": "好"}, {}], [{"text": "好", "field": "x"}]],
)
def test_a_batch_is_checked_as_each_of_its_drafts(client: FlaskClient, drafts: object) -> None:
    assert_answer(client.post("/v1/lint:batch", json={"drafts": drafts}), 422)


@pytest.mark.parametrize(
    ("count", "length", "status"), [(1_001, 1, 422), (11, 20_000, 413), (1, 20_001, 413)]
)
def test_a_batch_has_limits(client: FlaskClient, count: int, length: int, status: int) -> None:
    drafts = [{"text": "好" * length}] * count
    assert_answer(client.post("/v1/lint:batch", json={"drafts": drafts}), status)


RAW = [
    (b"\x00\x01\x02\r\n\r\n", 400),
    (b"nonsense\r\n\r\n", 400),
    (b"POST /v1/lint HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", 415),
    (b"POST /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", 400),
    (b"POST /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n", 400),
    (b"POST /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n", 413),
    (b"POST /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: zip\r\n\r\n", 501),
    (
        b"POST /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        400,
    ),
    (
        b"POST /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n"
        b"Content-Length: 3\r\n\r\n{}",
        400,
    ),
    (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", 431),
    (b"GET /healthz HTTP/1.1\r\n\r\n", 400),
    (b"GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
    (b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 200),
]


@pytest.mark.parametrize(("sent", "status"), RAW)
def test_the_running_server_answers_what_is_hardly_http(
    listening: str, sent: bytes, status: int
) -> None:
    with connected(listening) as connection:
        connection.sendall(sent)
        with suppress(OSError):  # the server may have answered and hung up already
            connection.shutdown(socket.SHUT_WR)
        with HTTPResponse(connection) as answer:
            answer.begin()
            assert answer.status == status
            if status >= 400:
                assert answer.headers.get_content_type() == "application/problem+json"
                assert json.loads(answer.read())["status"] == status
    assert_alive(listening)


@pytest.mark.parametrize("sent", ["", "P", "POST /v1/lint HTTP/1.1\r\nHost: 127", "head", "body"])
def test_a_cut_or_slow_connection_harms_nobody(listening: str, sent: str) -> None:
    head = f"POST /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {JSON}\r\n"
    whole = {
        "head": f"{head}Content-Length: 100\r\n\r\n",
        "body": f"{head}Content-Length: 100\r\n\r\n{{",
    }
    with connected(listening) as slow:
        slow.sendall(whole.get(sent, sent).encode())
        assert_alive(listening)
    assert_alive(listening)


def connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    assert parts.hostname is not None
    return socket.create_connection((parts.hostname, parts.port or 80), timeout=10)


def assert_alive(address: str) -> None:
    with connected(address) as connection:
        connection.sendall(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        assert connection.recv(64)[9:12] == b"200"


def test_there_are_more_than_two_hundred_of_them() -> None:
    assert len(BODIES) > 200


def test_no_kind_of_request_is_left_without_a_problem_answer(app: OpenAPI) -> None:
    described = app.api_doc["paths"]["/v1/lint"]["post"]["responses"]
    for status in ("400", "403", "413", "415", "422", "503"):
        assert list(described[status]["content"]) == ["application/problem+json"]

"""Who may ask: no rebinding, no foreign page, no simple request."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from shenyan import Linter
from shenyan.app import create_app
from shenyan.config import Config
from shenyan.extension_folder import chrome_origins

LINT = {"text": "你好"}


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "127.0.0.1", "localhost:8765", "[::1]:8765", "localhost"]
)
def test_names_of_this_computer_are_answered(client: FlaskClient, host: str) -> None:
    assert client.post("/v1/lint", json=LINT, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", "192.168.1.5", "a b"]
)
@pytest.mark.parametrize("path", ["/v1/lint", "/healthz", "/openapi.json", "/nowhere"])
def test_another_name_is_refused_on_every_path(client: FlaskClient, host: str, path: str) -> None:
    answer = client.post(path, json=LINT, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "origin",
    [
        "https://weibo.com",
        "http://evil.example",
        "null",
        "http://127.0.0.1:9999",
        "https://127.0.0.1.evil.example",
        "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "moz-extension://not-an-id",
        "moz-extension://0b5b0b5e-0000-4000-8000-000000000000.evil.example",
        "file://",
    ],
)
def test_a_foreign_origin_is_refused_and_can_read_nothing(client: FlaskClient, origin: str) -> None:
    for method in ("POST", "OPTIONS"):
        answer = client.open("/v1/lint", method=method, json=LINT, headers={"Origin": origin})
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "origin", ["http://localhost", "moz-extension://0b5b0b5e-0000-4000-8000-00000000000a"]
)
def test_our_own_page_and_extension_are_answered(client: FlaskClient, origin: str) -> None:
    answer = client.post("/v1/lint", json=LINT, headers={"Origin": origin})
    assert answer.status_code == 200


def test_the_extension_is_known_by_its_manifest_key(tmp_path: Path, linter: Linter) -> None:
    key = base64.b64encode(b"a public key").decode()
    (tmp_path / "manifest.json").write_text(json.dumps({"key": key}), encoding="utf-8")
    (origin,) = chrome_origins(tmp_path)
    digest = hashlib.sha256(b"a public key").digest()[:16]
    letters = "".join(chr(97 + n) for byte in digest for n in divmod(byte, 16))
    assert origin == f"chrome-extension://{letters}"


def test_a_configured_origin_is_answered_with_cors(linter: Linter) -> None:
    origin = "chrome-extension://bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    client = create_app(Config(origins=(origin,)), linter).test_client()
    answer = client.post("/v1/lint", json=LINT, headers={"Origin": origin})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin


@pytest.mark.parametrize("path", ["/healthz", "/v1/rules", "/nowhere"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_token_is_asked_for_where_there_is_one(linter: Linter) -> None:
    client = create_app(Config(token="s3cret"), linter).test_client()
    bearer = {"Authorization": "Bearer s3cret"}
    assert client.post("/v1/lint", json=LINT).status_code == 401
    assert client.post("/v1/lint", json=LINT, headers={"Authorization": "x"}).status_code == 401
    assert client.post("/v1/lint", json=LINT, headers=bearer).status_code == 200
    assert client.get("/healthz").status_code == 200

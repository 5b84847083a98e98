"""Who may ask: no rebinding, no foreign page, no simple request."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
from importlib import import_module
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from shenyan import Linter
from shenyan.app import create_app
from shenyan.cli import main
from shenyan.config import LOOPBACK, Config, ConfigError, with_environment
from shenyan.extension_folder import chrome_origins
from shenyan.turns import Turns

LINT = {"text": "你好"}
TOKEN = "a-token-of-32-characters-0123456"


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
        "http://[",
        "http://a]",
        "http://[x]",
        "http://localhost]",
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
    client = create_app(Config(token=TOKEN), linter).test_client()
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert client.post("/v1/lint", json=LINT).status_code == 401
    assert client.post("/v1/lint", json=LINT, headers={"Authorization": "x"}).status_code == 401
    assert client.post("/v1/lint", json=LINT, headers=bearer).status_code == 200
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("authorization", "status"),
    [(f"bearer {TOKEN}", 200), (f"BEARER  {TOKEN}", 200), (TOKEN, 401), (f"Basic {TOKEN}", 401)],
)
def test_the_scheme_of_the_token_is_needed_in_any_case(
    linter: Linter, authorization: str, status: int
) -> None:
    client = create_app(Config(token=TOKEN), linter).test_client()
    headers = {"Authorization": authorization}
    assert client.post("/v1/lint", json=LINT, headers=headers).status_code == status


def test_a_name_is_the_same_in_capitals(linter: Linter) -> None:
    config = Config(hosts=(*LOOPBACK, "Team.Example"), token=TOKEN)
    client = create_app(config, linter).test_client()
    for host in ("team.example", "Team.Example:8765"):
        assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_a_token_is_also_asked_of_languagetool_clients_which_send_it_as_api_key(
    linter: Linter,
) -> None:
    client = create_app(Config(token=TOKEN, languagetool=True), linter).test_client()
    form = {"text": "你好", "language": "zh"}
    assert client.post("/v2/check", data=form).status_code == 401
    assert client.post("/v2/check", data={**form, "apiKey": TOKEN}).status_code == 200


@pytest.mark.parametrize("token", [None, "short"])
def test_beyond_this_computer_a_real_token_is_needed(token: str | None) -> None:
    with pytest.raises(ConfigError):
        Config(hosts=(*LOOPBACK, "shenyan.example"), token=token)


def test_the_environment_sets_a_team_server_up() -> None:
    environment = {"SHENYAN_TOKEN": TOKEN, "SHENYAN_HOSTS": "a.example, b.example"}
    config = with_environment(Config(), {**environment, "SHENYAN_RATE_LIMIT": "5/minute"})
    assert config.hosts == (*LOOPBACK, "a.example", "b.example")
    assert (config.token, config.rate_limit) == (TOKEN, "5/minute")


@pytest.mark.parametrize("environment", [{"SHENYAN_HOSTS": "a.example"}, {"SHENYAN_PROXIES": "-1"}])
def test_an_unsafe_environment_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        with_environment(Config(), environment)


def test_too_many_requests_are_told_to_wait(linter: Linter) -> None:
    client = create_app(Config(rate_limit="2/minute"), linter).test_client()
    answers = [client.post("/v1/lint", json=LINT) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].mimetype == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert client.get("/healthz").status_code == 200


def test_an_address_has_one_count_for_all_it_asks(linter: Linter) -> None:
    client = create_app(Config(rate_limit="3/minute"), linter).test_client()
    answers = [client.get(f"/v1/{what}") for what in ("rules", "articles", "rules", "articles")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert ["Retry-After" in answer.headers for answer in answers] == [False] * 3 + [True]


@pytest.mark.parametrize(
    "setting", [{"SHENYAN_RATE_LIMIT": "banana"}, {"SHENYAN_RATE_STORAGE": "foo://x"}]
)
def test_a_limit_that_cannot_be_read_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], setting: dict[str, str]
) -> None:
    for name, value in {"SHENYAN_RATE_LIMIT": "5/minute", **setting}.items():
        monkeypatch.setenv(name, value)
    assert main(["serve", "--port", "0"]) == 2
    assert next(iter(setting)) in capsys.readouterr().err


def test_limits_hold_and_checks_go_on_while_redis_is_away(linter: Linter) -> None:
    with socket.socket() as taken:  # bound and not listening: connections are refused
        taken.bind(("127.0.0.1", 0))
        away = f"redis://127.0.0.1:{taken.getsockname()[1]}"
        config = Config(rate_limit="2/minute", rate_storage=away)
        client = create_app(config, linter).test_client()
        answers = [client.get(f"/v1/{what}") for what in ("rules", "articles", "rules")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_counts_are_given_when_switched_on_and_hold_no_text(linter: Linter) -> None:
    client = create_app(Config(metrics=True), linter).test_client()
    client.post("/v1/lint", json={"text": "人肉他"})
    text = client.get("/metrics").get_data(as_text=True)
    found = 'shenyan_findings_total{level="error",rule="reputation.doxxing-call"} 1.0'
    assert found in text
    assert "shenyan_check_seconds_count 1.0" in text
    assert "人肉他" not in text


def test_counts_are_not_there_by_default(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404
    assert client.get("/v2/info").status_code == 404


def test_a_full_queue_is_answered_at_once() -> None:
    turns = Turns(working=1, waiting=0)
    with turns.take(), pytest.raises(HTTPException) as caught, turns.take():
        pass
    answer = caught.value.get_response()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"


def test_a_turn_that_never_comes_is_given_up() -> None:
    turns = Turns(working=1, waiting=1, patience=0.01)
    with turns.take(), pytest.raises(HTTPException), turns.take():
        pass
    with turns.take():
        pass


def test_the_wsgi_application_is_set_up_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHENYAN_TOKEN", TOKEN)
    monkeypatch.setenv("SHENYAN_HOSTS", "shenyan.example")
    monkeypatch.setenv("SHENYAN_PROXIES", "1")
    client = import_module("shenyan.wsgi").app.test_client()
    there = {"Host": "shenyan.example", "Origin": "https://shenyan.example"}
    assert client.post("/v1/lint", json=LINT, headers=there).status_code == 401
    bearer = {**there, "Authorization": f"Bearer {TOKEN}"}
    assert client.post("/v1/lint", json=LINT, headers=bearer).status_code == 200
    assert client.get("/healthz", headers={"Host": "other.example"}).status_code == 400

"""What LanguageTool's clients send: in memory only, and with a token where one is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import language_tool_python
import pytest
import werkzeug.formparser
from flask.testing import FlaskClient
from pylanguagetool import api

from serving import served
from shenyan import Linter
from shenyan.app import create_app
from shenyan.config import Config
from shenyan.guard import MAX_BODY
from shenyan.schemas import MAX_CHARACTERS

TOKEN = "a-token-of-32-characters-0123456"
FORM = {"text": "有没有人认识他？人肉他！", "language": "zh-CN"}
LARGE = 600_000
"""Bytes, more than werkzeug keeps in memory by itself."""


@pytest.fixture
def client(linter: Linter) -> FlaskClient:
    return create_app(Config(languagetool=True), linter).test_client()


@pytest.fixture(scope="module")
def guarded(linter: Linter) -> FlaskClient:
    return create_app(Config(token=TOKEN, languagetool=True), linter).test_client()


def multipart(form: dict[str, str], files: tuple[str, ...] = ()) -> tuple[bytes, str]:
    """Write a form in parts, those named in `files` as files; give it with its type.

    By hand: werkzeug's test client itself puts a large form on disk.
    """
    lines = []
    for name, value in form.items():
        file = '; filename="draft.txt"' if name in files else ""
        lines += ["--edge", f'Content-Disposition: form-data; name="{name}"{file}', "", value]
    body = "\r\n".join([*lines, "--edge--", ""]).encode()
    return body, "multipart/form-data; boundary=edge"


def test_a_file_in_a_form_never_goes_to_disk(
    client: FlaskClient, guarded: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    spilled: list[object] = []
    monkeypatch.setattr(werkzeug.formparser, "SpooledTemporaryFile", spilled.append)
    body, kind = multipart({"text": "a" * LARGE, "language": "zh"}, files=("text",))
    for asked, status in ((client, 400), (guarded, 401)):
        assert asked.post("/v2/check", data=body, content_type=kind).status_code == status
    assert spilled == []


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENYAN_TOKEN", TOKEN)
        with served(tmp_path_factory.mktemp("team"), "--languagetool") as (_, address):
            yield address


def test_clients_can_start_with_a_server_that_has_a_token(team: str) -> None:
    with language_tool_python.LanguageTool("zh-CN", remote_server=team) as tool:
        assert tool.language.tag == "zh-CN"
    url = f"{team}/v2/"
    assert "zh" in {language["code"] for language in api.get_languages(url)}


@pytest.mark.parametrize("path", ["languages", "info", "maxtextlength", "healthcheck"])
def test_what_a_client_asks_first_needs_no_token(guarded: FlaskClient, path: str) -> None:
    assert guarded.get(f"/v2/{path}").status_code == 200


@pytest.mark.parametrize(("key", "status"), [(TOKEN, 200), ("other", 401), ("", 401)])
def test_a_form_that_is_labelled_json_carries_its_token(
    guarded: FlaskClient, key: str, status: int
) -> None:
    body = urlencode({**FORM, "apiKey": key})
    answer = guarded.post("/v2/check", data=body, content_type="application/json")
    assert answer.status_code == status


def test_the_key_of_a_form_opens_nothing_else(guarded: FlaskClient) -> None:
    body = urlencode({**FORM, "apiKey": TOKEN})
    answer = guarded.post("/v1/lint", data=body, content_type="application/json")
    assert answer.status_code == 401


@pytest.mark.parametrize("in_parts", [False, True])
@pytest.mark.parametrize("size", [MAX_CHARACTERS + 1, LARGE, MAX_BODY])
@pytest.mark.parametrize("key", [{}, {"apiKey": TOKEN}])
def test_a_text_that_is_too_long_is_413_in_plain_text(
    client: FlaskClient, guarded: FlaskClient, in_parts: bool, size: int, key: dict[str, str]
) -> None:
    form = {"language": "zh", "text": "a" * size, **key}
    plain = (urlencode(form).encode(), "application/x-www-form-urlencoded")
    body, kind = multipart(form) if in_parts else plain
    answer = (guarded if key else client).post("/v2/check", data=body, content_type=kind)
    assert (answer.status_code, answer.mimetype) == (413, "text/plain")
    assert answer.get_data(as_text=True).startswith("Error: Your text exceeds the limit")


@pytest.mark.parametrize("code", ["ZH-CN", "zh_CN", "zh-cn", "Auto", "EN_us"])
def test_a_language_may_be_written_otherwise(client: FlaskClient, code: str) -> None:
    assert client.post("/v2/check", data={**FORM, "language": code}).status_code == 200


def test_the_language_may_stand_in_the_address_but_no_text(client: FlaskClient) -> None:
    answer = client.post("/v2/check?language=zh", data={"text": FORM["text"]})
    assert answer.status_code == 200
    for asked, status in ((client.get, 405), (client.post, 400)):
        answer = asked("/v2/check", query_string=FORM)
        assert answer.status_code == status
        words = answer.get_data(as_text=True)
        assert words.startswith("Error: ")
        assert "logs" in words
        assert "人肉" not in words

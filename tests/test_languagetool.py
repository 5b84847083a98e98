"""The LanguageTool interface: two real clients against the running server, and what others send."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import language_tool_python
import pytest
from flask.testing import FlaskClient
from pylanguagetool import api

from shenyan import Linter
from shenyan.app import create_app
from shenyan.articles import load_articles
from shenyan.config import Config
from shenyan.rules import rules_dir

CALL = "😀有没有人认识他？人肉他！"
START, LENGTH = 10, 3
"""Where 人肉他 stands in `CALL`, in UTF-16 units."""


@pytest.fixture
def client(linter: Linter) -> FlaskClient:
    return create_app(Config(languagetool=True), linter).test_client()


def check(client: FlaskClient, **form: str) -> list[dict[str, Any]]:
    answer = client.post("/v2/check", data={"language": "zh-CN", **form})
    assert answer.status_code == 200
    matches: list[dict[str, Any]] = answer.get_json()["matches"]
    return matches


def test_language_tool_python_shows_our_findings(listening: str) -> None:
    with language_tool_python.LanguageTool("zh-CN", remote_server=listening) as tool:
        (match,) = tool.check(CALL)
    assert match.rule_id == "reputation.doxxing-call"
    assert (match.offset, match.error_length) == (START - 1, LENGTH), "it counts code points"


def test_pylanguagetool_shows_our_findings(listening: str) -> None:
    reply = api.check(CALL, api_url=f"{listening}/v2/", lang="zh-CN")
    (match,) = reply["matches"]
    assert (match["offset"], match["length"]) == (START, LENGTH)
    assert match["rule"]["id"] == "reputation.doxxing-call"
    assert {"zh", "en"} <= {language["code"] for language in api.get_languages(f"{listening}/v2/")}


def test_the_rule_leads_to_the_law(client: FlaskClient) -> None:
    (match,) = check(client, text=CALL)
    addresses = {article.url for article in load_articles(rules_dir()).values()}
    urls = [url["value"] for url in match["rule"]["urls"]]
    assert urls
    assert set(urls) <= addresses


def test_the_context_shows_the_words_themselves(client: FlaskClient) -> None:
    (match,) = check(client, text="😀" * 60 + CALL + "好" * 60)
    context = match["context"]
    units = context["text"].encode("utf-16-le")
    start = 2 * context["offset"]
    assert units[start : start + 2 * context["length"]].decode("utf-16-le") == "人肉他"


def test_markup_counts_but_is_not_read(client: FlaskClient) -> None:
    parts = [
        {"markup": "<b title='人肉他'>😀", "interpretAs": ""},
        {"text": "谁认识他？"},
        {"markup": "<br>", "interpretAs": "\n"},
        {"text": "人肉他！"},
    ]
    (match,) = check(client, data=json.dumps({"annotation": parts}))
    before = parts[0]["markup"] + parts[1]["text"] + parts[2]["markup"]
    assert match["offset"] == len(before.encode("utf-16-le")) // 2


def test_a_text_within_data_is_read(client: FlaskClient) -> None:
    assert len(check(client, data=json.dumps({"text": CALL}))) == 1


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ({"disabledRules": "reputation.doxxing-call"}, 0),
        ({"disabledCategories": "doxxing"}, 0),
        ({"disabledRules": "other"}, 1),
        ({"enabledOnly": "true", "enabledRules": "reputation.doxxing-call"}, 1),
        ({"enabledOnly": "true", "enabledCategories": "insult"}, 0),
        ({"disabledCategories": "doxxing", "enabledRules": "reputation.doxxing-call"}, 1),
        ({"language": "auto"}, 1),
    ],
)
def test_rules_are_switched_as_in_languagetool(
    client: FlaskClient, form: dict[str, str], count: int
) -> None:
    assert len(check(client, text=CALL, **form)) == count


def test_english_chooses_the_language_of_the_message(client: FlaskClient) -> None:
    (english,), (chinese,) = (check(client, text=CALL, language=x) for x in ("en-US", "zh"))
    assert english["message"] != chinese["message"]


def test_a_form_that_is_labelled_json_is_read_as_ltex_sends_it(client: FlaskClient) -> None:
    body = urlencode({"text": CALL, "language": "zh-CN"})
    answer = client.post("/v2/check", data=body, content_type="application/json")
    assert len(answer.get_json()["matches"]) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"language": "zh"},
        {"text": "x"},
        {"text": "x", "data": "{}", "language": "zh"},
        {"text": "x", "language": "fr"},
        {"data": "[", "language": "zh"},
        {"data": "[]", "language": "zh"},
        {"data": '{"annotation": [{"other": 1}]}', "language": "zh"},
        {"data": '{"annotation": [{"markup": 1}]}', "language": "zh"},
        {"data": '{"annotation": 3}', "language": "zh"},
        {"data": "[" * 100_000, "language": "zh"},
    ],
)
def test_a_bad_check_is_refused_in_plain_text(client: FlaskClient, form: dict[str, str]) -> None:
    answer = client.post("/v2/check", data=form)
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert answer.get_data(as_text=True).startswith("Error: ")


@pytest.mark.parametrize(
    ("path", "words"), [("info", "Shenyan"), ("maxtextlength", "20000"), ("healthcheck", "OK")]
)
def test_clients_can_ask_what_there_is(client: FlaskClient, path: str, words: str) -> None:
    assert words in client.get(f"/v2/{path}").get_data(as_text=True)

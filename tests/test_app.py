"""The HTTP interface, as the contract says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from shenyan import Linter
from shenyan.articles import load_articles
from shenyan.rules import rules_dir
from shenyan.schemas import MAX_CHARACTERS

CALL = "有没有人认识他，人肉他"
"""Carries a doxxing call in every rule set that we ship."""


def lint(client: FlaskClient, **body: object) -> dict[str, Any]:
    answer = client.post("/v1/lint", json=body)
    assert answer.status_code == 200
    value: dict[str, Any] = answer.get_json()
    return value


def utf16(text: str, start: int, end: int) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def test_a_finding_stands_where_the_browser_counts(client: FlaskClient) -> None:
    text = "😀👨‍👩‍👧" + CALL
    reply = lint(client, text=text)
    assert reply["findings"]
    for finding in reply["findings"]:
        assert utf16(text, finding["start"], finding["end"]) == finding["text"]


def test_code_points_are_given_on_request(client: FlaskClient) -> None:
    text = "😀" + CALL
    reply = lint(client, text=text, offset_unit="codepoint")
    assert reply["offset_unit"] == "codepoint"
    assert [text[f["start"] : f["end"]] for f in reply["findings"]] == [
        f["text"] for f in reply["findings"]
    ]


def test_the_reply_carries_each_named_article_word_for_word(client: FlaskClient) -> None:
    reply = lint(client, text=CALL)
    named = {name for finding in reply["findings"] for name in finding["articles"]}
    law = load_articles(rules_dir())
    assert named
    assert {k: v["text"] for k, v in reply["articles"].items()} == {
        name: law[name].text for name in named
    }


def test_every_exemption_a_finding_names_is_in_the_reply(client: FlaskClient) -> None:
    reply = lint(client, text=CALL)
    named = {name for finding in reply["findings"] for name in finding["exemptions"]}
    assert set(reply["exemptions"]) == named
    assert all(question["question"] for question in reply["exemptions"].values())


def test_english_is_given_on_request(client: FlaskClient) -> None:
    chinese, english = (lint(client, text=CALL, language=x)["findings"][0] for x in ("zh", "en"))
    assert chinese["message"] != english["message"]
    assert english["message"].isprintable()


def test_a_lone_surrogate_survives(client: FlaskClient) -> None:
    body = '{"text": "\\ud83d' + CALL + '\\ude00"}'
    answer = client.post("/v1/lint", data=body, content_type="application/json")
    assert answer.status_code == 200
    assert json.loads(answer.data)["findings"]


@pytest.mark.parametrize("nothing", ["", " \n\t", "今天天气真好"])
def test_an_ordinary_draft_has_no_findings(client: FlaskClient, nothing: str) -> None:
    assert lint(client, text=nothing)["findings"] == []


def test_allowed_words_are_passed_on(client: FlaskClient) -> None:
    found = [f["text"] for f in lint(client, text=CALL)["findings"]]
    assert lint(client, text=CALL, allow=found)["findings"] == []


def test_members_we_do_not_know_are_ignored(client: FlaskClient) -> None:
    assert lint(client, text=CALL, later="x") == lint(client, text=CALL)


def test_a_batch_gives_one_report_per_draft_in_order(client: FlaskClient) -> None:
    drafts = [{"text": CALL}, {"text": "你好"}, {"text": "😀" + CALL, "offset_unit": "codepoint"}]
    answer = client.post("/v1/lint:batch", json={"drafts": drafts})
    reports = answer.get_json()["reports"]
    assert reports == [lint(client, **draft) for draft in drafts]


def test_a_batch_may_be_empty(client: FlaskClient) -> None:
    assert client.post("/v1/lint:batch", json={"drafts": []}).get_json() == {"reports": []}


def test_the_longest_draft_is_taken_and_one_more_character_is_too_many(
    client: FlaskClient,
) -> None:
    assert client.post("/v1/lint", json={"text": "好" * MAX_CHARACTERS}).status_code == 200
    answer = client.post("/v1/lint", json={"text": "好" * (MAX_CHARACTERS + 1)})
    assert_problem(answer, 413)


def test_articles_and_rules_can_be_looked_up(client: FlaskClient, linter: Linter) -> None:
    articles = client.get("/v1/articles").get_json()["articles"]
    one = client.get("/v1/articles/civil-code-1034").get_json()
    assert one in articles
    assert one["text"] == load_articles(rules_dir())["civil-code-1034"].text
    rules = client.get("/v1/rules").get_json()["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in linter.rules]


def test_the_health_check_answers(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json()["status"] == "ok"


def test_the_interface_is_described(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    assert {"/v1/lint", "/v1/lint:batch", "/v1/articles/{id}", "/v1/rules", "/healthz"} <= set(
        document["paths"]
    )


def assert_problem(answer: TestResponse, status: int) -> None:
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json(force=True)["status"] == status


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"text": "x"}', "text/plain", 415),
        (b'{"text": "x"}', "application/x-www-form-urlencoded", 415),
        (b'{"text": "x"}', "application/json; charset=gbk", 415),
        (b'{"text": "x"}', "", 415),
        (b"", "application/json", 400),
        (b'{"text": ', "application/json", 400),
        (b'{"text": NaN}', "application/json", 400),
        ('{"text": "好"}'.encode("gbk"), "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"text": "x", "more": ' + b"[" * 20 + b"]" * 20 + b"}", "application/json", 400),
        (b"[]", "application/json", 422),
        (b'"{}"', "application/json", 422),
        (b"null", "application/json", 422),
        (b"{}", "application/json", 422),
        (b'{"text": 1}', "application/json", 422),
        (b'{"text": null}', "application/json", 422),
        (b'{"text": ["x"]}', "application/json", 422),
        (b'{"text": "x", "platform": "myspace"}', "application/json", 422),
        (b'{"text": "x", "field": "footer"}', "application/json", 422),
        (b'{"text": "x", "language": "fr"}', "application/json", 422),
        (b'{"text": "x", "offset_unit": "bytes"}', "application/json", 422),
        (b'{"text": "x", "allow": "x"}', "application/json", 422),
        (b'{"text": "x", "allow": [1]}', "application/json", 422),
    ],
)
def test_a_bad_request_gets_a_clear_answer(
    client: FlaskClient, body: bytes, content_type: str, status: int
) -> None:
    assert_problem(client.post("/v1/lint", data=body, content_type=content_type), status)


def test_an_answer_names_the_member_that_does_not_fit(client: FlaskClient) -> None:
    answer = client.post("/v1/lint:batch", json={"drafts": [{"text": "x"}, {"text": 3}]})
    assert [fault["pointer"] for fault in answer.get_json()["errors"]] == ["/drafts/1/text"]


def test_an_answer_names_the_choices_in_both_languages(client: FlaskClient) -> None:
    answer = client.post("/v1/lint", json={"text": "x", "platform": "myspace"})
    (fault,) = answer.get_json()["errors"]
    assert fault["detail"] == "只能是其中之一 / This must be one of: 'weibo', 'douyin'"
    assert "myspace" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/lint", 405),
        ("POST", "/v1/rules", 405),
        ("GET", "/v1/articles/none", 404),
        ("GET", "/nowhere", 404),
    ],
)
def test_a_wrong_address_or_method_gets_a_problem(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    assert_problem(client.open(path, method=method), status)


def test_the_main_job_is_marked_over_http(client: FlaskClient) -> None:
    text = (
        "😀湖北某大学的黄雨桐，就是这个贱人，QQ 2849017735，电话13912345678，"
        "聊天记录都在图里，大家看看她什么德行"
    )
    reply = lint(client, text=text, platform="weibo", field="body")
    found = {finding["category"]: finding for finding in reply["findings"]}
    assert [(f["category"], f["text"]) for f in reply["findings"]] == [
        ("person-name", "黄雨桐"),
        ("insult", "贱人"),
        ("account", "2849017735"),
        ("phone-number", "13912345678"),
        ("chat-record", found["chat-record"]["text"]),
    ]
    assert "聊天记录" in found["chat-record"]["text"]
    for category in ("person-name", "account", "phone-number"):
        assert found[category]["level"] == "error"
    for finding in reply["findings"]:
        assert utf16(text, finding["start"], finding["end"]) == finding["text"]
        assert finding["articles"]


@pytest.mark.parametrize(
    "ordinary",
    [
        "今天天气真好，和朋友去西湖边走了一圈，吃了片儿川，开心！",
        "我妈的菜做得特别好吃",
        "客服热线400-820-8820",
    ],
)
def test_an_ordinary_post_has_no_findings(client: FlaskClient, ordinary: str) -> None:
    assert lint(client, text=ordinary)["findings"] == []


def test_a_page_shows_the_interface(client: FlaskClient) -> None:
    page = client.get("/docs").get_data(as_text=True)
    for path in client.get("/openapi.json").get_json()["paths"]:
        assert path in page
    assert "offset_unit" in page
    assert "&#34;weibo&#34; | &#34;douyin&#34;" in page

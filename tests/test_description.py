"""`/openapi.json` is true to what this server answers, as it is set up."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from shenyan import Linter
from shenyan.app import create_app
from shenyan.config import Config

TOKEN = "a-token-of-32-characters-0123456"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ONE = "civil-code-1034"


@pytest.fixture(scope="module")
def team(linter: Linter) -> FlaskClient:
    """A server with everything on."""
    config = Config(token=TOKEN, languagetool=True, metrics=True, rate_limit="1000/minute")
    return create_app(config, linter).test_client()


def described(client: FlaskClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/openapi.json").get_json()
    return document


def members(document: dict[str, Any], name: str) -> set[str]:
    return set(document["components"]["schemas"][name]["properties"])


def test_every_member_that_is_sent_is_described(client: FlaskClient) -> None:
    document = described(client)
    report = client.post("/v1/lint", json={"text": "黄雨桐电话13912345678"}).get_json()
    assert set(report) == members(document, "ReportOut")
    sent = {
        "ArticleDetail": client.get(f"/v1/articles/{ONE}").get_json(),
        "RuleOut": client.get("/v1/rules").get_json()["rules"][0],
        "FindingOut": report["findings"][0],
        "ArticleOut": next(iter(report["articles"].values())),
        "ExemptionOut": next(iter(report["exemptions"].values())),
    }
    assert {name: set(value) for name, value in sent.items()} == {
        name: members(document, name) for name in sent
    }


def test_the_answers_about_pictures_are_described(client: FlaskClient) -> None:
    document = described(client)
    lint, mask = (document["paths"][f"/v1/{name}-image"]["post"] for name in ("lint", "mask"))
    schema = lint["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/PictureOut"}
    assert {"findings", "kind", "width", "height", "version"} <= members(document, "PictureOut")
    finding = members(document, "FindingOut") - {"start", "end"} | {"boxes"}
    assert members(document, "PictureFindingOut") == finding
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, "PNG")
    answer = client.post(
        "/v1/mask-image?boxes=1,1,5,5", data=out.getvalue(), content_type="image/png"
    )
    assert answer.mimetype in mask["responses"]["200"]["content"]


@pytest.mark.parametrize("own", [True, False])
def test_what_a_server_may_refuse_is_described_as_it_is_set_up(
    client: FlaskClient, team: FlaskClient, own: bool
) -> None:
    document = described(client if own else team)
    for path, operations in document["paths"].items():
        for operation in operations.values():
            answers = operation["responses"]
            assert {"200", "400", "403"} <= set(answers), path
            assert all("description" in answer for answer in answers.values())
            guarded = "security" in operation
            assert guarded == (path.startswith(("/v1", "/v2/check", "/metrics")))
            assert ("401" in answers) == (guarded and not own)
            assert ("429" in answers) == (path != "/healthz" and not own)


def test_what_is_switched_on_is_described(client: FlaskClient, team: FlaskClient) -> None:
    paths = described(team)["paths"]
    more = set(paths) - set(described(client)["paths"])
    assert more == {"/metrics"} | {
        f"/v2/{name}" for name in ("check", "languages", "info", "maxtextlength", "healthcheck")
    }
    for path in more - {"/v2/check"}:
        answer = team.get(path, headers=BEARER)
        assert answer.mimetype in paths[path]["get"]["responses"]["200"]["content"]
    form = {"text": "你好", "language": "zh"}
    for body, status in ((form, 200), ({}, 400), ({**form, "text": "a" * 20_001}, 413)):
        answer = team.post("/v2/check", data=body, headers=BEARER)
        assert answer.status_code == status
        assert answer.mimetype in paths["/v2/check"]["post"]["responses"][str(status)]["content"]


def test_asking_twice_gives_the_same(team: FlaskClient) -> None:
    assert described(team) == described(team)
    assert "/v2/check" in team.get("/docs").get_data(as_text=True)

"""Whatever is sent: no 5xx, nothing outside the described schema, no exception, exact positions.

A run takes the same few examples each time. `SHENYAN_EXAMPLES=1700` before the command takes so
many new ones in each test: about 5,000 requests against the description of the interface.
"""

from __future__ import annotations

import json
import os
from typing import Any

import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shenyan import Linter
from shenyan.app import create_app
from shenyan.masking import masked

PARTS = [
    "人肉他",
    "黄雨桐",
    "1️⃣3️⃣9️⃣",
    "13912345678",
    "贱人",
    "QQ",
    "微信",
    "不还钱就曝光",
    "\n",
    "：",
    "“",
    "”",
    "😀",
    "👨‍👩‍👧",
    "\ud83d",
    "\u200b",
    "\u0301",
    "𠮷",
    "ﷺ",
    "İ",
    "ß",
]
DRAFTS = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=6)), max_size=14).map("".join)
EXAMPLES = int(os.environ.get("SHENYAN_EXAMPLES", "25"))
UNHURRIED = settings(
    deadline=None,
    max_examples=EXAMPLES,
    derandomize="SHENYAN_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SCHEMA = schemathesis.openapi.from_wsgi("/openapi.json", create_app())


@SCHEMA.include(path_regex="^/(v1/(lint|lint:batch|articles.*|rules)|healthz)$").parametrize()
@UNHURRIED
def test_the_interface_is_as_described(case: Any) -> None:
    case.call_and_validate(
        headers={"Host": "127.0.0.1"},
        checks=[
            not_a_server_error,
            content_type_conformance,
            response_schema_conformance,
            status_code_conformance,
        ],
    )


@given(DRAFTS)
@example("İ" * 3 + "人肉他")
@UNHURRIED
def test_any_draft_gets_findings_that_stand_in_it(linter: Linter, draft: str) -> None:
    report = linter.lint(draft)
    for finding in report.findings:
        assert 0 <= finding.start < finding.end <= len(draft)
        assert draft[finding.start : finding.end] == finding.text
    assert [f.start for f in report.findings] == sorted(f.start for f in report.findings)
    assert isinstance(masked(draft, report.findings), str)


@given(DRAFTS)
@UNHURRIED
def test_any_draft_is_answered_with_positions_a_browser_can_use(
    client: FlaskClient, draft: str
) -> None:
    answer = client.post(
        "/v1/lint", data=json.dumps({"text": draft}), content_type="application/json"
    )
    assert answer.status_code == 200
    # A browser's text has no two lone halves side by side that are not one character.
    units = json.loads(json.dumps(draft)).encode("utf-16-le", "surrogatepass")
    reply: dict[str, Any] = json.loads(answer.data)
    for finding in reply["findings"]:
        span = units[2 * finding["start"] : 2 * finding["end"]]
        assert span.decode("utf-16-le", "surrogatepass") == finding["text"]

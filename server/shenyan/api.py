"""The HTTP interface `/v1`, as the contract says."""

from __future__ import annotations

import json
from typing import Final

from flask import Response, request
from flask_openapi3 import APIBlueprint
from flask_openapi3.types import ResponseDict
from pydantic import BaseModel

from shenyan import __version__
from shenyan.desk import Desk
from shenyan.guard import json_body
from shenyan.problems import MIMETYPE, refuse
from shenyan.replies import Json, article_detail, report_reply, rule_reply
from shenyan.schemas import (
    MAX_CHARACTERS,
    ArticleDetail,
    ArticleId,
    ArticlesOut,
    BatchIn,
    BatchOut,
    DraftIn,
    HealthOut,
    ReportOut,
    RulesOut,
)

MAX_BATCH_CHARACTERS: Final = 200_000

_PROBLEM: Final = {MIMETYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}


def blueprint(desk: Desk) -> APIBlueprint:
    """Build the views around one desk."""
    api = APIBlueprint("v1", __name__)
    _add_lint(api, desk)
    _add_lookups(api, desk)
    return api


def _add_lint(api: APIBlueprint, desk: Desk) -> None:
    @api.before_request
    def read_strictly() -> None:
        if request.method == "POST" and not isinstance(json_body(), dict):
            raise refuse(422, "应是 JSON 对象 / The body must be an object")

    @api.post("/v1/lint", responses=_responses(ReportOut, 400, 403, 413, 415, 422, 503))
    def lint(body: DraftIn) -> Response:
        """Check one draft."""
        _check_length(body)
        return _json(_checked(body, desk))

    @api.post("/v1/lint:batch", responses=_responses(BatchOut, 400, 403, 413, 415, 422, 503))
    def lint_batch(body: BatchIn) -> Response:
        """Check several drafts: one report per draft, in the same order."""
        for draft in body.drafts:
            _check_length(draft)
        if sum(len(draft.text) for draft in body.drafts) > MAX_BATCH_CHARACTERS:
            raise refuse(413, f"一批最多 {MAX_BATCH_CHARACTERS} 字 / characters at most in a batch")
        return _json({"reports": [_checked(draft, desk) for draft in body.drafts]})


def _add_lookups(api: APIBlueprint, desk: Desk) -> None:
    linter, law = desk.linter, desk.law

    @api.get("/v1/articles", responses=_responses(ArticlesOut, 403))
    def articles() -> Response:
        """List every article of law that a rule may name."""
        return _json({"articles": [article_detail(a) for a in law.articles.values()]})

    @api.get("/v1/articles/<id>", responses=_responses(ArticleDetail, 403, 404))
    def article(path: ArticleId) -> Response:
        """Show one article, word for word."""
        if path.id not in law.articles:
            raise refuse(404)
        return _json(article_detail(law.articles[path.id]))

    @api.get("/v1/rules", responses=_responses(RulesOut, 403))
    def rules() -> Response:
        """List every rule the server checks with."""
        return _json({"rules": [rule_reply(rule) for rule in linter.rules]})

    @api.get("/healthz", responses=_responses(HealthOut, 403))
    def healthz() -> Response:
        """Say that the rules are loaded and the server answers."""
        return _json({"status": "ok", "version": __version__, "rules": len(linter.rules)})


def _checked(draft: DraftIn, desk: Desk) -> Json:
    report = desk.check(
        draft.text,
        platform=draft.platform,
        field=draft.field,
        allow=draft.allow,
        language=draft.language,
    )
    return report_reply(draft.text, report, desk.law, draft.offset_unit, draft.language)


def _check_length(draft: DraftIn) -> None:
    if len(draft.text) > MAX_CHARACTERS:
        raise refuse(413, f"最多 {MAX_CHARACTERS} 字 / characters at most in a draft")


def _json(value: Json) -> Response:
    # backslashreplace writes a lone surrogate as \udXXX, which is just its JSON escape.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "backslashreplace"), mimetype="application/json")


def _responses(model: type[BaseModel], *problems: int) -> ResponseDict:
    described: ResponseDict = {status: {"content": _PROBLEM} for status in problems}
    return {200: model, **described}

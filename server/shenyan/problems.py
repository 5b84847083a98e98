"""Answers to bad requests: RFC 9457 problem details that never repeat what was sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Final

from flask import Response
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException

MIMETYPE: Final = "application/problem+json"

_TITLES: Final[dict[int, str]] = {
    400: "请求读不懂 / The request cannot be read",
    401: "需要口令 / A token is needed",
    403: "来源不被接受 / This origin is not accepted",
    404: "没有这个地址 / There is nothing at this address",
    405: "这个地址不接受这种方法 / This method is not allowed here",
    406: "给不出这种格式 / This format cannot be given",
    408: "等得太久 / The request took too long",
    413: "发来的内容太大 / What was sent is too large",
    415: "不收这种类型的内容 / This type of content is not accepted",
    422: "请求里有不认识的内容 / The request does not fit the schema",
    429: "请求太频繁 / Too many requests",
    431: "请求头太长 / The headers are too long",
    500: "服务出错 / The server made a mistake",
    501: "不接受这种传输方式 / This way of sending is not accepted",
    503: "服务正忙 / The server is busy",
}

_DETAILS: Final[dict[str, str]] = {
    "missing": "缺少这一项 / This member is missing",
    "string_type": "应是文字 / This must be a string",
    "too_long": "项目太多 / Too many items",
    "too_short": "至少要有一项 / At least one item is needed",
    "list_type": "应是列表 / This must be an array",
    "model_type": "应是 JSON 对象 / This must be an object",
    "string_too_long": "文字太长 / This text is too long",
    "string_pattern_mismatch": "写法不对 / This is not written as described",
    "extra_forbidden": "没有这一项 / There is no such member",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One member of the request that does not fit: where (JSON Pointer) and why."""

    pointer: str
    detail: str


def problem(status: int, detail: str = "", faults: Sequence[Fault] = ()) -> Response:
    """Build the answer to a bad request. `detail` is our own wording, never a part of the body."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": _TITLES.get(status, HTTPStatus(status).phrase),
        "status": status,
    }
    if detail:
        body["detail"] = detail
    if faults:
        body["errors"] = [asdict(fault) for fault in faults]
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype=MIMETYPE)


def refuse(status: int, detail: str = "") -> HTTPException:
    """Build the exception to raise where a request is to be refused."""
    return refuse_with(problem(status, detail))


def refuse_with(answer: Response) -> HTTPException:
    """Build the exception that carries an answer out of the views."""
    return HTTPException(response=answer)


def from_http(error: HTTPException) -> Response:
    """Answer what werkzeug or Flask refused, keeping headers such as Allow."""
    if isinstance(error.response, Response):
        return error.response
    answer = problem(error.code or 500)
    kept = (pair for pair in error.get_headers() if pair[0].lower() != "content-type")
    answer.headers.extend(kept)
    return answer


def from_validation(error: ValidationError) -> Response:
    """Answer a body that does not fit the schema, without the input that pydantic would echo."""
    details = error.errors(include_input=False, include_url=False)
    faults = [
        Fault("".join(f"/{part}" for part in item["loc"]), _detail(item)) for item in details[:20]
    ]
    return problem(422, faults=faults)


def _detail(item: ErrorDetails) -> str:
    if item["type"] == "literal_error":
        choices = item["ctx"]["expected"].replace(" or ", ", ")  # from the schema, not the request
        return f"只能是其中之一 / This must be one of: {choices}"
    return _DETAILS.get(item["type"], item["msg"])

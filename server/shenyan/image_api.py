"""The HTTP interface for pictures: `/v1/lint-image` and `/v1/mask-image`."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Annotated, Final, Literal

from flask import Response, request
from flask_openapi3 import APIBlueprint
from flask_openapi3.types import ResponseDict
from pydantic import BaseModel, ConfigDict, Field

from shenyan import Linter
from shenyan.finding import Report
from shenyan.image import is_installed
from shenyan.problems import MIMETYPE, refuse
from shenyan.replies import Law, report_reply
from shenyan.schemas import PictureOut
from shenyan.turns import Turns

if TYPE_CHECKING:
    from PIL.Image import Image

    from shenyan.image.lint import PictureLinter
    from shenyan.image.report import PictureReport

MAX_BODY: Final = 20_000_000
"""Bytes of a picture."""

_TYPES: Final = frozenset(f"image/{kind}" for kind in ("png", "jpeg", "webp", "heic", "heif")) | {
    "application/octet-stream"
}
_PROBLEM: Final = {MIMETYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
_MASKED: Final[dict[str, dict[str, object]]] = {"content": {"image/png": {}, "image/jpeg": {}}}
_BOX: Final = "[0-9]{1,5},[0-9]{1,5},[1-9][0-9]{0,4},[1-9][0-9]{0,4}"
_BOXES: Final = f"^{_BOX}(;{_BOX})*$"


class LintImageQuery(BaseModel):
    """How to answer."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    language: Literal["zh", "en"] = "zh"


class MaskImageQuery(BaseModel):
    """What to cover: `x,y,width,height` in pixels of the upright picture, `;` between boxes."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    boxes: Annotated[str, Field(pattern=_BOXES, max_length=12_000)]


def blueprint(linter: Linter, law: Law, turns: Turns) -> APIBlueprint:
    """Build the views around one text linter. The models for pictures load on first use."""
    api = APIBlueprint("images", __name__)
    answers: ResponseDict = {
        status: {"content": _PROBLEM} for status in (403, 413, 415, 422, 501, 503)
    }
    body = {"requestBody": {"content": {kind: {} for kind in sorted(_TYPES)}, "required": True}}

    @cache
    def pictures() -> PictureLinter:
        from shenyan.image.lint import PictureLinter

        return PictureLinter(linter)

    @api.before_request
    def allow_pictures() -> None:
        request.max_content_length = MAX_BODY

    @api.post("/v1/lint-image", responses={200: PictureOut, **answers}, openapi_extensions=body)
    def lint_image(query: LintImageQuery) -> Response:
        """Check a picture. The body is the picture itself."""
        image = _picture()
        with turns.take():
            report = pictures().lint(image, language=query.language)
        return _reply(report, law, query)

    @api.post("/v1/mask-image", responses={200: _MASKED, **answers}, openapi_extensions=body)
    def mask_image(query: MaskImageQuery) -> Response:
        """Return the picture with solid blocks over boxes, without metadata; a photo as JPEG."""
        image = _picture()
        return _masked(image, query.boxes)

    return api


def _picture() -> Image:
    if not is_installed():
        raise refuse(501, '图片检查需要另装 / Pictures need an extra: pip install "shenyan[image]"')
    if request.mimetype not in _TYPES:
        raise refuse(415, f"Content-Type: {', '.join(sorted(_TYPES))}")
    from shenyan.image.pictures import PictureError, open_picture

    try:
        return open_picture(request.get_data())
    except PictureError as error:
        raise refuse(error.status, str(error)) from None


def _masked(image: Image, boxes: str) -> Response:
    from shenyan.image.pictures import Box, kept_kind, mask

    kind = kept_kind(request.get_data())
    chosen = [Box(*map(int, box.split(","))) for box in boxes.split(";")]
    return Response(mask(image, chosen, kind), mimetype=f"image/{kind.lower()}")


def _reply(report: PictureReport, law: Law, query: LintImageQuery) -> Response:
    """Describe findings as for text, with boxes instead of offsets."""
    findings = tuple(one.finding for one in report.findings)
    reply = report_reply("", Report(findings), law, "codepoint", query.language)
    shown = []
    for one in report.findings:
        row = asdict(one.finding)
        del row["start"], row["end"]
        shown.append({**row, "boxes": [asdict(box) for box in one.boxes]})
    del reply["offset_unit"]
    size = {"kind": report.kind, "width": report.width, "height": report.height}
    text = json.dumps({**size, **reply, "findings": shown}, ensure_ascii=False)
    return Response(text, mimetype="application/json")

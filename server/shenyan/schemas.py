"""The JSON of `/v1`, as pydantic models: what comes in is checked, what goes out is described."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from shenyan.finding import Level

MAX_CHARACTERS: Final = 20_000
"""The longest draft taken, in code points."""

MAX_DRAFTS: Final = 1_000
MAX_ALLOWED: Final = 1_000
MAX_ALLOWED_LENGTH: Final = 100

OffsetUnit = Literal["utf-16", "codepoint"]


def _text(value: object) -> str:
    # pydantic's own str refuses lone surrogates, which browsers do send in mid-typing.
    if isinstance(value, str):
        return value
    raise PydanticCustomError("string_type", "not a string")


def _allowed(value: object) -> str:
    if len(text := _text(value)) > MAX_ALLOWED_LENGTH:
        raise PydanticCustomError("string_too_long", "too long")
    return text


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
AllowedWord = Annotated[
    str,
    PlainValidator(_allowed),
    WithJsonSchema({"type": "string", "maxLength": MAX_ALLOWED_LENGTH}),
]


class Schema(BaseModel):
    """Shared configuration: never show what was sent in an error; ignore members we do not know."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)


class DraftIn(Schema):
    """One draft to check. Members that are not listed are ignored."""

    model_config = ConfigDict(
        hide_input_in_errors=True,
        frozen=True,
        json_schema_extra={"examples": [{"text": "刘志强：13912345678", "platform": "weibo"}]},
    )
    text: Text = Field(description="The draft, at most 20,000 characters (413 beyond).")
    platform: Literal["weibo", "douyin"] | None = None
    field: Literal["body", "title", "comment"] | None = None
    allow: list[AllowedWord] = Field(
        default=[],
        max_length=MAX_ALLOWED,
        description="Names and words to be silent about, of people who agreed to be named, say.",
    )
    language: Literal["zh", "en"] = "zh"
    offset_unit: OffsetUnit = Field(
        default="utf-16", description="What `start` and `end` count; browsers count UTF-16 units."
    )


class BatchIn(Schema):
    """Several drafts, each as for `/v1/lint`; at most 200,000 characters together."""

    drafts: list[DraftIn] = Field(max_length=MAX_DRAFTS)


class ArticleId(Schema):
    """The id of an article, such as `civil-code-1034`."""

    id: str


class FixOut(Schema):
    """One click: put `replacement` where the finding's text stands."""

    label: str
    replacement: str


class _Told(Schema):
    """What is told of a finding, in a draft or a picture."""

    id: str
    rule: str
    category: str
    level: Level
    text: str
    title: str
    message: str
    articles: list[str]
    exemptions: list[str]
    fixes: list[FixOut]
    related: list[str]
    advice: str


class FindingOut(_Told):
    """One marked stretch of the draft."""

    start: int
    end: int


class ArticleOut(Schema):
    """One provision: `text` is the statute to the letter, `summary` is ours."""

    title: str
    text: str
    summary: str
    url: str | None


class ExemptionOut(Schema):
    """A question to the author; a "yes" is judged in the client and goes nowhere."""

    question: str
    basis: list[str]
    effect: str
    fits: str
    note: str


class ReportOut(Schema):
    """The findings of one draft, sorted by position, and the law they name."""

    findings: list[FindingOut]
    articles: dict[str, ArticleOut]
    exemptions: dict[str, ExemptionOut]
    offset_unit: OffsetUnit
    version: str


class BoxOut(Schema):
    """A rectangle in pixels of the upright picture."""

    x: int
    y: int
    width: int
    height: int


class PictureFindingOut(_Told):
    """One thing that a picture shows; no box: the picture as a whole."""

    boxes: list[BoxOut]


class PictureOut(Schema):
    """What a picture shows, and the law that the findings name."""

    kind: Literal["chat", "id-card", "iou", "court", "other"]
    width: int
    height: int
    findings: list[PictureFindingOut]
    articles: dict[str, ArticleOut]
    exemptions: dict[str, ExemptionOut]
    version: str


class BatchOut(Schema):
    """One report per draft, in the same order."""

    reports: list[ReportOut]


class ArticleDetail(ArticleOut):
    """One provision with where it comes from."""

    id: str
    title_en: str
    short: str
    short_en: str
    law: str
    number: str
    branch: str
    status: str
    in_force_since: str
    version: str
    checked: str
    compared_with: int
    summary_en: str
    means: str
    means_en: str


class ArticlesOut(Schema):
    """Every article that a rule may name."""

    articles: list[ArticleDetail]


class RuleOut(Schema):
    """One rule, as data."""

    id: str
    category: str
    level: Level
    title: str
    title_en: str
    message: str
    articles: list[str]
    exemptions: list[str]
    flag: list[str]
    passes: list[str] = Field(serialization_alias="pass")


class RulesOut(Schema):
    """Every rule the server checks with."""

    rules: list[RuleOut]


class HealthOut(Schema):
    """The server is up and its rules are loaded."""

    status: Literal["ok"]
    version: str
    rules: int


class FaultOut(Schema):
    """One member of the request that does not fit."""

    pointer: str
    detail: str


class ProblemOut(Schema):
    """RFC 9457 problem details. Nothing of the request is repeated."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[FaultOut] = []

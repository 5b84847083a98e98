"""`/v2`, compatible with LanguageTool's HTTP interface, for editors that already speak it.

Positions are UTF-16 units of the text with its markup; the first article is the rule's URL.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from shenyan import Finding, __version__
from shenyan.articles import Article
from shenyan.desk import Desk
from shenyan.finding import Language
from shenyan.forms import sent_form
from shenyan.offsets import utf16_positions
from shenyan.replies import Json
from shenyan.schemas import MAX_CHARACTERS

LANGUAGES: Final = (
    {"name": "Chinese", "code": "zh", "longCode": "zh-CN"},
    {"name": "Chinese", "code": "zh", "longCode": "zh"},
    {"name": "English", "code": "en", "longCode": "en-US"},
    {"name": "English", "code": "en", "longCode": "en"},
)
"""English only chooses the language of the messages: the drafts are Chinese."""

_CONTEXT: Final = 40
_TOO_LONG: Final = f"Your text exceeds the limit of {MAX_CHARACTERS} characters"
_IN_BODY: Final = "Send a POST with the text in its body: addresses are written to logs"
_SOFTWARE: Final = {
    "name": "Shenyan (LanguageTool-compatible)",
    "version": __version__,
    "buildDate": "",
    "apiVersion": 1,
    "premium": False,
    "status": "",
}


class BadCheckError(ValueError):
    """A request that LanguageTool would refuse too, with the same kind of words."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def blueprint(desk: Desk) -> Blueprint:
    """Build the views around one desk."""
    views = Blueprint("languagetool", __name__, url_prefix="/v2")

    @views.post("/check")
    def check() -> Response:
        if request.args.keys() & {"text", "data", "apiKey"}:
            raise BadCheckError(_IN_BODY)
        form = {**request.args.to_dict(), **sent_form()}
        text, read = _text(form)
        language = _language(form)
        findings = desk.check(read, language=language).findings
        kept = [f for f in findings if _is_wanted(f, form)]
        return jsonify(_reply(text, kept, desk.law.articles, language))

    @views.get("/check")
    def in_the_address() -> Response:
        answer = refused(BadCheckError(_IN_BODY, 405))
        answer.headers["Allow"] = "POST, OPTIONS"
        return answer

    @views.get("/languages")
    def languages() -> Response:
        return jsonify(LANGUAGES)

    @views.get("/info")
    def info() -> Response:
        return jsonify({"software": _SOFTWARE})

    @views.get("/maxtextlength")
    def longest() -> Response:
        return Response(str(MAX_CHARACTERS), mimetype="text/plain")

    @views.get("/healthcheck")
    def healthy() -> Response:
        return Response("OK", mimetype="text/plain")

    @views.errorhandler(BadCheckError)
    def refused(error: BadCheckError) -> Response:
        return Response(f"Error: {error}", error.status, mimetype="text/plain")

    @views.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Response:
        return refused(BadCheckError(_TOO_LONG, 413))

    return views


def _text(form: Mapping[str, str]) -> tuple[str, str]:
    """Give the text with its markup, and the same text with the markup blanked out."""
    if ("text" in form) == ("data" in form):
        raise BadCheckError("Set exactly one of 'text' and 'data'")
    text, read = (form["text"], form["text"]) if "text" in form else _annotated(form["data"])
    if len(text) > MAX_CHARACTERS:
        raise BadCheckError(_TOO_LONG, 413)
    return text, read


def _annotated(data: str) -> tuple[str, str]:
    try:
        value = json.loads(data)
        if isinstance(value.get("text"), str):
            return value["text"], value["text"]
        parts = [_part(item) for item in value["annotation"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadCheckError("'data' must hold a 'text' or a list 'annotation'") from None
    return "".join(text for text, _ in parts), "".join(read for _, read in parts)


def _part(item: Mapping[str, str]) -> tuple[str, str]:
    if isinstance(text := item.get("text"), str):
        return text, text
    markup = item["markup"]
    blank = "\n" if "\n" in item.get("interpretAs", "") else " "
    return markup, blank * len(markup)


def _language(form: Mapping[str, str]) -> Language:
    code = form.get("language", "").lower().replace("_", "-")
    if not code:
        raise BadCheckError("Missing 'language' parameter")
    if code != "auto" and code.split("-")[0] not in ("zh", "en"):
        raise BadCheckError("This language is not supported")
    return "en" if code.startswith("en") else "zh"


def _is_wanted(finding: Finding, form: Mapping[str, str]) -> bool:
    def named(key: str) -> set[str]:
        return {name for name in form.get(key, "").split(",") if name}

    enabled = finding.rule in named("enabledRules") or finding.category in named(
        "enabledCategories"
    )
    if form.get("enabledOnly") in ("true", "yes"):
        return enabled
    disabled = finding.rule in named("disabledRules") or finding.category in named(
        "disabledCategories"
    )
    return enabled or not disabled


def _reply(
    text: str, findings: list[Finding], articles: Mapping[str, Article], language: Language
) -> Json:
    code = "en-US" if language == "en" else "zh-CN"
    name = "English" if language == "en" else "Chinese"
    detected = {"name": name, "code": code, "confidence": 1.0, "source": "fixed"}
    return {
        "software": _SOFTWARE,
        "warnings": {"incompleteResults": False},
        "language": {"name": name, "code": code, "detectedLanguage": detected},
        "matches": [_match(text, finding, articles) for finding in findings],
        "sentenceRanges": [[0, *utf16_positions(text, [len(text)])]],
        "extendedSentenceRanges": [],
    }


def _match(text: str, finding: Finding, articles: Mapping[str, Article]) -> Json:
    start, end = utf16_positions(text, (finding.start, finding.end))
    first = max(finding.start - _CONTEXT, 0)
    context = text[first : finding.end + _CONTEXT]
    place = utf16_positions(context, [finding.start - first])[0]
    return {
        "message": " ".join(filter(None, (finding.message, finding.advice))),
        "shortMessage": finding.title,
        "replacements": [{"value": fix.replacement} for fix in finding.fixes],
        "offset": start,
        "length": end - start,
        "context": {"text": context, "offset": place, "length": end - start},
        "sentence": context,
        "type": {"typeName": "Other"},
        "rule": _rule(finding, articles),
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _rule(finding: Finding, articles: Mapping[str, Article]) -> Json:
    addresses = [articles[name].url for name in finding.articles]
    return {
        "id": finding.rule,
        "description": finding.title,
        "issueType": "legal",
        "urls": [{"value": url} for url in dict.fromkeys(addresses) if url],
        "category": {"id": finding.category, "name": finding.title},
    }

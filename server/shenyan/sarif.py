"""Findings as SARIF 2.1.0, which code hosts and editors show beside the line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from shenyan import __version__
from shenyan.articles import Article
from shenyan.documents import Document, line_starts, place
from shenyan.finding import Finding, Level
from shenyan.rules import Rule

Json = dict[str, object]

_LEVELS: Final[dict[Level, str]] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(
    checked: Iterable[tuple[Document, tuple[Finding, ...]]],
    rules: Sequence[Rule],
    articles: Mapping[str, Article],
    english: bool = False,
) -> Json:
    """Describe one run over several documents. Columns count code points."""
    places = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "shenyan",
        "version": __version__,
        "rules": [_rule(rule, articles, english) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(document, finding, places[finding.rule])
            for document, findings in checked
            for finding in findings
        ],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _rule(rule: Rule, articles: Mapping[str, Article], english: bool) -> Json:
    cited = [articles[name] for name in rule.articles]
    title = (rule.title_en or rule.title) if english else rule.title
    law = (f"{a.title_en if english else a.title}\n{a.text}" for a in cited)
    described: Json = {
        "id": rule.id,
        "shortDescription": {"text": title},
        "help": {"text": "\n\n".join(law) or title},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"category": rule.category},
    }
    address = next((article.url for article in cited if article.url), None)
    return described | ({"helpUri": address} if address else {})


def _result(document: Document, finding: Finding, number: int) -> Json:
    region = _region(document, finding)
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": _artifact(document), "region": region}}
        ],
    }
    if finding.fixes:
        result["fixes"] = [
            {
                "description": {"text": fix.label},
                "artifactChanges": [
                    {
                        "artifactLocation": _artifact(document),
                        "replacements": [
                            {
                                "deletedRegion": region,
                                "insertedContent": {"text": fix.replacement},
                            }
                        ],
                    }
                ],
            }
            for fix in finding.fixes
        ]
    return result


def _region(document: Document, finding: Finding) -> Json:
    starts = line_starts(document.text)
    first, last = place(starts, finding.start), place(starts, finding.end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
    }


def _artifact(document: Document) -> Json:
    path = Path(document.name)
    if path.is_absolute():
        return {"uri": path.resolve().as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix()))}  # a name may hold ?, #, : and spaces

"""Turn reports, articles and rules into the JSON that the contract promises."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Final

from shenyan import __version__
from shenyan.articles import Article, Exemption, load_articles, load_exemptions
from shenyan.finding import Finding, Language, Report
from shenyan.offsets import utf16_positions
from shenyan.rules import Rule, rules_dir

Json = dict[str, object]

CODEPOINT: Final = "codepoint"

_FINDING: Final = tuple(field.name for field in fields(Finding))


@dataclass(frozen=True, slots=True)
class Law:
    """Articles and exemption questions by id."""

    articles: dict[str, Article]
    exemptions: dict[str, Exemption]


def load_law() -> Law:
    """Read the shipped articles and questions. Raises RuleError."""
    folder = rules_dir()
    return Law(load_articles(folder), load_exemptions(folder))


def report_reply(
    text: str, report: Report, law: Law, unit: str = CODEPOINT, language: Language = "zh"
) -> Json:
    """Describe a report with the articles and questions it names, offsets in `unit`."""
    findings = report.findings
    articles = sorted({name for f in findings for name in f.articles})
    exemptions = sorted({name for f in findings for name in f.exemptions})
    return {
        "findings": finding_replies(text, findings, unit),
        "articles": {name: article_reply(law.articles[name], language) for name in articles},
        "exemptions": {
            name: exemption_reply(law.exemptions[name], language) for name in exemptions
        },
        "offset_unit": unit,
        "version": __version__,
    }


def finding_replies(text: str, findings: tuple[Finding, ...], unit: str = CODEPOINT) -> list[Json]:
    """Describe findings with offsets in `unit`."""
    replies = [_finding_reply(finding) for finding in findings]
    if unit == "utf-16":
        starts = utf16_positions(text, (f.start for f in findings))
        ends = utf16_positions(text, (f.end for f in findings))
        for reply, start, end in zip(replies, starts, ends, strict=True):
            reply.update(start=start, end=end)
    return replies


def _finding_reply(finding: Finding) -> Json:
    # `asdict` copies every text and tuple of it, which takes as long as a detector.
    reply = {name: getattr(finding, name) for name in _FINDING}
    shown = [{"label": fix.label, "replacement": fix.replacement} for fix in finding.fixes]
    return {**reply, "fixes": shown}


def article_reply(article: Article, language: Language) -> Json:
    """Describe an article as it stands beside a finding. The statute itself stays Chinese."""
    english = language == "en"
    return {
        "title": article.title_en if english else article.title,
        "text": article.text,
        "summary": article.summary_en if english else article.summary,
        "url": article.url,
    }


def exemption_reply(exemption: Exemption, language: Language) -> Json:
    """Describe a question to the author."""
    english = language == "en"
    return {
        "question": exemption.question_en if english else exemption.question,
        "basis": list(exemption.basis),
        "effect": exemption.effect,
        "fits": exemption.fits,
        "note": exemption.note_en if english else exemption.note,
    }


def article_detail(article: Article) -> Json:
    """Describe an article with where it comes from."""
    detail = asdict(article)
    detail["in_force_since"] = article.in_force_since.isoformat()
    detail["checked"] = article.checked.isoformat()
    return detail


def rule_reply(rule: Rule) -> Json:
    """Describe a rule as data."""
    return {
        "id": rule.id,
        "category": rule.category,
        "level": rule.level,
        "title": rule.title,
        "title_en": rule.title_en or rule.title,
        "message": rule.message,
        "articles": list(rule.articles),
        "exemptions": list(rule.exemptions),
        "flag": list(rule.flag),
        "pass": list(rule.passes),
    }

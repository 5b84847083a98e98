"""The report counts what was found, by month; no name, number or markup of a post is in it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shenyan.bulk.columns import Columns
from shenyan.bulk.plots import by_month
from shenyan.bulk.posts import Post
from shenyan.bulk.scan import Job, scan
from shenyan.bulk.tally import Tally
from shenyan.bulk.worst import pieces, ranked, worst
from shenyan.finding import CATEGORIES, Finding, Report
from shenyan.linter import Linter

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'
ANGRY = f"{EVIL}把刘志强开盒，他电话13912345678，{EVIL}"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scan posts that try everything against the report."""
    folder = tmp_path_factory.mktemp("report")
    rows = [
        {"id": EVIL, "text": ANGRY, "date": "2026-01-03"},
        {"id": "b", "text": "把他开盒", "date": "2026-04-01"},
        {"id": "c", "text": "今天吃面", "date": "2026-04-02"},
        {"id": "d", "text": "今天吃饭", "date": "?"},
        {"id": "e"},
    ]
    archive = folder / "<b>$posts.jsonl"
    archive.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    scan(Job((archive,), folder / "out", Columns(), quiet=True))
    scan(Job((archive,), folder / "open", Columns(), quiet=True, unmasked=True))
    return folder


def page(out: Path, name: str = "out") -> str:
    return (out / name / "report.html").read_text("utf-8")


class Tags(HTMLParser):
    """Collects what a browser would make elements and attributes of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("name", ["out", "open"])
def test_nothing_in_a_post_becomes_markup(out: Path, name: str) -> None:
    found = Tags()
    found.feed(page(out, name))
    assert not found.tags & {"script", "img", "b$posts"}
    assert not {a for a in found.attributes if a.startswith("on")} | ({"src"} & found.attributes)
    assert "default-src 'none'" in page(out, name)
    assert "&lt;b&gt;$posts.jsonl" in page(out, name)


def test_posts_are_masked_unless_asked_otherwise(out: Path) -> None:
    for word in ("刘志强", "13912345678", "开盒"):
        assert word not in page(out)
        assert word in page(out, "open")


def test_months_are_those_of_the_posts_and_none_between_is_left_out(out: Path) -> None:
    tally = Tally()
    list(tally.posts_of((out / "out" / "findings.jsonl").read_text("utf-8").splitlines()))
    assert tally.calendar() == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert dict(tally.months) == {"2026-01": 1, "2026-04": 2, "": 1}
    assert tally.by_month["2026-01", "error"] == 1
    assert re.findall(r"2026-\d\d(?=</text>)", by_month(tally)) == tally.calendar()
    assert "without a date: 1" in page(out)


def test_rejects_are_told_by_reason(out: Path) -> None:
    assert "no text column; name it with --text" in page(out)
    assert "$posts.jsonl:5" in page(out)


def test_every_category_has_a_name_in_the_report() -> None:
    tally = Tally()
    findings = [{"category": name, "level": "info"} for name in CATEGORIES]
    row = {"id": "a", "source": "a", "month": "", "findings": findings}
    list(tally.posts_of([json.dumps(row)]))
    assert set(tally.posts_with) == set(CATEGORIES)


def test_what_two_findings_share_or_enclose_is_hidden_whole(linter: Linter) -> None:
    (first, *_) = linter.lint("把他开盒").findings
    text = "0123456789"

    def at(start: int, end: int) -> Finding:
        values = {name: getattr(first, name) for name in Finding.__slots__}
        return Finding(**{**values, "start": start, "end": end, "fixes": ()})

    for spans in ([(2, 4), (2, 8)], [(2, 5), (4, 8)], [(2, 8), (3, 4), (7, 8)]):
        shown = "".join(text for text, *_ in pieces(text, [at(*span) for span in spans]))
        assert shown == "01██████89"


def test_a_grave_finding_inside_a_hint_counts(linter: Linter) -> None:
    (grave, *_) = linter.lint("把他开盒").findings
    assert grave.level in {"warning", "error"}
    text = "0123456789"

    def at(start: int, end: int, level: str) -> Finding:
        values = {name: getattr(grave, name) for name in Finding.__slots__}
        return Finding(**{**values, "start": start, "end": end, "level": level, "fixes": ()})

    findings = (at(2, 8, "info"), at(3, 5, "warning"))
    assert [level for _, level, _ in pieces(text, findings)] == ["", "warning", ""]
    (row,) = worst([(Post("a", "a:1", text, ""), Report(findings))])
    assert (row.errors, row.warnings) == (0, 1)


def test_the_excerpt_begins_near_what_is_marked(linter: Linter) -> None:
    text = "今天天气很好。" * 40 + "把刘志强开盒，他电话13912345678" + "就这样。" * 80
    post = Post("a", "a:1", text, "")
    (row,) = worst([(post, linter.lint(text))])
    assert row.errors
    shown = "".join(text for text, *_ in row.pieces)
    assert len(shown) < 250
    assert "█" in shown


def test_the_worst_come_first_and_the_list_is_short(linter: Linter) -> None:
    texts = ["把他开盒", "把刘志强开盒，他电话13912345678", "今天吃面"] * 20
    posts = [Post(str(i), f"a:{i}", text, "") for i, text in enumerate(texts)]
    rows = worst(zip(posts, linter.lint_batch(texts), strict=True))
    assert len(rows) == 20
    assert rows == ranked(reversed(rows))
    assert rows[0].errors > 1

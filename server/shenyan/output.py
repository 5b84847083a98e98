"""What `shenyan lint` writes: text, JSON, JSON Lines, SARIF or a masked copy."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from shenyan.checking import Checked, Checker
from shenyan.documents import Document, DocumentError
from shenyan.finding import Report
from shenyan.masking import masked, write_in_place
from shenyan.replies import finding_replies, report_reply
from shenyan.sarif import sarif
from shenyan.terminal import Screen, paragraphs, summary, unchecked


def write_text(checked: Iterable[Checked], checker: Checker) -> int:
    """Write paragraphs for people; 1 when an error-level finding stands."""
    screen = _screen(checker)
    reports = []
    for one in checked:
        reports.append(one.report)
        for words in paragraphs(one.document, one.report.findings, checker.law.articles, screen):
            print(words, end="\n\n")
    if reports:  # of what nobody could read there is nothing to sum up
        print(summary([f for report in reports for f in report.findings], screen))
    if checker.troubles.count:
        print(unchecked(checker.troubles.count, screen))
    return _status(reports)


def write_json(checked: Iterable[Checked], checker: Checker) -> int:
    """Write one report as `/v1/lint` would, or `{"reports": […]}` for several documents."""
    every = list(checked)
    replies = [
        {"file": one.document.name, **report_reply(one.document.text, one.report, checker.law)}
        for one in every
    ]
    alone = len(replies) == 1 and not checker.troubles.count
    if replies:
        _print_json(replies[0] if alone else {"reports": replies}, indent=2)
    return _status(one.report for one in every)


def write_jsonl(checked: Iterable[Checked], checker: Checker) -> int:
    """Write one line per document."""
    return _status(_one_line(one) for one in checked)


def write_sarif(checked: Iterable[Checked], checker: Checker) -> int:
    """Write one SARIF run."""
    every = list(checked)
    found = [(one.document, one.report.findings) for one in every]
    if found:
        english = checker.language == "en"
        _print_json(sarif(found, checker.linter.rules, checker.law.articles, english), indent=2)
    return _status(one.report for one in every)


_POST: Final = '{"id": …, "text": "…"}'

WRITERS: Final[dict[str, Callable[[Iterable[Checked], Checker], int]]] = {
    "text": write_text,
    "json": write_json,
    "jsonl": write_jsonl,
    "sarif": write_sarif,
}


def write_masked(checked: Iterable[Checked], checker: Checker, *, in_place: bool) -> int:
    """Write masked copies to standard output, as UTF-8, or into the files beside a backup."""
    reports = []
    for one in checked:
        reports.append(one.report)
        text = masked(one.document.text, one.report.findings)
        if in_place and text != one.document.text:
            with checker.troubles.told():
                write_in_place(one.document, text)
        elif not in_place:
            _write(text)
    return _status(reports)


def lines_in_and_out(checker: Checker, names: list[str]) -> int:
    """Answer each `{"id", "text"}` line with `{"id", "findings"}`.

    A line that is not one is told of and ends its file; the next files are still answered.
    """
    status = 0
    for document in checker.documents(names):
        with checker.troubles.told():
            for name, text in _posts(document):
                report = checker.lint(text)
                _print_json({"id": name, "findings": finding_replies(text, report.findings)})
                status = max(status, _status([report]))
    return status


def _posts(document: Document) -> Iterator[tuple[object, str]]:
    """Read a document's lines but the blank ones. Raises DocumentError that names the line."""
    for number, line in enumerate(document.text.split("\n"), start=1):
        if line.strip():
            try:
                yield _post(line)
            except (ValueError, RecursionError):
                where = f"{document.name}:{number}"
                raise DocumentError(f"{where}: 每行应是 / each line must be {_POST}") from None


def _post(line: str) -> tuple[object, str]:
    post = json.loads(line)
    if not isinstance(post, dict) or not isinstance(post.get("text"), str):
        raise ValueError
    json.dumps(post.get("id"), allow_nan=False)  # the answer repeats it, and must be JSON too
    return post.get("id"), post["text"]


def _one_line(one: Checked) -> Report:
    found = finding_replies(one.document.text, one.report.findings)
    _print_json({"id": one.document.name, "findings": found})
    return one.report


def _status(reports: Iterable[Report]) -> int:
    # A sum takes every report: a generator among them writes as it goes.
    return int(sum(f.level == "error" for report in reports for f in report.findings) > 0)


def _print_json(value: object, indent: int | None = None) -> None:
    _write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def _write(text: str) -> None:
    # UTF-8 and line ends as they are, whatever the console; a lone surrogate becomes its escape.
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def _screen(checker: Checker) -> Screen:
    watched = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    colour = checker.color == "always" or (checker.color == "auto" and watched)
    columns = shutil.get_terminal_size((100, 24)).columns
    return Screen(colour, max(columns, 40), checker.language == "en")

"""Findings for a terminal: the line, a caret right under it, the message and the article."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wcwidth import wcswidth

from shenyan.articles import Article
from shenyan.documents import Document, Place, line_starts, place
from shenyan.finding import Finding, Level

_COLOURS: Final[dict[str, str]] = {"error": "1;31", "warning": "33", "info": "36", "dim": "2"}
_LEVELS: Final[dict[Level, str]] = {"error": "高风险", "warning": "注意", "info": "提示"}
_LEVELS_EN: Final[dict[Level, str]] = {"error": "error", "warning": "warning", "info": "info"}
_INDENT: Final = "    "
_CONTROLS: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS: Final = frozenset({"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"})


@dataclass(frozen=True, slots=True)
class Screen:
    """What the terminal can show; `columns` is its width."""

    colour: bool
    columns: int
    english: bool = False


def paragraphs(
    document: Document,
    findings: tuple[Finding, ...],
    articles: Mapping[str, Article],
    screen: Screen,
) -> Iterator[str]:
    """Yield one paragraph per finding."""
    starts = line_starts(document.text)
    for finding in findings:
        where = place(starts, finding.start)
        cited = [articles[name] for name in finding.articles]
        yield "\n".join(_paragraph(document, finding, where, cited, screen))


def _paragraph(
    document: Document, finding: Finding, where: Place, cited: list[Article], screen: Screen
) -> Iterator[str]:
    level = (_LEVELS_EN if screen.english else _LEVELS)[finding.level]
    head = f"{visible(document.name)}:{where.line}:{where.column}"
    level = _painted(level, finding.level, screen)
    yield f"{head}  {level}  {visible(finding.title)}  {_painted(finding.rule, 'dim', screen)}"
    line, caret = marked_line(document.text, finding.start, finding.end, screen.columns - 4)
    yield f"{_INDENT}{line}"
    yield f"{_INDENT}{_painted(caret, finding.level, screen)}"
    yield f"{_INDENT}{visible(finding.message)}"
    if cited:
        yield _INDENT + _painted(_titles(cited, screen.english), "dim", screen)
    for fix in finding.fixes:
        arrow = f" → {visible(fix.replacement)}" if fix.replacement else ""
        yield f"{_INDENT}{visible(fix.label)}{arrow}"
    if finding.advice:
        yield f"{_INDENT}{visible(finding.advice)}"


def summary(findings: list[Finding], screen: Screen) -> str:
    """Say how many findings of each level there are."""
    names = _LEVELS_EN if screen.english else _LEVELS
    counts = {level: sum(f.level == level for f in findings) for level in names}
    said = [f"{names[level]} {count}" for level, count in counts.items() if count]
    nothing = "Nothing was marked." if screen.english else "没有发现需要提醒的内容。"
    return "  ".join(said) or nothing


def unchecked(count: int, screen: Screen) -> str:
    """Say that some files could not be checked: an all-clear is not for them."""
    return f"Not checked: {count}" if screen.english else f"没能检查的文件：{count}"


def _titles(cited: list[Article], english: bool) -> str:
    if english:
        return "; ".join(article.title_en for article in cited)
    return "、".join(article.title for article in cited)


def marked_line(text: str, start: int, end: int, columns: int) -> tuple[str, str]:
    """Give the line around `text[start:end]`, cut to `columns`, and carets right under the span."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    end = max(min(end, last), start)
    room = columns - 2 - _width(text[start:end])
    left, right = _window(text, (first, last), (start, end), room)
    before = ("…" if left > first else "") + visible(text[left:start])
    after = visible(text[end:right]) + ("…" if right < last else "")
    span = visible(text[start:end])
    return before + span + after, " " * _width(before) + "^" * max(_width(span), 1)


def visible(text: str) -> str:
    """Show control and direction characters as `·`: a draft must not drive the terminal."""
    return "".join(" " if char == "\t" else "·" if _steers(char) else char for char in text)


def _steers(char: str) -> bool:
    return unicodedata.category(char) in _CONTROLS or unicodedata.bidirectional(char) in _TURNS


def _window(text: str, line: tuple[int, int], span: tuple[int, int], room: int) -> tuple[int, int]:
    """Grow a window around the span on both sides while `room` columns last."""
    left, right = span
    while room > 0 and (left > line[0] or right < line[1]):
        if left > line[0]:
            left -= 1
            room -= _width(text[left])
        if right < line[1]:
            room -= _width(text[right])
            right += 1
    return left, right


def _width(text: str) -> int:
    return max(wcswidth(visible(text)), 0)


def _painted(text: str, colour: str, screen: Screen) -> str:
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if screen.colour else text

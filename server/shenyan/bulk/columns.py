"""Which column holds what, and the month of a date in any of the spellings that exports use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

TEXT_COLUMNS: Final = (
    "text_raw",
    "text",
    "content",
    "正文",
    "微博正文",
    "微博内容",
    "博文内容",
    "博文",
    "内容",
    "作品名称",
    "作品标题",
    "作品描述",
    "视频描述",
    "描述",
    "标题",
    "desc",
    "title",
)
"""Douyin's creator export keeps the whole caption in 作品名称; of Weibo's own data `text_raw`
is the author's text and `text` the same as HTML."""

ID_COLUMNS: Final = (
    "id",
    "mid",
    "idstr",
    "post_id",
    "item_id",
    "aweme_id",
    "微博id",
    "博文id",
    "作品id",
    "bid",
    "mblogid",
)
DATE_COLUMNS: Final = (
    "发布时间",
    "发布日期",
    "发表时间",
    "发博时间",
    "created_at",
    "create_time",
    "publish_time",
    "published_at",
    "date",
    "time",
    "timestamp",
    "时间",
    "日期",
)
"""Column names of the platforms' creator exports and of common crawls, tried in this order."""

_CHINA: Final = timezone(timedelta(hours=8))
_YEARS: Final = range(1990, 2100)
_SECONDS: Final = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\D{1,3}(\d{1,2})(?!\d)|(\d{4})(\d{2})\d{2}(?!\d)")
_CTIME: Final = "%a %b %d %H:%M:%S %z %Y"
_ROUNDED: Final = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that the user named; None means: find it by the usual names."""

    text: str | None = None
    id: str | None = None
    date: str | None = None

    def found(self, names: Iterable[str]) -> Columns:
        """Give the columns to read among those that a table or a row has."""
        return _found(self, tuple(names))


@lru_cache(1024)  # rows of one file have the same names
def _found(columns: Columns, names: tuple[str, ...]) -> Columns:
    return Columns(
        chosen_column(names, columns.text, TEXT_COLUMNS),
        chosen_column(names, columns.id, ID_COLUMNS),
        chosen_column(names, columns.date, DATE_COLUMNS),
    )


def chosen_column(columns: Sequence[str], named: str | None, usual: Sequence[str]) -> str | None:
    """Find the column to read: the one named by the user, else the first of the usual names.

    Letter case and space around a name do not count.
    """
    plain = {name.strip().casefold(): name for name in reversed(columns)}
    names = (named,) if named else usual
    return next((found for name in names if (found := plain.get(name.strip().casefold()))), None)


def identity(value: object) -> str:
    """Read an id as its author meant it; empty where a spreadsheet has rounded it away.

    Exports protect long numbers from spreadsheets by `="…"`, a tab or an apostrophe.
    """
    text = "" if value is None else str(value).strip().removeprefix("=").strip("\"'`\t ")
    return "" if _ROUNDED.fullmatch(text) else text


def month(value: object) -> str:
    """Read `YYYY-MM` off a date, a Unix time or a text, in Chinese time; else give nothing."""
    if isinstance(value, datetime):
        value = value.astimezone(_CHINA) if value.tzinfo else value
    if isinstance(value, date):
        return f"{value.year}-{value.month:02}"
    text = str(value).strip()
    if seconds := _SECONDS.fullmatch(text):
        return month(datetime.fromtimestamp(int(seconds[1]), UTC))
    if found := _YEAR_FIRST.match(text):
        year, number = int(found[1] or found[3]), int(found[2] or found[4])
        return f"{year}-{number:02}" if year in _YEARS and number in range(1, 13) else ""
    try:
        return month(datetime.strptime(text, _CTIME))
    except ValueError:
        return ""

"""What we tell the author. Positions are code points into the author's own text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["error", "warning", "info"]
Language = Literal["zh", "en"]

LEVELS: Final[tuple[Level, ...]] = ("info", "warning", "error")
"""From quiet to urgent."""

CATEGORIES: Final[tuple[str, ...]] = (
    "person-name",
    "phone-number",
    "account",
    "email",
    "id-number",
    "bank-card",
    "license-plate",
    "address",
    "health",
    "minor",
    "portrait",
    "chat-record",
    "recording",
    "intimate-image",
    "insult",
    "accusation",
    "debt-shaming",
    "doxxing",
    "threat",
)
"""The categories of the contract, in its order."""

IDENTIFIERS: Final[frozenset[str]] = frozenset(CATEGORIES[1:8])
"""Categories whose mark is a value that leads to one person."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One click: put `replacement` where the finding's text stands."""

    label: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One marked stretch of a draft; `text == draft[start:end]`."""

    id: str
    rule: str
    category: str
    level: Level
    start: int
    end: int
    text: str
    title: str
    message: str
    articles: tuple[str, ...]
    exemptions: tuple[str, ...]
    fixes: tuple[Fix, ...]
    related: tuple[str, ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one draft, sorted by start, then by end."""

    findings: tuple[Finding, ...]


def raised(level: Level, by: int = 1) -> Level:
    """Return `level` moved up by `by` steps (down if negative), within the three levels."""
    return LEVELS[min(max(LEVELS.index(level) + by, 0), len(LEVELS) - 1)]

"""The guide: what a writer and an exposed person should know, as data under `rules/guide/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shenyan.reading import keyed, text, texts
from shenyan.rules import RuleError, read_yaml


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage. `[[civil-code-8]]` in a text is a link to that article.

    `claim` is what a popular text says, `note` our mark on it or on the passage.
    """

    heading: str
    heading_en: str
    text: tuple[str, ...]
    text_en: tuple[str, ...]
    note: str
    note_en: str
    claim: str
    claim_en: str


@dataclass(frozen=True, slots=True)
class Section:
    """One file of the guide."""

    id: str
    title: str
    title_en: str
    intro: tuple[str, ...]
    intro_en: tuple[str, ...]
    entries: tuple[Entry, ...]


def load_guide(folder: Path) -> tuple[Section, ...]:
    """Read `folder/guide/*.yml` in the order of the file names. Raises RuleError."""
    return tuple(read_section(path) for path in sorted((folder / "guide").glob("*.yml")))


def read_section(path: Path) -> Section:
    """Read one section. Raises RuleError."""
    data = keyed(path, read_yaml(path), Section)
    entries = data["entries"]
    if not isinstance(entries, list) or not entries:
        raise RuleError(path, "entries 应是列表，每项以“- heading:”开头")
    return Section(
        id=text(path, data, "id"),
        title=text(path, data, "title"),
        title_en=text(path, data, "title-en"),
        intro=texts(path, data, "intro"),
        intro_en=texts(path, data, "intro-en"),
        entries=tuple(_entry(path, entry) for entry in entries),
    )


def _entry(path: Path, value: object) -> Entry:
    marks = ("note", "note-en", "claim", "claim-en")
    data = keyed(path, value, Entry, free=marks)
    note, note_en, claim, claim_en = (
        text(path, data, mark) if mark in data else "" for mark in marks
    )
    return Entry(
        heading=text(path, data, "heading"),
        heading_en=text(path, data, "heading-en"),
        text=texts(path, data, "text"),
        text_en=texts(path, data, "text-en"),
        note=note,
        note_en=note_en,
        claim=claim,
        claim_en=claim_en,
    )

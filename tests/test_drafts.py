"""The gold set is whole: spans are what they say, every category is there, halves are apart."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from shenyan.bench.leaks import bare
from shenyan.bench.sets import GoldSet, objects, read_drafts
from shenyan.finding import CATEGORIES

DRAFTS: Final = Path(__file__).parent / "drafts"


@pytest.fixture(scope="module")
def halves() -> tuple[GoldSet, GoldSet]:
    return read_drafts(DRAFTS / "dev.jsonl"), read_drafts(DRAFTS / "test.jsonl")


def test_there_are_enough_drafts_and_enough_with_nothing_to_flag(
    halves: tuple[GoldSet, GoldSet],
) -> None:
    rows = [row for half in halves for row in half.rows]
    clean = [row for row in rows if all(mark.optional for mark in row.marks)]
    assert len(rows) >= 720
    assert len(clean) >= 360


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_occurs_often_enough(halves: tuple[GoldSet, GoldSet], category: str) -> None:
    counts = [
        sum(mark.category == category and not mark.optional for row in h.rows for mark in row.marks)
        for h in halves
    ]
    assert sum(counts) >= 30
    assert min(counts) >= 10


def test_no_text_is_in_both_halves_or_twice(halves: tuple[GoldSet, GoldSet]) -> None:
    counts = Counter(bare(row.text) for half in halves for row in half.rows)
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", ["dev", "test"])
def test_a_pair_has_a_draft_that_asks_for_more_than_its_other(name: str) -> None:
    loudness: dict[str, set[frozenset[tuple[str, str]]]] = {}
    for line in objects(DRAFTS / f"{name}.jsonl"):
        if "pair" in line.data:
            marks = {
                (span["category"], span["level"])
                for span in line.data["spans"]
                if not span.get("optional")
            }
            loudness.setdefault(line.data["pair"], set()).add(frozenset(marks))
    assert len(loudness) >= 30
    assert [pair for pair, kinds in loudness.items() if len(kinds) < 2] == []


def test_marks_of_one_category_do_not_cross(halves: tuple[GoldSet, GoldSet]) -> None:
    for half in halves:
        for row in half.rows:
            for a in row.marks:
                for b in row.marks:
                    crossing = a is not b and a.start < b.end and b.start < a.end
                    assert not (crossing and a.category == b.category), row.id


def test_a_mark_begins_and_ends_on_something_to_see(halves: tuple[GoldSet, GoldSet]) -> None:
    for half in halves:
        for row in half.rows:
            for mark in row.marks:
                text = row.text[mark.start : mark.end]
                assert text == text.strip(), row.id

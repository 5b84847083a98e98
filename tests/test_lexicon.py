"""The dictionary cuts texts into their likeliest words and knows when a word is torn."""

from __future__ import annotations

from pathlib import Path

import pytest

from shenyan.lexicon import lexicon


def test_a_text_is_cut_into_its_likeliest_words() -> None:
    assert lexicon().cut("研究生命起源") == [2, 2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("text", "start", "end", "torn"),
    [
        ("中风后脑瘫痪了", 3, 5, True),
        ("愚蠢货币政策", 1, 3, True),
        ("这个傻逼真恶心", 2, 4, False),
        ("你个畜生", 2, 4, False),
    ],
)
def test_ordinary_words_tear_a_term_that_only_looks_whole(
    text: str, start: int, end: int, torn: bool
) -> None:
    assert lexicon().splits(text, start, end) is torn


def test_nothing_is_written_to_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    lexicon.cache_clear()
    assert lexicon().holds("货币")
    assert list(tmp_path.iterdir()) == []

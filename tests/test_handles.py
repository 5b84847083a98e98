"""What looks like a handle, and what only looks like one."""

from __future__ import annotations

from typing import Final

import pytest

from shenyan import handles
from shenyan.rules import load_words, rules_dir

KNOWN: Final = handles.known(load_words(rules_dir()))


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("momo_88，加", "momo_88"),
        ("@wolf_hunter 举报", "@wolf_hunter"),
        ("_vivian.chen_ 盗图", "_vivian.chen_"),
        ("m i m i 0 7 2 1", "m i m i 0 7 2 1"),
        ("nightowl#4471", "nightowl#4471"),
        ("w_x_h 0055", "w_x_h 0055"),
        ("sunny and tom", "sunny"),
        ("tom", ""),
    ],
)
def test_a_handle_ends_where_its_characters_do(text: str, handle: str) -> None:
    span = handles.handle_at(text, 0)
    assert (text[slice(*span)] if span else "") == handle


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("momo_88", "joined"),
        ("@wolf_hunter", "joined"),
        ("lhq1990", "mixed"),
        ("sunny", "plain"),
        ("iphone15", None),
        ("rtx4090ti", None),
        ("8.0.49", None),
        ("bv1gj411x7h7", None),
        ("example.com", None),
        ("img_2024.jpg", None),
        ("android", None),
        ("13800001234", None),
    ],
)
def test_versions_videos_sites_files_and_products_have_no_shape(
    word: str, shape: str | None
) -> None:
    assert handles.shape(word, KNOWN) == shape


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("那个卖家 guangying_lao6，拿翻新当全新", ["guangying_lao6"]),
        ("img_2034.jpg 和 foo_bar.py", []),
        ("http://example.com/a_b_c_d", []),
        ("一二三", []),
    ],
)
def test_an_underscore_shows_a_handle_anywhere(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in handles.joined_in(text)] == found

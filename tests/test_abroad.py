"""Numbers of other countries, and which of their digits a mask hides."""

from __future__ import annotations

import pytest

from shenyan.abroad import Finder
from shenyan.masks import starred
from shenyan.normalize import fold
from shenyan.strips import Cut

FINDER = Finder({})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("0912-345-678", "09**-***-678"),
        ("+1 (415) 555-0132", "+1 (***) ***-0132"),
        ("+852 6100 3377", "+852 **** 3377"),
        ("+44 7911 000234", "+44 **** **0234"),
        ("+886 987 000 321", "+886 *** *** 321"),
        ("0049 151 00023456", "0049 *** ****3456"),
    ],
)
def test_a_mask_leaves_the_country_and_the_last_group(text: str, masked: str) -> None:
    [number] = FINDER.find(Cut(text))
    assert (number.start, number.end) == (0, len(text))
    assert starred(fold(text), number.start, number.end, number.hidden) == masked


@pytest.mark.parametrize(
    "text", ["+999 123456789", "0912-34-5678", "3.09123456780", "+1 23", "00:30:12:44"]
)
def test_what_no_country_has_is_left_alone(text: str) -> None:
    assert list(FINDER.find(Cut(text))) == []

"""Check digits: which strings of digits can be a card or an identity number."""

from __future__ import annotations

import re
from typing import Final

RESIDENT: Final = re.compile(
    r"[1-8]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
)
"""Area, birthday and serial number of a resident identity card, without the check digit."""

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def luhn(digits: str) -> bool:
    """Check a card number (ISO/IEC 7812-1)."""
    odd = sum(int(d) for d in digits[-1::-2])
    even = sum(sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (odd + even) % 10 == 0


def resident(number: str) -> bool:
    """Check the 18 characters of a resident identity number (GB 11643-1999), X in lower case."""
    if len(number) != 18 or RESIDENT.match(number) is None:
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return "10x98765432"[total % 11] == number[17]

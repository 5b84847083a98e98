"""The numbering plans: which digits can be a telephone number at all."""

from __future__ import annotations

import re
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata

MOBILE: Final = re.compile(r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
"""Mainland mobiles; phonenumbers leaves out the 14x segments of data cards."""

MOBILE_LENGTH: Final = 11


def _plan(region: str) -> re.Pattern[str]:
    metadata = PhoneMetadata.metadata_for_region(region)
    plan = metadata.fixed_line.national_number_pattern if metadata and metadata.fixed_line else None
    return re.compile(plan or r"(?!)")


_FIXED: Final = _plan("CN")


def area_length(national: str) -> int:
    """Give the length of a mainland area code, without its 0: 10 and 2x have two digits."""
    return 2 if national[:1] in {"1", "2"} else 3


def is_fixed_line(national: str) -> bool:
    """Tell whether area code (without 0) and local number may be a mainland landline."""
    local = len(national) - area_length(national)
    allowed = {8} if area_length(national) == 2 else {7, 8}
    return local in allowed and _FIXED.fullmatch(national) is not None


def is_possible(number: str, region: str | None = None) -> bool:
    """Tell whether a written number has a country and a length that exist there.

    Not more: the numbers set aside for films and examples are not valid, but look as real.
    """
    try:
        parsed = phonenumbers.parse(number, region)
    except NumberParseException:
        return False
    return phonenumbers.is_possible_number(parsed)


def country_length(number: str) -> int:
    """Give the number of digits of the country code of +…; 0 for a number without one."""
    try:
        return len(str(phonenumbers.parse(number, None).country_code))
    except NumberParseException:
        return 0


def is_valid(number: str, region: str) -> bool:
    """Tell whether a number is valid within a region such as HK."""
    try:
        return phonenumbers.is_valid_number_for_region(phonenumbers.parse(number, region), region)
    except NumberParseException:
        return False

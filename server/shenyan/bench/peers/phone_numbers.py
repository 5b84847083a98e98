"""phonenumbers alone: Google's matcher with region CN."""

from __future__ import annotations

from typing import Final

from shenyan.bench.score import Hit, Run

NAME: Final = "phonenumbers"
IN_PROCESS: Final = True
NEEDS: Final = "pip install phonenumbers"
CATEGORIES: Final = frozenset({"phone-number"})


def load() -> Run:
    """Return the matcher."""
    from phonenumbers import PhoneNumberMatcher

    def run(text: str) -> list[Hit]:
        return [Hit(m.start, m.end, "phone-number") for m in PhoneNumberMatcher(text, "CN")]

    return run

"""Looks at the findings of the identifier categories."""

from __future__ import annotations

from shenyan import Linter
from shenyan.finding import IDENTIFIERS, Finding


def identifiers(linter: Linter, text: str) -> list[Finding]:
    """All findings of the identifier categories; mentions aside."""
    found = linter.lint(text).findings
    return [f for f in found if f.category in IDENTIFIERS and f.rule != "privacy.mention"]

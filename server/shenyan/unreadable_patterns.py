"""Patterns that cannot be tried: brackets that do not match, unknown lists, what RE2 does not have.

Patterns are compiled when a text first needs them. Without this a slip in a team's own rule would
come to light while somebody's draft is linted.
"""

from __future__ import annotations

from shenyan.detectors.pattern import rest
from shenyan.regexes import compiled
from shenyan.slots import Slots


def refused(pattern: str, slots: Slots) -> bool:
    """Tell whether an author's pattern cannot be tried: RE2 or the slots do not take it."""
    try:
        compiled(slots.fill(rest(pattern)[0]))
    except ValueError:
        return True
    return False

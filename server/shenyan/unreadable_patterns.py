"""Patterns that cannot be tried: brackets that do not match, unknown lists, what RE2 does not have.

Patterns are compiled when a text first needs them. Without this a slip in a team's own rule would
come to light while somebody's draft is linted.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shenyan.detectors.pattern import rest
from shenyan.regexes import compiled
from shenyan.rules import Rule, RuleError, Words
from shenyan.slots import Slots


def refused(pattern: str, slots: Slots) -> bool:
    """Tell whether an author's pattern cannot be tried: RE2 or the slots do not take it."""
    try:
        compiled(slots.fill(rest(pattern)[0]))
    except ValueError:
        return True
    return False


def require_readable(rules: Iterable[Rule], words: Words) -> None:
    """Raise RuleError for a pattern that cannot be tried; else it would fail while it is linted."""
    slots = Slots(words)
    for rule in rules:
        for pattern in rule.patterns:
            if refused(pattern, slots):
                path = Path(f"{rule.id.replace('.', '/')}.yml")
                raise RuleError(
                    path, f"读不懂这个模式：{pattern[:80]}；运行 shenyan rules 看怎么改"
                )

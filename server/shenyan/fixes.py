"""One-click fixes of a finding: mask the value, delete it, or put neutral words instead."""

from __future__ import annotations

from typing import Final

from shenyan.draft import Span
from shenyan.finding import Fix, Language

_LABELS: Final[dict[Language, dict[str, str]]] = {
    "zh": {"mask": "打码", "delete": "删除", "replace": "改为“{}”"},
    "en": {"mask": "Mask", "delete": "Delete", "replace": "Replace with “{}”"},
}


def fixes(span: Span, language: Language) -> tuple[Fix, ...]:
    """List the fixes that the span's rule offers, the first one being the one to suggest."""
    labels = _LABELS[language]
    offered = []
    for kind in span.rule.fix:
        if kind == "mask" and span.mask is not None:
            offered.append(Fix(labels["mask"], span.mask))
        elif kind == "delete":
            offered.append(Fix(labels["delete"], ""))
    offered += [Fix(labels["replace"].format(words), words) for words in span.rule.replace]
    return tuple(offered)

"""Decide from the words around a span: keep it, soften it or drop it."""

from __future__ import annotations

from dataclasses import replace

from shenyan.draft import Draft, Span


def judge(span: Span, draft: Draft) -> Span | None:
    """Return the span as the context leaves it, or None where it is not a finding."""
    if span.own:
        return replace(span, level="info")
    return span

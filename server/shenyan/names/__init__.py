"""Find private persons' names in informal Chinese posts, with a small model of our own."""

from __future__ import annotations

from shenyan.names.loading import load
from shenyan.names.spans import NameSpan
from shenyan.names.tagger import Tagger

__all__ = ["NameSpan", "Tagger", "load"]

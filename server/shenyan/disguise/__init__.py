"""See through the ways in which authors dress a word up, without losing its place in the text."""

from shenyan.disguise.matcher import Hit, Matcher
from shenyan.disguise.tables import Tables, tables

__all__ = ["Hit", "Matcher", "Tables", "tables"]

"""What a team's own rules must keep before a draft meets them: law, detectors and patterns."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Final

from shenyan.articles import load_articles, load_exemptions
from shenyan.detectors import exists
from shenyan.rules import Rule, RuleError, Words, read_rule, rule_files, rules_dir
from shenyan.slots import Slots
from shenyan.unreadable_patterns import refused


def require_sound(folders: Iterable[Path], words: Words) -> None:
    """Try the rules under `folders`, which else would fail while somebody's draft is linted.

    Raises RuleError that names the file and the folder to give to `shenyan rules`.
    """
    shipped = rules_dir()  # answers cite the shipped law only
    articles, questions = load_articles(shipped), load_exemptions(shipped)
    slots = Slots(words)
    for folder in folders:
        for path in rule_files(folder):
            for slip in _slips(read_rule(path, folder), articles, questions, slots):
                raise RuleError(path, f"{slip}{_SEE.format(folder=folder)}")


_SEE: Final = "\n看怎么改 / how to mend it: shenyan rules {folder}"


def _slips(
    rule: Rule, articles: Container[str], questions: Container[str], slots: Slots
) -> Iterator[str]:
    """Yield what is wrong with one rule, Chinese first."""
    if not exists(rule.detector):
        yield f"没有这种检测器 / no such detector: {rule.detector}"
    for names, known in ((rule.articles, articles), (rule.exemptions, questions)):
        for name in names:
            if name not in known:
                yield f"没有收录 / not on file: {name}"
    for pattern in rule.patterns:
        if refused(pattern, slots):
            yield f"读不懂这个模式 / this pattern cannot be read: {pattern[:80]}"

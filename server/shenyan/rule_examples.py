"""The `flag` and `pass` lines of a rule: near misses, and whether the rule obeys them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from shenyan.linter import Linter
from shenyan.normalize import fold_text
from shenyan.rule_source import Line, Problem, Source
from shenyan.rules import Words

MARK: Final = re.compile(r"<<(.*?)>>", re.DOTALL)
"""How a `flag` line shows what exactly is marked: `求大佬<<人肉他>>`."""

_WORD: Final = re.compile(r"[0-9a-z\u3400-\u9fff]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_SLOT: Final = re.compile(r"\{([a-z][a-z-]*)\}")
_SINGLE: Final = re.compile(r"[^a-z\s.,;!?。，、；！？“”]")


def near_misses(source: Source, common: str, words: Words) -> Iterator[Problem]:
    """Find `pass` lines that share nothing with what the rule looks for.

    Shared is a Chinese character outside `common`, a sign such as @, a digit whatever it is, or
    two letters in a row, with a term, cue, `unless` phrase, pattern or marked word.
    """
    if not (source.text("terms") or source.text("patterns")):
        return  # what a number or a name looks like stands in the detector and its own tests
    wanted = {gram for gram in _looked_for(source, words) if not set(gram) <= set(common)}
    for line in source.values.get("pass", ()):
        if not _grams(fold_text(line.text)) & wanted:
            yield source.problem(line.number, "far-pass")


def run_examples(source: Source, linter: Linter) -> Iterator[Problem]:
    """Find `flag` lines that are not marked as written and `pass` lines that are marked."""
    rule = source.text("id")
    for line in source.values.get("flag", ()):
        marked = MARK.findall(line.text)
        found = _found(linter, rule, MARK.sub(r"\1", line.text))
        if not found:
            yield source.problem(line.number, "flag-missed")
        elif marked and found != marked:
            seen, wanted = "、".join(found), "、".join(marked)
            yield source.problem(line.number, "flag-elsewhere", found=seen, marked=wanted)
    for line in source.values.get("pass", ()):
        found = _found(linter, rule, line.text)
        if found:
            yield source.problem(line.number, "pass-marked", found="、".join(found))


def _found(linter: Linter, rule: str, text: str) -> list[str]:
    return [finding.text for finding in linter.lint(text).findings if finding.rule == rule]


def _looked_for(source: Source, words: Words) -> set[str]:
    """Collect the characters and pairs of everything the rule looks for."""
    found = [line.text for key in ("terms", "cues", "unless") for line in _of(source, key)]
    for line in _of(source, "flag"):
        found += MARK.findall(line.text) or [line.text]
    for line in _of(source, "patterns"):
        # Of a pattern only the Chinese counts: its letters are mostly syntax.
        found += _HAN.findall(line.text)
        found += [word for name in _SLOT.findall(line.text) for word in words.get(name, ())]
    return {gram for word in found for gram in _grams(fold_text(word))}


def _of(source: Source, key: str) -> Iterable[Line]:
    return source.values.get(key, ())


def _grams(text: str) -> set[str]:
    """Collect single characters but letters, pairs, and one sign for every digit."""
    plain = re.sub(r"[0-9]", "0", text)
    pairs = {run[i : i + 2] for run in _WORD.findall(plain) for i in range(len(run) - 1)}
    return pairs | set(_SINGLE.findall(plain))

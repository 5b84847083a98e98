"""Detectors: code that finds spans. A rule's `detector: phone` names the module `phone` here.

A detector module has

    STAGE: int    identifiers run in stage 0, names in 1, what looks at persons in 2
    def prepare(rules: Sequence[Rule], words: Words) -> Detector

`prepare` is called once with all rules of that kind; nothing is registered anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast, runtime_checkable

from shenyan.draft import Draft, Span
from shenyan.rules import Rule, Words

Detector = Callable[[Draft], Iterable[Span]]


@runtime_checkable
class Warm(Protocol):
    """What a detector that reads many drafts faster together offers besides being called."""

    def warm(self, texts: Sequence[str]) -> None:
        """Read texts that will be asked for next."""
        ...


class DetectorModule(Protocol):
    """What a module in this folder offers."""

    STAGE: int

    def prepare(self, rules: Sequence[Rule], words: Words) -> Detector:
        """Make one detector for all rules of this kind."""
        ...


def exists(kind: str) -> bool:
    """Tell whether a detector of this kind exists."""
    name = kind.replace("-", "_")
    return name.isidentifier() and find_spec(f"{__name__}.{name}") is not None


def stages(rules: Iterable[Rule], words: Words) -> tuple[tuple[Detector, ...], ...]:
    """Prepare one detector per kind, grouped by stage in the order in which they run."""
    by_kind: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_kind[rule.detector].append(rule)
    by_stage: dict[int, list[Detector]] = defaultdict(list)
    for kind, kind_rules in sorted(by_kind.items()):
        name = f"{__name__}.{kind.replace('-', '_')}"
        module = cast(DetectorModule, import_module(name))
        by_stage[module.STAGE].append(module.prepare(kind_rules, words))
    return tuple(tuple(by_stage[stage]) for stage in sorted(by_stage))

"""Where every request for a check goes: one linter, the law, turns, and who counts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from time import perf_counter

from shenyan import Linter, Report
from shenyan.finding import Language
from shenyan.replies import Law
from shenyan.turns import Turns

Observer = Callable[[Report, float], None]
"""Told of each report and of the seconds it took, where counting is switched on."""


def _nobody(_report: Report, _seconds: float) -> None:
    """Count nothing, the default."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the views of `/v1` and `/v2` share."""

    linter: Linter
    law: Law
    observe: Observer = _nobody
    turns: Turns = field(default_factory=Turns)

    def check(
        self,
        text: str,
        *,
        platform: str | None = None,
        field: str | None = None,
        allow: Collection[str] = (),
        language: Language = "zh",
    ) -> Report:
        """Check one draft when it is its turn. Raises a 503 when the queue is full."""
        with self.turns.take():
            begun = perf_counter()
            report = self.linter.lint(
                text, platform=platform, field=field, allow=allow, language=language
            )
        self.observe(report, perf_counter() - begun)
        return report

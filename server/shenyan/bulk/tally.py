"""Count what a scan found, while its rows pass by."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from shenyan.finding import LEVELS

_EXAMPLES: Final = 3


@dataclass(slots=True)
class Tally:
    """Counts over all posts of a scan; a post counts once, under its most urgent level.

    Months are `YYYY-MM`, those of the posts' own time; "" is for posts without one.
    """

    posts: int = 0
    flagged: Counter[str] = field(default_factory=Counter)
    by_category: Counter[tuple[str, str]] = field(default_factory=Counter)
    posts_with: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    by_month: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def posts_of(self, lines: Iterable[str]) -> Iterator[str]:
        """Count the posts' lines and hand them on."""
        for line in lines:
            self._post(json.loads(line))
            yield line

    def rejects_of(self, lines: Iterable[str]) -> Iterator[str]:
        """Count the rejects' lines and hand them on."""
        for line in lines:
            row = json.loads(line)
            self.reasons[row["reason"]] += 1
            examples = self.examples[row["reason"]]
            examples += [row["source"]] * (len(examples) < _EXAMPLES)
            yield line

    def calendar(self) -> list[str]:
        """List every month from the first to the last, also those without a post."""
        known = sorted(filter(None, self.months))
        if not known:
            return []
        first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (known[0], known[-1]))
        return [f"{n // 12}-{n % 12 + 1:02}" for n in range(first, last + 1)]

    def _post(self, row: dict[str, Any]) -> None:
        self.posts += 1
        self.months[row["month"]] += 1
        self.by_category.update((f["category"], f["level"]) for f in row["findings"])
        self.posts_with.update({f["category"] for f in row["findings"]})
        if row["findings"]:
            highest = max((f["level"] for f in row["findings"]), key=LEVELS.index)
            self.flagged[highest] += 1
            self.by_month[row["month"], highest] += 1

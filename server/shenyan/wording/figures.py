"""What the model finds in the drafts of writers it has not read: the table of the model card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from shenyan.wording.corpus import CATEGORIES, PLAIN, Example
from shenyan.wording.judge import Act, acts, judge
from shenyan.wording.threshold import Weighed, at_mark, right
from shenyan.wording.weights import Weights

HINT: Final = 1
SURE: Final = 2
_NAMES: Final = ("found", "sure")
Leveled = tuple[Act, int]


def figures(examples: Sequence[Example], weighed: Weighed, weights: Weights) -> Iterator[str]:
    """Yield the lines of a table: marks found, findings right, quiet texts flagged.

    A finding is right at a mark of its category; in brackets, at a mark of any category.
    """
    counts = {category: Counter[str]() for category in CATEGORIES}
    quiet = {True: Counter[int](), False: Counter[int]()}
    for number, seen in weighed.items():
        example = examples[number]
        scored = judge(weights, seen)
        found = [
            (act, SURE if act.odds >= weights.sure[act.kind] else HINT)
            for act in acts(scored, example.text.clauses, weights.likely)
        ]
        if not example.post.marks:
            top = max((level for _, level in found), default=0)
            quiet[example.post.group == PLAIN].update([top])
        for act, level in found:
            names = _NAMES[:level]
            tests = {"all": True, "right": right(example, act), "touch": at_mark(example, act)}
            kinds = [f"{name} {test}" for name in names for test, met in tests.items() if met]
            counts[CATEGORIES[act.kind]].update(kinds)
        for category, level in _marks(example, found):
            counts[category].update(["marks", *("hit", "sure hit")[:level]])
    yield "| category | marks | found | as warning | right | right as warning |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield from (_row(category, count) for category, count in counts.items())
    yield _row("all", sum(counts.values(), Counter()))
    for plain, name in ((False, "harmless drafts"), (True, "ordinary posts")):
        count = quiet[plain]
        shares = [f"{100 * n / max(count.total(), 1):.2f} %" for n in (count[2], count[1])]
        yield f"{name}: {count.total()}, warned {shares[0]}, with a hint {shares[1]}"


def _marks(example: Example, found: Sequence[Leveled]) -> Iterator[tuple[str, int]]:
    """Yield each mark's category, and the highest level at which it was found."""
    clauses = example.text.clauses
    for start, end, category, optional in example.post.marks:
        if not optional:
            low, high = example.draft.folded.within(start, end)
            levels = [
                level
                for act, level in found
                if CATEGORIES[act.kind] == category
                and clauses[act.first].start < high
                and low < clauses[act.last].end
            ]
            yield category, max(levels, default=0)


def _row(category: str, count: Counter[str]) -> str:
    def share(part: str, whole: str) -> str:
        return f"{100 * count[part] / count[whole]:.1f}" if count[whole] else "–"

    cells = [
        str(count["marks"]),
        share("hit", "marks"),
        share("sure hit", "marks"),
        *(f"{share(f'{n} right', f'{n} all')} ({share(f'{n} touch', f'{n} all')})" for n in _NAMES),
    ]
    return f"| {category} | {' | '.join(cells)} |"

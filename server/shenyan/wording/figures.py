"""What the model finds in the drafts of writers it has not read: the table of the model card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from shenyan.wording.corpus import CATEGORIES, PLAIN, Example
from shenyan.wording.threshold import Evidence
from shenyan.wording.weights import Weights


def figures(
    examples: Sequence[Example], weighed: Mapping[int, Sequence[Evidence]], weights: Weights
) -> Iterator[str]:
    """Yield the lines of a table: recall of marks, precision of clauses, quiet texts flagged."""
    counts = {category: Counter[str]() for category in CATEGORIES}
    quiet = {True: Counter[str](), False: Counter[str]()}
    for number, clauses in weighed.items():
        example = examples[number]
        levels = [_level(weights, evidence) for evidence in clauses]
        if not example.post.marks:
            quiet[example.post.group == PLAIN].update(["texts", max(level for _, level in levels)])
        for (kind, level), labels in zip(levels, example.labels, strict=True):
            right = "right" if labels[kind] != 0 else "wrong"
            counts[CATEGORIES[kind]].update([f"{right} {level}"])
        for category, level in _marks(example, levels):
            counts[category].update(["marks", f"mark {level}"])
    yield "| category | marks | found | of them sure | P | P of the sure |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for category, count in counts.items():
        yield _row(category, count)
    for plain, name in ((False, "harmless drafts"), (True, "ordinary posts")):
        count = quiet[plain]
        either = count["2"] + count["1"]
        shares = [f"{100 * n / max(count['texts'], 1):.1f} %" for n in (count["2"], either)]
        yield f"{name}: {count['texts']}, flagged for sure {shares[0]}, at all {shares[1]}"


def _level(weights: Weights, evidence: Evidence) -> tuple[int, str]:
    kind, weight = evidence
    odds = float(weight @ weights.mix)
    return kind, str(int(odds >= weights.likely[kind]) + int(odds >= weights.sure[kind]))


def _marks(example: Example, levels: Sequence[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Yield each mark's category, and the highest level at which a clause of it was found."""
    for start, end, category, optional in example.post.marks:
        if not optional:
            low, high = example.draft.folded.within(start, end)
            found = [
                level
                for clause, (kind, level) in zip(example.text.clauses, levels, strict=True)
                if clause.start < high and low < clause.end and CATEGORIES[kind] == category
            ]
            yield category, max(found, default="0")


def _row(category: str, count: Counter[str]) -> str:
    found, sure = count["mark 1"] + count["mark 2"], count["mark 2"]
    right, right_sure = count["right 1"] + count["right 2"], count["right 2"]
    clauses = right + count["wrong 1"] + count["wrong 2"]
    shares = (found / max(count["marks"], 1), sure / max(count["marks"], 1))
    precise = (right / max(clauses, 1), right_sure / max(right_sure + count["wrong 2"], 1))
    cells = [f"{100 * share:.1f}" for share in (*shares, *precise)]
    return f"| {category} | {count['marks']} | {' | '.join(cells)} |"

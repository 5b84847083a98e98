"""The texts that the model learns from, and how much each counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shenyan.normalize import fold
from shenyan.rules import load_rules, rules_dir

TEXTS: Final = Path(__file__).with_name("texts")
_NAMES: Final = Path(__file__).parents[1] / "names" / "texts"
_SLOTS: Final = str.maketrans("", "", "[]{}<>|")

OURS_WOUNDING: Final = 3.0
OURS_HARMLESS: Final = 1.0
"""Short insults at one person are rare in the big sets, and are what matters here."""

_NOT_SEXIST: Final = 0.5
"""SWSR's other posts are not sexist, but some insult all the same."""


@dataclass(frozen=True, slots=True)
class Text:
    """A folded text, whether it wounds, and how much it counts."""

    folded: str
    wounding: bool
    share: float = 1.0


def labelled(path: Path, calm_share: float = 1.0) -> Iterator[Text]:
    """Read posts with a `label`: 1 wounding, 0 not."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        share = 1.0 if row["label"] else calm_share
        yield Text(fold(row["text"]).text, bool(row["label"]), share)


def ours() -> Iterator[Text]:
    """Read our own lines: `texts/`, the examples of the rules on insults, the names' posts."""
    for rule in load_rules(rules_dir()):
        if rule.category == "insult" and rule.detector != "tone":
            for line in rule.flag:
                yield _ours(line.translate(_SLOTS), wounding=True)
            for line in rule.passes:
                yield _ours(line, wounding=False)
    yield from (_ours(line, wounding=True) for line in _lines(TEXTS / "wounding.txt"))
    calm = (TEXTS / "harmless.txt", _NAMES / "posts.txt", _NAMES / "negatives.txt")
    for path in calm:
        yield from (_ours(line.translate(_SLOTS), wounding=False) for line in _lines(path))


def training(data: Path) -> list[Text]:
    """Gather everything: COLD and SWSR from `data`, and ours."""
    cold = labelled(data / "cold_train_clean.jsonl")
    swsr = labelled(data / "swsr_train.jsonl", _NOT_SEXIST)
    return [*cold, *swsr, *ours()]


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _ours(line: str, *, wounding: bool) -> Text:
    return Text(fold(line).text, wounding, OURS_WOUNDING if wounding else OURS_HARMLESS)

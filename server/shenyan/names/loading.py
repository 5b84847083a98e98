"""Load the trained pipeline and the word lists around it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

import ahocorasick
import spacy
from spacy.language import Language
from spacy.util import registry
from thinc.api import NumpyOps, get_current_ops, set_current_ops

import shenyan.names.layers
import shenyan.names.scoring  # noqa: F401 - both register their parts with spaCy
from shenyan.names.clues import make_clues
from shenyan.names.component import COMPONENT, PersonNames
from shenyan.names.patterns import make_patterns, words_of
from shenyan.names.tagger import Tagger
from shenyan.normalize import fold_text
from shenyan.rules import Words, load_words, rules_dir

MODEL_DIR: Final = Path(__file__).with_name("model")


def load(words: Words | None = None, folder: Path = MODEL_DIR) -> Tagger:
    """Load the name tagger; `words` are the rule authors' lists (the shipped ones by default)."""
    lists = load_words(rules_dir()) if words is None else words
    nlp = load_pipeline(folder)
    models = cast(PersonNames, nlp.get_pipe(COMPONENT))
    public = _automaton(words_of(lists["public-figures"]))
    lexicon = models.known.lexicon
    patterns = make_patterns(lists, lexicon.everyday, lexicon.ends_in_word)
    return Tagger(models, patterns, make_clues(lists, models.known), public)


def load_pipeline(folder: Path = MODEL_DIR) -> Language:
    """Load the trained spaCy pipeline on numpy's own matrix products, faster here than BLIS.

    spaCy would first import every plug-in that is installed, half a second for one, and such as
    open connections; this pipeline has no part of theirs.
    """
    before, others = get_current_ops(), registry._entry_point_factories
    looked = others.entry_points
    others.entry_points = False
    set_current_ops(NumpyOps(use_blis=False))
    try:
        return spacy.load(folder)
    finally:
        set_current_ops(before)
        others.entry_points = looked


def _automaton(names: Iterable[str]) -> ahocorasick.Automaton:
    """Prepare the list of public people for longest matches."""
    automaton = ahocorasick.Automaton()
    for name in names:
        folded = fold_text(name)
        automaton.add_word(folded, folded)
    automaton.make_automaton()
    return automaton

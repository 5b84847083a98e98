"""Load the trained models and the word lists around them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import ahocorasick

from shenyan.names.clues import make_clues
from shenyan.names.models import MODEL_DIR, load_models
from shenyan.names.patterns import make_patterns, words_of
from shenyan.names.tagger import Tagger
from shenyan.normalize import fold_text
from shenyan.rules import Words, load_words, rules_dir


def load(words: Words | None = None, folder: Path = MODEL_DIR) -> Tagger:
    """Load the name tagger; `words` are the rule authors' lists (the shipped ones by default)."""
    lists = load_words(rules_dir()) if words is None else words
    models = load_models(folder)
    figures = (*lists["public-figures"], *lists.get("figures-past", ()))
    public = _automaton(words_of(figures))
    lexicon = models.known.lexicon
    patterns = make_patterns(lists, lexicon.everyday, lexicon.ends_in_word, lexicon.edges)
    return Tagger(models, patterns, make_clues(lists, models.known, patterns), public)


def _automaton(names: Iterable[str]) -> ahocorasick.Automaton:
    """Prepare the list of public people for longest matches."""
    automaton = ahocorasick.Automaton()
    for name in names:
        folded = fold_text(name)
        automaton.add_word(folded, folded)
    automaton.make_automaton()
    return automaton

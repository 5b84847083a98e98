"""The baseline: our own terms as a plain Aho–Corasick word list, flagged wherever they occur."""

from __future__ import annotations

from typing import Final

import ahocorasick

from shenyan.bench.score import Hit, Run
from shenyan.rules import load_rules, rules_dir

NAME: Final = "word list"
IN_PROCESS: Final = True
NEEDS: Final = "it comes with Shenyan"
CATEGORIES: Final = frozenset(
    {"insult", "accusation", "debt-shaming", "doxxing", "threat", "intimate-image"}
)


def load() -> Run:
    """Return a search for every term of our rules in these categories."""
    automaton = ahocorasick.Automaton()
    for rule in load_rules(rules_dir()):
        for term in rule.terms if rule.category in CATEGORIES else ():
            automaton.add_word(term, (len(term), rule.category))
    automaton.make_automaton()

    def run(text: str) -> list[Hit]:
        return [
            Hit(end - length + 1, end + 1, category)
            for end, (length, category) in automaton.iter_long(text)
        ]

    return run

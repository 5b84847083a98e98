"""What the slots of a pattern stand for: `{name}` a word of a list, `{gap}` some characters.

`{name}` is any word of `rules/words/name.yml` (its lines may hold slots themselves, and a `?` after
what may be absent), `{person}` a name, a mention or a word of `person.yml`, `{fullname}` a name
only; `{by}`, `{gap}` and `{far}` are up to two, six and twelve characters of the same clause,
`{near}` up to sixteen of the sentence.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import Final

from shenyan.alternation import any_on_re2
from shenyan.draft import PERSON
from shenyan.literals import most
from shenyan.normalize import fold_text
from shenyan.people import NAMED, People
from shenyan.rules import Words

SLOT: Final = re.compile(r"\{([a-z][a-z-]*)\}")
SENTENCE: Final = "\n。!?;"
"""Signs that end a sentence. No slot crosses them."""

FULL_STOPS: Final = "\n。!?"
"""Those that hardly a set of a pattern holds: authors of patterns forget the semicolon."""

_CLAUSE: Final = "\n。!?,;:"
GAPS: Final = {
    "by": (SENTENCE, 2),
    "gap": (_CLAUSE, 6),
    "far": (_CLAUSE, 12),
    "near": (SENTENCE, 16),
}
"""Signs that a gap does not cross, and its greatest length (code points)."""

_FULL_NAME: Final = f"(?:{PERSON}+)"


class Slots:
    """What each slot stands for, worked out when a pattern first has it. Threads may share it."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[str, str] = {}
        self._crossings: dict[str, int] = {}
        self.people = People(words)

    def fill_all_but_people(self, pattern: str) -> str:
        """Replace all slots but `{person}`. Raises ValueError."""
        return "{person}".join(map(self.fill, pattern.split("{person}")))

    def fill(self, pattern: str, inside: tuple[str, ...] = ()) -> str:
        """Replace the slots of an author's pattern by what they stand for. Raises ValueError.

        `inside` names the word lists that this text is a line of.
        """
        return SLOT.sub(lambda match: self._filled(match[1], inside), pattern)

    def crossings(self, pattern: str) -> int:
        """Tell how many full stops a match may hold at most."""
        return most(pattern, FULL_STOPS, {name: self._most(name) for name in SLOT.findall(pattern)})

    def _most(self, name: str) -> int:
        if name in GAPS:
            return 0
        if name not in self._crossings:
            signs = fold_text("".join(self._words.get(name, "{")))
            # Nearly every list has neither slots nor full stops: its pattern need not be read.
            read = not {"{", *FULL_STOPS}.isdisjoint(signs)
            self._crossings[name] = most(self._filled(name, ()), FULL_STOPS, {}) if read else 0
        return self._crossings[name]

    def _filled(self, name: str, inside: tuple[str, ...]) -> str:
        if name in GAPS:
            signs, length = GAPS[name]
            return f"[^{signs}]{{0,{length}}}?"
        if name == "fullname":
            return _FULL_NAME
        if name not in self._known:
            self._known[name] = self._choices(name, inside)
        return self._known[name]

    def _choices(self, name: str, inside: tuple[str, ...]) -> str:
        if name not in self._words and name != "person":
            raise ValueError(f"unknown word list {{{name}}}")
        if name in inside:
            raise ValueError(f"the word list {{{name}}} contains itself")
        listed = sorted(self._words.get(name, ()), key=len, reverse=True)
        choices: list[str] = []
        for plain, lines in groupby(listed, key=lambda line: not {"{", "?"} & set(line)):
            if plain:
                choices.append(any_on_re2(lines))
            else:
                choices += (self._line(line, (*inside, name)) for line in lines)
        choices += NAMED if name == "person" else ()
        return f"(?:{'|'.join(choices)})"

    def _line(self, word: str, inside: tuple[str, ...]) -> str:
        """Escape a line that has slots and fill them; what stands before a `?` may be absent."""
        parts = re.split(r"(\{[a-z][a-z-]*\}\??|\?)", word)
        return "".join(
            part if part == "?" else self.fill(part, inside) if i % 2 else _literal(part)
            for i, part in enumerate(parts)
        )


@cache
def _literal(words: str) -> str:
    # A word list is filled into hundreds of patterns; each word is folded once.
    return re.escape(fold_text(words))

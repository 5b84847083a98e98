"""What announces an account: platforms by name, hints such as “her other account”, link words.

Cues are searched in the text without separators and emoji, so that 微.信 and V🌸信 are one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from shenyan import cues
from shenyan.alternation import any_of
from shenyan.cues import Cue, Cues, Endings, Holds, endings, holding
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words
from shenyan.spellings import alike, spellings
from shenyan.squeezing import Squeezer, squeezer
from shenyan.strips import Place


@dataclass(frozen=True, slots=True)
class Announcers:
    """Finds cues and what leads from a cue to a value; made once."""

    named: Cues
    hinted: Cues
    squeeze: Squeezer
    link: re.Pattern[str]
    far: re.Pattern[str]
    back: re.Pattern[str]
    explicit: re.Pattern[str]
    nick: re.Pattern[str]
    groups: tuple[str, ...]
    heads: tuple[str, ...]
    blame: Holds
    other: Endings

    def find(self, text: str) -> Iterator[Place[bool]]:
        """Give the cues in places of `text`; True for those that name a platform, not only hint."""
        squeezed = self.squeeze(text)
        named, hinted = (
            [cue for cue in kind.within(squeezed.text, 0, len(squeezed.text)) if cue.good]
            for kind in (self.named, self.hinted)
        )
        begins = {cue.start for cue in named}

        def speaks(cue: Cue) -> bool:
            last = cue.end not in begins or squeezed.text[cue.end].isascii()
            return last and not self.other(squeezed.text, cue.start)

        for cue in named:
            if speaks(cue):
                yield *squeezed.span(cue.start, cue.end), True
        for cue in hinted:
            if speaks(cue) and cue.end not in begins:
                yield *squeezed.span(cue.start, cue.end), False

    def linked(self, text: str, end: int) -> int:
        """Give the place behind words such as “number is”."""
        match = self.link.match(text, end)
        return match.end() if match else end


def prepare(rule: Rule, words: Words) -> Announcers:
    """Make it from the cues of the account rule and the lists `account-*`."""

    def listed(name: str) -> str:
        return any_of(words.get(f"account-{name}", ()))

    hearts = words.get("account-hearts", ())
    sounds = [word for line in words.get("cue-sounds", ()) for word in alike(line)]
    platforms = spellings(words.get("account-platforms", ()), hearts)
    cue_words = rf"(?:{any_of(rule.cues)})(?![\w.\-])"
    links = rf"(?:{listed('links')})(?!(?<=[a-z])[a-z_])"
    calls = map("".join, product(words.get("account-verbs", ()), words.get("account-whom", ())))
    others = (*words.get("not-contact", ()), *words.get("public-owners", ()))
    return Announcers(
        cues.prepare((*rule.cues, *sounds, *platforms), rule.not_cues),
        cues.prepare((*words.get("account-hints", ()), *calls), rule.not_cues),
        squeezer((*rule.cues, *hearts)),
        re.compile(rf"(?:{links}|{cue_words}|[^\w@]){{0,12}}+"),
        re.compile(listed("far")),
        re.compile(rf"(?:{listed('back')}|[^\w@]){{0,6}}$"),
        re.compile(rf"(?:{listed('explicit')}|[:=])[^\w@]*$"),
        re.compile(rf"(?:{listed('nicks')})[^\w@]*$"),
        tuple(fold_text(word) for word in words.get("account-groups", ())),
        tuple(fold_text(word) for word in words.get("account-heads", ())),
        holding(words.get("account-blame", ())),
        endings(fold_text(word) for word in others),
    )

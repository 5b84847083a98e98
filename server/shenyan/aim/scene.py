"""A word and its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from shenyan.draft import Draft, Span
from shenyan.hashtags import without_tags
from shenyan.normalize import EMOJI

_WINDOW: Final = 40
"""Code points on each side that are looked at."""

_SHORT: Final = 12
"""A post of so few code points speaks to somebody, whoever it is."""

_SENTENCE_END: Final = re.compile("[。!?;…\n]")
_STOP: Final = re.compile('[。!?;…\n]+(?![。!?;…\n”"」』’])')
"""Where the sentence of a word ends: not inside the quotation around it (“你这个畜生！”他喊)."""

_CLAUSE_END: Final = re.compile("[。!?;…\n,:、]|\\s{2,}")
_CLAUSE_OVER: Final = re.compile(rf"{_CLAUSE_END.pattern}|[{EMOJI}]|\[[\u4e00-\u9fff]{{1,4}}\]")
"""The same behind a word, where a picture or a sticker ([怒]) often stands for the sign."""

_ASKED: Final = re.compile(r"\?+\s*[^\s?!]")
_MEANT: Final = re.compile(r"[。!?,\s]{0,4}我?(?:说|骂|指|讲)的就是(?!我)")
"""Behind a word that is called out first and aimed then (败类！说的就是教体育的那个)."""

_COUNTING: Final = "个"
"""Begins some terms (个神经病), and belongs to what stands before."""

_QUOTES: Final = (("“", "”"), ('"', '"'), ("「", "」"), ("『", "』"), ("‘", "’"), ("《", "》"))
OPENING: Final = '“"「『‘'


@dataclass(frozen=True, slots=True)
class Scene:
    """A word, undisguised, and its sentence.

    `near` is its own clause up to the word, `next` from it on.
    """

    before: str
    word: str
    after: str
    near: str
    next: str
    short: bool
    asked: bool
    """Whether a question mark ends the sentence, and the text goes on."""
    meant: bool
    """Whether the author says next whom the word is for."""

    @property
    def sentence(self) -> str:
        """Everything but the word."""
        return f"{self.before} {self.after}"

    @property
    def next_brackets(self) -> str:
        """What stands in brackets right behind the word."""
        return self.after[1:].partition(")")[0] if self.after.startswith("(") else ""


def scene_of(span: Span, draft: Draft) -> Scene:
    """Cut the sentence out of the draft, persons masked, hashtags blank."""
    text = draft.masked
    start, end = draft.folded.within(span.start, span.end)
    word = span.key or text[start:end]
    if word.startswith(_COUNTING) and text.startswith(_COUNTING, start):
        # 那|个神经病: the lists of what points at somebody hold 那个.
        start, word = start + 1, word[1:]
    low = max(start - _WINDOW, 0)
    view = without_tags(text[low : end + _WINDOW], start - low, end - low)
    before = _SENTENCE_END.split(view[: start - low])[-1]
    after = _STOP.split(view[end - low :], maxsplit=1)[0]
    asked = bool(_ASKED.match(text, end + len(after)))
    near = _CLAUSE_END.split(before)[-1]
    coming = _CLAUSE_OVER.split(after, maxsplit=1)[0]
    meant = bool(_MEANT.match(text, end + len(coming)))
    return Scene(before, word, after, near, coming, len(text) <= _SHORT, asked, meant)


def quoted(scene: Scene) -> bool:
    """Tell whether the word stands inside quotation marks or a title."""
    for opening, closing in _QUOTES:
        start = scene.before.rfind(opening)
        if start >= 0 and closing not in scene.before[start + 1 :] and closing in scene.after:
            return True
    return False

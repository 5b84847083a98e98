"""`when: stranger`: what ails the author's own family, or how old it is, is a hint, no warning.

公公中风了，全家轮流照顾: a clause that begins with a word for one's family (`health-kin`), names
nobody and tells of nothing shameful (`health-grave`), is the author's own life. 王芳的公公 is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan.alternation import any_of
from shenyan.draft import PERSON, Draft, Span
from shenyan.names.patterns import words_of
from shenyan.rules import Words
from shenyan.sentences import ahead, back

_SENTENCE_ENDS: Final = frozenset("\n。!?;…")
_REACH: Final = 60
"""How far (code points) a sentence is read to each side."""


def prepare(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Make the view for `when: stranger` from its word lists."""
    kin, shameful = (any_of(words_of(words.get(f"health-{n}", ()))) for n in ("kin", "grave"))
    family = re.compile(rf"(?<![\u3400-\u9fff])[我俺咱]?(?:{kin})[^,:]{{0,12}}$")
    grave = re.compile(shameful)

    def view(span: Span, draft: Draft) -> Span | None:
        start, end = draft.folded.within(span.start, span.end)
        text = draft.masked
        low = back(text, max(start - _REACH, 0), start, _SENTENCE_ENDS)
        sentence = text[low : ahead(text, end, min(end + _REACH, len(text)), _SENTENCE_ENDS)]
        own = family.search(text[low:start]) or family.match(text[start:end])
        if own and PERSON not in sentence and not grave.search(sentence):
            return replace(span, level="info")
        return span

    return view

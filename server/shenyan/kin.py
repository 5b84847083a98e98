"""`when: stranger`: what ails the author's own family is a hint, no warning.

公公中风了，全家轮流照顾: a clause that begins with a word for one's family (`health-kin`), names
nobody and tells of nothing shameful (`health-grave`), is the author's own life. 王芳的公公 is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan.draft import PERSON, Draft, Span
from shenyan.normalize import fold_text
from shenyan.rules import Words
from shenyan.sentences import ahead, back

_SENTENCE_ENDS: Final = frozenset("\n。!?;…")
_REACH: Final = 60
"""How far (code points) a sentence is read to each side."""


def prepare(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Make the view for `when: stranger` from its word lists."""
    kin = words.get("health-kin", ())
    family = re.compile(rf"(?<![\u3400-\u9fff])[我俺咱]?(?:{_any(kin)})[^,:]{{0,12}}$")
    grave = re.compile(_any(words.get("health-grave", ())))

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


def _any(listed: tuple[str, ...]) -> str:
    words = sorted((fold_text(word) for line in listed for word in line.split()), key=len)
    return "|".join(map(re.escape, reversed(words))) or "(?!)"

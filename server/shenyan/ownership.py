"""Is a value the author's own? “我的电话…”, “…，捡到请联系我”.

The words live in `own-words` (I, my), `own-nouns` (phone, home), `own-calls` (call me, add me),
`own-offers` (lost and found, for rent, unless with words of blame, `own-blame`), `own-notices`
(急招, 顺风车, 随叫随到: the same for a whole notice), `own-introduced` (my name is). What makes it
somebody else's after all: `own-others` (my sister's), `own-not-before` (the number he gave me),
`whereabouts-who` (he, she).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shenyan.alternation import any_of
from shenyan.rules import Words

REACH: Final = 14
NOTICE: Final = 24
WHOLE: Final = 70
"""How far (code points) from its number a notice tells what it is, and blame is looked for."""
_ONE: Final = re.compile(
    "(?<![其吉])他|她|(?<![a-z])ta(?![a-z])|[这那]个?人|前[男女]友|前[夫妻任]|骗子|小三|渣[男女]"
)
"""Somebody whom a notice is not for, unlike 王老师 whom one may ask."""
_PAUSE: Final = re.compile(r"[,。!?;:\n]")
Own = Callable[[str, int, int, int], bool]
"""Takes the folded text, where the cue of a value begins, and the span of the value."""


def prepare(words: Words) -> Own:
    """Make the judge from the word lists."""
    lists = (
        "own-words",
        "own-calls",
        "own-others",
        "own-nouns",
        "own-not-before",
        "own-offers",
        "own-openings",
        "own-introduced",
        "own-blame",
        "own-notices",
    )
    mine, calls, others, nouns, not_before, offers, opening, introduced, blame, notices = (
        any_of(words.get(n, ())) for n in lists
    )
    somebody = re.compile(any_of(words.get("whereabouts-who", ())))
    me = rf"(?:{mine}|(?<![\u3400-\u9fff])(?:{opening}))"
    # A pause ends the claim: “还骂我，电话…” is not the author's telephone.
    before_cue = re.compile(
        rf"(?P<before>.?.?){me}(?:的|自己的)?(?:{nouns})*[^\w,。!?;\n]*$", re.DOTALL
    )
    taken = re.compile(rf"(?:{not_before})$")
    # 我叫王磊，28岁，电话…: who introduces himself gives his own.
    introducing = re.compile(rf"(?<![\u3400-\u9fff])(?:{introduced})[^。!?;\n]*$")
    calling = re.compile(rf"(?:{calls})(?!{others})")
    called = re.compile(rf"(?:{calls})(?:{nouns}|[\W_])*$")
    offering = re.compile(offers)
    blaming = re.compile(blame)
    noticing = re.compile(notices)

    def own(text: str, cue: int, start: int, end: int) -> bool:
        claim = before_cue.search(text, max(cue - REACH, 0), cue)
        if claim is not None and taken.search(claim["before"]) is None:
            return True
        low = max(start - NOTICE, 0)
        if introducing.search(text, low, start) and not somebody.search(text, low, start):
            return True
        call = called.search(text, max(start - REACH, 0), start)
        if call and not somebody.search(_clause(text, call.start())):
            return True
        call = calling.search(text, end, end + REACH)
        if call and not somebody.search(text, end, call.start()):
            return True
        low, high = max(start - NOTICE, 0), end + NOTICE
        another = somebody.search(text, low, high) or blaming.search(text, low, high)
        if offering.search(text, low, high) and not another:
            return True
        low, high = max(start - WHOLE, 0), end + WHOLE
        notice = noticing.search(text, low, high)
        return bool(notice) and not (
            blaming.search(text, low, high) or _ONE.search(text, low, high)
        )

    return own


def _clause(text: str, end: int) -> str:
    """Give the words of the clause before a position: in “她加我微信…” she does the adding."""
    return _PAUSE.split(text[max(end - REACH, 0) : end])[-1]

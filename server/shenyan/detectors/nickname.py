"""Find the name under which somebody posts: 抖音叫“小鱼儿爱吃糖”, 那个叫沈阳大鹏的主播.

A nickname leads to a page as a mention does; like a mention it is a quiet hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from shenyan.alternation import any_of
from shenyan.cues import holding
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.rules import Rule, Words

STAGE: Final = 0

_NAME: Final = r"[\u3400-\u9fffa-z0-9_丶·.]"


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `nickname-*` and `account-platforms`."""
    rule = rules[0]
    platforms, calls, owners, nobody = (
        any_of(words.get(name, ()))
        for name in ("account-platforms", "nickname-calls", "nickname-owners", "nickname-not")
    )
    named = rf"(?:{platforms})(?:上|里|号|账号|id|主页)?(?:那个|有个|这个)?"
    quoted = r"[“\"「『](?P<quoted>[^”\"」』\s]{2,14})[”\"」』]"
    bare = rf"(?P<bare>(?!{nobody}){_NAME}{{2,12}}?)(?=的?(?:[\s,。!?;、)]|$))"
    owned = rf"(?P<owned>(?!{nobody}){_NAME}{{2,14}}?)的(?:{owners})"
    pattern = re.compile(
        rf"{named}(?:\s|:|@)*(?:{calls})(?:\s|:|@)*(?:{quoted}|{bare})|(?<=叫){owned}"
    )
    hint = holding(words.get("nickname-calls", ()))

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        if not hint(text):
            return
        for match in pattern.finditer(text):
            start, end = match.span(str(match.lastgroup))
            yield Span(*draft.folded.span(start, end), rule, rule.level)

    return detect

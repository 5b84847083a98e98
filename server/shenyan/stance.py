"""Tell whether the author stands behind the matched words, or denies, asks, quotes, reports them.

`when: asserted` is for claims; `when: meant` for calls and displays, which stay what they are when
put as a question or under a condition; `when: earnest` for threats, which a playful word takes
back. What is denied or quoted goes; what only stands beside words of doubt stays where the model of
wordings believes it, is a hint where it is in doubt too, and goes otherwise. All words live in
`rules/words/stance-*`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from shenyan import stance_doubts
from shenyan.alternation import any_of
from shenyan.called import called
from shenyan.draft import PERSON, Draft, Span
from shenyan.memory import Memory
from shenyan.rules import Words
from shenyan.stance_doubts import Test
from shenyan.stance_scene import around, scene

View = Callable[[Span, Draft], Span | None]
Belief = Callable[[Span, Draft], float]
"""Gives the log odds that a finding is what its rule says."""

_PRIVATE: Final = "health"
"""What ails the author is theirs to tell: 我是乙肝大三阳."""
_I: Final = re.compile(
    "(?:我|俺|本人)(?:自己)?(?:也)?(?:是|有|得|患|查|确诊|做|怀|感染|被查|被诊|从)"
)

_BELIEVED: Final = 0.0
"""From these log odds on, what stands beside words of doubt is as it is: of 370 findings on
left-out writers' drafts 339 were right."""

_THINKABLE: Final = -1.0
"""From these log odds on it is a hint: of 115 findings 86 were right, of 439 below 149."""


class _Verdict(Enum):
    """What the words around a mark make of it."""

    STANDS = auto()
    DOUBTED = auto()
    TAKEN_BACK = auto()


def prepare(words: Words, believed: Belief) -> dict[str, View]:
    """Make the views for `when:` from the lists `stance-*`, and from what the model is sure of."""
    lists = {name: re.compile(any_of(words.get(f"stance-{name}", ()))) for name in _LISTS}
    lists["no-self"] = re.compile(f"{PERSON}自己|{lists['no-self'].pattern}")
    roles = any_of(words.get("role", ()))
    lists["that-one"] = re.compile(f"[这那][个位名]?(?:{roles})")
    lists["somebody"] = re.compile(f"[他她]|{roles}")
    lists["called"] = called(words)
    firm = (stance_doubts.negated(lists), stance_doubts.quoted(lists))
    pleas = (stance_doubts.taught(lists), stance_doubts.harmed(lists))
    meant = (stance_doubts.told(lists, far=False), *pleas)
    asserted = (
        stance_doubts.told(lists, far=True),
        *pleas,
        stance_doubts.asked(lists),
        stance_doubts.supposed(lists),
        stance_doubts.denied(lists),
        stance_doubts.own(lists),
    )
    earnest = (*meant, lambda seen: bool(lists["play"].search(seen.sentence)))
    doubts = {"asserted": asserted, "meant": meant, "earnest": earnest}
    sure = {
        "asserted": (*firm, stance_doubts.plainly_asked(lists)),
        "meant": firm,
        "earnest": (*firm, stance_doubts.cared(lists)),
    }
    return {
        name: _view(sure[name], tests, stance_doubts.own(lists), believed)
        for name, tests in doubts.items()
    }


_LISTS: Final = (
    "negation",
    "no-negation",
    "question",
    "rhetoric",
    "help",
    "supposed",
    "saying",
    "report",
    "news",
    "denial",
    "no-denial",
    "fiction",
    "teaching",
    "pointing",
    "no-pointing",
    "harmed",
    "facing",
    "self",
    "no-self",
    "accused",
    "thing",
    "play",
    "care",
    "no-care",
)


def _view(firm: Sequence[Test], doubts: Sequence[Test], own: Test, believed: Belief) -> View:
    memory: Memory[_Verdict] = Memory()

    def view(span: Span, draft: Draft) -> Span | None:
        place = draft.folded.within(span.start, span.end)

        def verdict() -> _Verdict:
            seen = scene(draft, *place)
            if any(test(seen) for test in firm):
                return _Verdict.TAKEN_BACK
            if span.rule.category == _PRIVATE and _I.match(seen.mark) and own(seen):
                return _Verdict.TAKEN_BACK
            return _Verdict.DOUBTED if any(test(seen) for test in doubts) else _Verdict.STANDS

        where = f"{span.rule.category} {around(draft.masked, *place)}"
        found = memory.remember(where, verdict)
        if found is _Verdict.STANDS:
            return span
        odds = believed(span, draft) if found is _Verdict.DOUBTED else float("-inf")
        if odds >= _BELIEVED:
            return span
        return replace(span, level="info") if odds >= _THINKABLE else None

    return view

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

from shenyan.draft import PERSON, Draft, Span
from shenyan.memory import Memory
from shenyan.normalize import fold_text
from shenyan.rules import Words
from shenyan.stance_scene import Scene, around, scene

_NEGATION_REACH: Final = 9
_SELF_REACH: Final = 3

View = Callable[[Span, Draft], Span | None]
Belief = Callable[[Span, Draft], float]
"""Gives the log odds that a finding is what its rule says."""

_PRIVATE: Final = "health"
"""What ails the author is theirs to tell: 我是乙肝大三阳."""
_I: Final = re.compile(
    "(?:我|俺|本人)(?:自己)?(?:也)?(?:是|有|得|患|查|确诊|做|怀|感染|被查|被诊|从)"
)
_NOT: Final = re.compile("(?<![得好要差动了何岂可还就能会怎所莫无从])不$")
_ASKED: Final = re.compile("[了过]?[吗嘛么][?,]|[了过]?[吗嘛么]$")

_BELIEVED: Final = 0.0
"""From these log odds on, what stands beside words of doubt is as it is: of 370 findings on
left-out writers' drafts 339 were right."""

_THINKABLE: Final = -1.0
"""From these log odds on it is a hint: of 115 findings 86 were right, of 439 below 149."""

_NAMED: Final = re.compile(f"[{PERSON}@]")
_IN_LIFE: Final = re.compile(f"[{PERSON}@我你您俺咱]")
"""Words for the author, for who is spoken to, and names."""

_TURNED: Final = re.compile(
    "谁信|鬼信|鬼才信|骗鬼|跟[他她你]姓|倒立|把头[砍拧割]|积点德|当我[傻瞎]"
)
"""What makes a charge of a denial (他没偷？谁信啊; 他要是没偷，我跟他姓)."""

_AWAITED: Final = re.compile(
    "等[^,。]{0,6}(?:通报|判决|结果)|(?:通报|判决)[^,。]{0,2}(?:出来|下来)"
)
"""A report that is still to come reports nothing."""

Test = Callable[[Scene], bool]


class _Verdict(Enum):
    """What the words around a mark make of it."""

    STANDS = auto()
    DOUBTED = auto()
    TAKEN_BACK = auto()


def prepare(words: Words, believed: Belief) -> dict[str, View]:
    """Make the views for `when:` from the lists `stance-*`, and from what the model is sure of."""
    lists = {name: _any(words.get(f"stance-{name}", ())) for name in _LISTS}
    lists["no-self"] = re.compile(f"{PERSON}自己|{lists['no-self'].pattern}")
    lists["that-one"] = re.compile(f"[这那][个位名]?(?:{_any(words.get('role', ())).pattern})")
    lists["called"] = re.compile(
        f"(?:{_any(words.get('surname', ())).pattern})(?:{_any(words.get('named', ())).pattern})"
    )
    firm = (_negated(lists), _quoted(lists))
    meant = (_told(lists), _taught(lists), _harmed(lists))
    asserted = (*meant, _asked(lists), _supposed(lists), _denied(lists), _own(lists))
    earnest = (*meant, lambda seen: bool(lists["play"].search(seen.sentence)))
    doubts = {"asserted": asserted, "meant": meant, "earnest": earnest}
    sure = {
        "asserted": (*firm, _plainly_asked(lists)),
        "meant": firm,
        "earnest": (*firm, _cared(lists)),
    }
    return {name: _view(sure[name], tests, _own(lists), believed) for name, tests in doubts.items()}


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


def _any(listed: Sequence[str]) -> re.Pattern[str]:
    """Match any of the listed texts; an empty list matches nowhere."""
    folded = sorted({fold_text(text) for text in listed}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, folded)) if folded else "(?!)")


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


Lists = dict[str, re.Pattern[str]]


def _negated(lists: Lists) -> Test:
    def test(seen: Scene) -> bool:
        if _TURNED.search(seen.context):
            return False
        near = seen.before[-_NEGATION_REACH:]
        text = near + seen.mark[:2]

        def blank(word: re.Match[str]) -> str:
            longer = lists["negation"].match(text, word.start())
            kept = longer is not None and longer.end() > word.end()  # 别人肉他 is not 别人
            return word[0] if kept else "\0" * len(word[0])

        found = lists["negation"].search(lists["no-negation"].sub(blank, text))
        return found is not None and found.start() < len(near)

    return test


def _plainly_asked(lists: Lists) -> Test:
    """Catch what is denied by a mere 不, or asked of nobody in particular (他家缺斤少两吗？)."""

    def test(seen: Scene) -> bool:
        if lists["rhetoric"].search(seen.before + seen.after):
            return False
        chosen = seen.before[-2:-1] == seen.mark[:1]  # 是不是骗子 asks
        if _NOT.search(seen.before) and not chosen:
            return True
        asked = _ASKED.match(seen.after) is not None
        return asked and not _pointed(lists, seen.before.replace("他家", ""))

    return test


def _cared(lists: Lists) -> Test:
    """Catch what is said to a pet, to a thing, or out of care (给我记住，每天多喝水)."""
    thing = lists["thing"].pattern
    spoken = re.compile(
        rf"(?:^|[,\s(])(?:我家|我的|这|破)?(?:{thing})[,\s]?你"
        rf"|[对跟冲](?:我家|我们家|我的|着)?[^,。()]{{0,5}}?(?:{thing})[^,。()]{{0,3}}?[说喊吼讲]"
    )

    def test(seen: Scene) -> bool:
        if PERSON in seen.context:
            return False
        cared = lists["care"].search(seen.sentence) and not lists["no-care"].search(seen.sentence)
        return bool(spoken.search(seen.sentence) or cared)

    return test


def _asked(lists: Lists) -> Test:
    """Catch a question about the mark itself; a rhetorical one is a statement."""

    def test(seen: Scene) -> bool:
        clause = seen.before + seen.mark + seen.after
        if lists["rhetoric"].search(clause) or _TURNED.search(seen.context):
            return False
        ends_asking = clause.rstrip().endswith(("?", "吗", "么", "吗,", "么,", "吗。"))
        asks = lists["question"].search(seen.before + seen.mark[:1]) or ends_asking
        helped = PERSON not in seen.sentence and lists["help"].search(seen.sentence)
        return bool(asks or helped)

    return test


def _supposed(lists: Lists) -> Test:
    return lambda seen: bool(lists["supposed"].search(seen.lead))


def _quoted(lists: Lists) -> Test:
    def test(seen: Scene) -> bool:
        if seen.quote is None:
            return False
        before, behind = seen.quote
        titled = before[-1] in "《〈" or (before[-1] == "【" and not _IN_LIFE.search(seen.sentence))
        return titled or bool(lists["saying"].search(before + "\0" + behind))

    return test


def _told(lists: Lists) -> Test:
    """Catch reports of police, court and press; fiction, songs and games; pets and things.

    A thing inside the mark is what was taken or broken (偷了我的充电宝), not what it is about.
    """

    def test(seen: Scene) -> bool:
        # Another sentence about a film makes nobody's husband a part of it.
        named = _NAMED.search(seen.sentence) or lists["called"].search(seen.sentence)
        real = named or _IN_LIFE.search(seen.sentence)
        read = seen.sentence if real else seen.context
        beside = f"{seen.before}\0{seen.after}" if named else _beside(seen)
        return bool(
            lists["report"].search(_AWAITED.sub("\0", read))
            or lists["news"].search(seen.sentence)
            or lists["fiction"].search(read)
            or lists["thing"].search(beside)
        )

    return test


def _denied(lists: Lists) -> Test:
    """Catch what calls the charge untrue; what is charged (学历是假的, 李强诬告我) does not."""

    def test(seen: Scene) -> bool:
        around = lists["no-denial"].sub("\0", _beside(seen))
        return bool(lists["denial"].search(around))

    return test


def _beside(seen: Scene) -> str:
    """Give the sentence without the mark."""
    return f"{seen.lead}\0{seen.sentence[len(seen.lead) + len(seen.mark) :]}"


def _taught(lists: Lists) -> Test:
    """Catch advice and teaching, as long as nobody in particular is pointed at."""

    def test(seen: Scene) -> bool:
        taught = lists["teaching"].search(seen.sentence)
        return bool(taught) and not _pointed(lists, seen.sentence)

    return test


def _harmed(lists: Lists) -> Test:
    """Catch authors who ask for help because somebody does this to them."""

    def test(seen: Scene) -> bool:
        harmed = PERSON not in seen.sentence and lists["harmed"].search(seen.sentence)
        return bool(harmed and lists["help"].search(seen.sentence))

    return test


def _pointed(lists: Lists, text: str) -> bool:
    plain = lists["no-pointing"].sub("\0", text)
    return (
        PERSON in plain
        or bool(lists["pointing"].search(plain))
        or bool(lists["that-one"].search(plain))
    )


def _own(lists: Lists) -> Test:
    """Catch authors who speak of themselves, or complain of being called so."""

    def test(seen: Scene) -> bool:
        if lists["accused"].search(seen.before):
            return True
        plain = lists["no-self"].sub("\0", seen.before)
        mark = lists["no-self"].sub("\0", seen.mark)
        if lists["self"].match(mark) and not (
            _pointed(lists, mark) or lists["facing"].search(mark)
        ):
            return True
        if lists["self"].search(plain[-_SELF_REACH:]):
            return True
        selves = [word.end() for word in lists["self"].finditer(plain)]
        # 我要让邻居都知道你欠钱不还 tells of you.
        told_of_you = bool(selves) and lists["facing"].search(plain, selves[-1])
        return bool(selves) and not told_of_you and not _pointed(lists, plain)

    return test

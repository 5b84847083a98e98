"""What the words around a mark may make of it: a denial, a question, a quotation, a story.

Each function takes the lists `rules/words/stance-*` as patterns and returns the test of a scene.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shenyan.draft import PERSON
from shenyan.stance_scene import Scene

_NEGATION_REACH: Final = 9
_SELF_REACH: Final = 3

_NOT: Final = re.compile("(?<![得好要差动了何岂可还就能会怎所莫无从])不$")
_ASKED: Final = re.compile("[了过]?[吗嘛么][?,]|[了过]?[吗嘛么]$")

_NAMED: Final = re.compile(f"[{PERSON}@]")
_IN_LIFE: Final = re.compile(f"[{PERSON}@我你您俺咱]")
"""Words for the author, for who is spoken to, and names."""

_UNNAMED: Final = re.compile(".某")
"""Whom the news does not name: 【李某受贿案开庭】."""

_TURNED: Final = re.compile(
    "谁信|鬼信|鬼才信|骗鬼|跟[他她你]姓|倒立|把头[砍拧割]|积点德|当我[傻瞎]"
)
"""What makes a charge of a denial (他没偷？谁信啊; 他要是没偷，我跟他姓)."""

_AWAITED: Final = re.compile("等[^,。]{0,6}(?:通报|判决|结果)")
"""A report that is still to come reports nothing."""

Test = Callable[[Scene], bool]
Lists = dict[str, re.Pattern[str]]


def negated(lists: Lists) -> Test:
    """Catch what is denied, unless the denial is scorned (他没偷？谁信啊)."""

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


def plainly_asked(lists: Lists) -> Test:
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


def cared(lists: Lists) -> Test:
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


def asked(lists: Lists) -> Test:
    """Catch a question about the mark itself; a rhetorical one is a statement."""

    def test(seen: Scene) -> bool:
        clause = seen.before + seen.mark + seen.after
        if lists["rhetoric"].search(clause) or _TURNED.search(seen.context):
            return False
        ends_asking = clause.rstrip().endswith(("?", "吗", "么", "吗,", "么,", "吗。"))
        asks = lists["question"].search(seen.before + seen.mark[:1]) or ends_asking
        helped = not _named(lists, seen.sentence) and lists["help"].search(seen.sentence)
        return bool(asks or helped)

    return test


def supposed(lists: Lists) -> Test:
    """Catch what stands under a condition."""
    return lambda seen: bool(lists["supposed"].search(seen.lead))


def quoted(lists: Lists) -> Test:
    """Catch a title, and what stands in quotation marks beside a verb of saying."""

    def test(seen: Scene) -> bool:
        if seen.quote is None:
            return False
        before, behind = seen.quote
        called = lists["called"].search(_UNNAMED.sub("\0", seen.sentence))
        in_life = called or _IN_LIFE.search(seen.sentence)
        titled = before[-1] in "《〈" or (before[-1] == "【" and not in_life)
        return titled or bool(lists["saying"].search(before + "\0" + behind))

    return test


def told(lists: Lists, *, far: bool) -> Test:
    """Catch reports of police, court and press; fiction, songs and games; pets and things.

    With `far` fiction is looked for in the sentences around too: a charge may go on about it.

    A thing inside the mark is what was taken or broken (偷了我的充电宝), not what it is about.
    """

    def test(seen: Scene) -> bool:
        # Another sentence about a film makes nobody's husband a part of it; news goes on.
        named = _named(lists, seen.sentence)
        real = named or not far or _IN_LIFE.search(seen.sentence)
        read = seen.sentence if real else seen.context
        # The cat of another clause did nothing where this one says who did.
        said_who = named or lists["somebody"].search(seen.before)
        beside = f"{seen.before}\0{seen.after}" if said_who else _beside(seen)
        return bool(
            lists["report"].search(_AWAITED.sub("\0", seen.context))
            or lists["news"].search(seen.sentence)
            or lists["fiction"].search(read)
            or lists["thing"].search(beside)
        )

    return test


def denied(lists: Lists) -> Test:
    """Catch what calls the charge untrue; what is charged (学历是假的, 李强诬告我) does not."""

    def test(seen: Scene) -> bool:
        around = lists["no-denial"].sub("\0", _beside(seen))
        return bool(lists["denial"].search(around))

    return test


def _beside(seen: Scene) -> str:
    """Give the sentence without the mark."""
    return f"{seen.lead}\0{seen.sentence[len(seen.lead) + len(seen.mark) :]}"


def taught(lists: Lists) -> Test:
    """Catch advice and teaching, as long as nobody in particular is named or pointed at."""

    def test(seen: Scene) -> bool:
        taught = lists["teaching"].search(seen.sentence)
        one = taught and (_pointed(lists, seen.sentence) or _named(lists, seen.sentence))
        return bool(taught) and not one

    return test


def harmed(lists: Lists) -> Test:
    """Catch authors who ask for help because somebody does this to them."""

    def test(seen: Scene) -> bool:
        harmed = not _named(lists, seen.sentence) and lists["harmed"].search(seen.sentence)
        return bool(harmed and lists["help"].search(seen.sentence))

    return test


def _named(lists: Lists, text: str) -> bool:
    """Tell whether somebody is named, a nick and a name with a title (王老师, 老周) included."""
    return bool(_NAMED.search(text) or lists["called"].search(text))


def _pointed(lists: Lists, text: str) -> bool:
    plain = lists["no-pointing"].sub("\0", text)
    return (
        PERSON in plain
        or bool(lists["pointing"].search(plain))
        or bool(lists["that-one"].search(plain))
    )


def own(lists: Lists) -> Test:
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

"""Doubt a word that is tied to nobody: how the text around it sounds decides what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from shenyan.aim.cues import Cues
from shenyan.aim.scene import Scene
from shenyan.draft import PERSON, Draft, Span
from shenyan.lexicon import RARE, lexicon
from shenyan.tone import around, tone

_VIEW: Final = 120
"""Code points on each side that may tell how a post sounds."""

_LONG: Final = 20
"""From so many code points on a text tells enough for a doubt."""

_MEANT: Final = 0.45
"""What may be a chance meeting of ordinary words, or is an ordinary word itself, is dropped below
this score of its surroundings, unless somebody is called so."""

_COLD: Final = 0.2
_CALM: Final = 0.3
QUIET: Final = 0.35
HEATED: Final = 0.6
"""Below these scores of its surroundings anything is nothing, a warning is a hint, a hint is
nothing, and a remark (`mild`) that is tied to nobody is nothing."""

IN_THE_WORD: Final = re.compile("[你他她]")
"""In a word that is said to somebody's face (操你妈), whatever stands around it."""

_SPELT: Final = re.compile("[a-z]")
"""In a word that is strong by itself: nobody spells it in letters by accident (sha bi, cnm)."""

_NAMED_NEXT: Final = re.compile(f"(?:叫|就是)?{PERSON}")
_ONE: Final = re.compile("(?:一[个只条枚头])?")
_ONE_SUCH: Final = re.compile("一[个只条枚头]")
_PAIR: Final = re.compile("[\u4e00-\u9fff]{2}")
_REACH: Final = 8
"""Characters on each side that decide how a word is cut."""


def in_doubt(span: Span, scene: Scene, cues: Cues) -> Span | None:
    """Tell it beside something surer only, and an exclamation or somebody's mother nowhere."""
    said = cues.swear.search(scene.word) or cues.kin_word.search(scene.word)
    return None if said else replace(span, level="info", doubtful=True)


def labels(scene: Scene) -> bool:
    """Tell whether a word is put to a name: 渣女童欣怡, 这个渣女叫童欣怡, 童欣怡，渣女一个."""
    if _NAMED_NEXT.match(scene.next):
        return True
    alone = not scene.near.strip() and _ONE.fullmatch(scene.next)
    return bool(alone) and scene.before.rstrip(" ,").endswith(PERSON)


def doubted(span: Span | None, draft: Draft, scene: Scene, cues: Cues) -> Span | None:
    """Lower what stands in a calm text and is tied to nobody."""
    if span is None or span.doubtful or _called(scene, cues) or _alone(scene, cues):
        return span
    start, end = draft.folded.within(span.start, span.end)
    weak = span.rule.level == "info"
    spelt = not weak and _SPELT.search(draft.folded.text, start, end)
    if not spelt and (_taken_up(scene, cues) or (_chancy(span, draft, cues) and not labels(scene))):
        return span if heat_of(span, draft) >= _MEANT else None
    placed = not weak and cues.placed.search(scene.near)
    if spelt or placed or cues.role_next.match(scene.next):
        return span
    if len(draft.folded.text) < _LONG:
        somebody = PERSON in scene.sentence or cues.one_next.match(scene.next)
        plain = span.key and not weak and not somebody and not cues.foul.search(span.key)
        return replace(span, level="info") if plain and heat_of(span, draft) < _COLD else span
    heat = heat_of(span, draft)
    if span.level == "info" or heat < _COLD:
        return span if heat >= QUIET else in_doubt(span, scene, cues)
    return span if heat >= _CALM else replace(span, level="info")


def _called(scene: Scene, cues: Cues) -> bool:
    """Tell whether the word is tied to somebody or pointed at somebody.

    他是X, 这个X, X一个, 一个X, X吧你.
    """
    put = cues.tied.search(scene.near) or cues.pointed.search(scene.near)
    behind = _ONE_SUCH.fullmatch(scene.next)
    before = not scene.next.strip() and _ONE_SUCH.fullmatch(scene.near.strip())
    meant = scene.meant or cues.you_next.match(scene.next)
    return bool(put or behind or before or meant)


def _alone(scene: Scene, cues: Cues) -> bool:
    """Tell whether the word is called out alone, no exclamation, not taken up or one of a list."""
    if cues.exclaimed.fullmatch(scene.word):
        return False
    bare = cues.bare.match(scene.near) and not scene.next.strip()
    listed = scene.after[:1] == "、" or scene.before.endswith("、")
    return bool(bare) and not listed and not _taken_up(scene, cues)


def _taken_up(scene: Scene, cues: Cues) -> bool:
    """Tell whether somebody else's word is asked back: 赔钱货？我爸妈说女儿最好."""
    bare = cues.bare.match(scene.near) and not scene.next.strip()
    return bool(bare) and scene.asked


def _chancy(span: Span, draft: Draft, cues: Cues) -> bool:
    """Tell whether ordinary words may have made this: 这批话筒, 掉毛, 破格录取.

    The dictionary has the two characters, which only sound like the term, or words of it meet in
    them, or the term is an ordinary word too.
    """
    text = draft.folded.text
    start, end = draft.folded.within(span.start, span.end)
    word = text[start:end]
    if span.key and word != span.key and _PAIR.fullmatch(word) and lexicon().holds(word):
        return True
    if cues.ordinary.fullmatch(span.key or word) or cues.exclaimed.fullmatch(span.key or word):
        return True
    low = max(start - _REACH, 0)
    around_it = text[low : end + _REACH]
    if word != span.key or IN_THE_WORD.search(word):
        return False
    return lexicon().splits(around_it, start - low, end - low, RARE)


def heat_of(span: Span, draft: Draft) -> float:
    """Tell from 0 to 1 how wounding the text around a word sounds, the word undisguised."""
    text = draft.folded.text
    start, end = draft.folded.within(span.start, span.end)
    before, word = text[max(start - _VIEW, 0) : start], span.key or text[start:end]
    window = before + word + text[end : end + _VIEW]
    return tone().score(around(window, len(before), len(before) + len(word)))

"""The judges for `when: directed`, `voiced`, `mild`, `aimed`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan.aim.cues import Cues, read_cues
from shenyan.aim.scene import OPENING, Scene, quoted, scene_of
from shenyan.draft import PERSON, Draft, Span
from shenyan.rules import Words
from shenyan.tone import around, tone

_VIEW: Final = 120
"""Code points on each side that may tell how a post sounds."""

_LONG: Final = 20
"""From so many code points on a text tells enough for a doubt."""

_COLD: Final = 0.2
_CALM: Final = 0.3
_QUIET: Final = 0.35
_HEATED: Final = 0.6
"""Below these scores of its surroundings anything is nothing, a warning is a hint, a hint is
nothing, and a remark (`mild`) that is tied to nobody is nothing."""

_HANDLE: Final = re.compile(r"//@[^\s:@]{0,20}$")
"""Before a word inside the name of somebody whose post is passed on."""

_AT: Final = re.compile("[你他她]")
"""In a word that is said to somebody's face (操你妈), whatever stands around it."""

_SPELT: Final = re.compile("[a-z]")
"""In a word that is strong by itself: nobody spells it in letters by accident (sha bi, cnm)."""

_NAMED_NEXT: Final = re.compile(f"(?:叫|就是)?{PERSON}")
_ONE: Final = re.compile("(?:一[个只条枚头])?")

Judge = Callable[[Span, Draft], Span | None]


def prepare(words: Words) -> dict[str, Judge]:
    """Read the cue lists and return the judges for `when:` by their names."""
    cues = read_cues(words)

    def directed(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        kept = _doubted(_spoken(span, scene, cues), draft, scene, cues)
        return _raised(kept, scene, cues)

    def voiced(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        kept = _doubted(_thrown(span, scene, cues), draft, scene, cues)
        return _raised(kept, scene, cues)

    def mild(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        kept = _spoken(span, scene, cues)
        least = _QUIET if cues.tied.search(scene.near) else _HEATED
        return kept if kept and _heat(kept, draft) >= least else None

    def aimed(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        if _vanishes(scene, cues) or _quiet(scene, cues):
            return None
        near = _somebody(scene.near, cues) or _somebody(scene.next, cues)
        somebody = near or cues.pointed.search(scene.near) or _labels(scene)
        kept = span if somebody else replace(span, level="info")
        return _doubted(kept, draft, scene, cues)

    return {"directed": directed, "voiced": voiced, "mild": mild, "aimed": aimed}


def _spoken(span: Span, scene: Scene, cues: Cues) -> Span | None:
    """Drop a weak word in a sentence without anybody, and what is not meant."""
    weak = span.level == "info" and not scene.short and not cues.pointed.search(scene.near)
    if weak and not _somebody(scene.sentence, cues):
        return None
    return _thrown(span, scene, cues)


def _thrown(span: Span, scene: Scene, cues: Cues) -> Span | None:
    """Drop what is said of the word itself, quoted, or said of oneself or of a thing."""
    if _vanishes(scene, cues):
        return None
    if _quiet(scene, cues):
        hinted = span.level != "info" and _meant_all_the_same(scene, cues)
        return replace(span, level="info") if hinted else None
    return span


def _somebody(text: str, cues: Cues) -> bool:
    return bool(cues.anybody.search(cues.nobody.sub(" ", text)))


def _raised(span: Span | None, scene: Scene, cues: Cues) -> Span | None:
    """Make a warning of a weak word that is tied to one person, not to a thing of theirs.

    A strong word that only says that there are such people is a hint.
    """
    if span is None or span.level == "info" != span.rule.level:
        return span
    if span.rule.level != "info":
        return replace(span, level="info") if cues.exist.search(scene.near) else span
    tied = cues.tied.search(scene.near) and not cues.thing_next.match(scene.next)
    return replace(span, level="warning") if tied or _labels(scene) else span


def _labels(scene: Scene) -> bool:
    """Tell whether a word is put to a name: 渣女童欣怡, 这个渣女叫童欣怡, 童欣怡，渣女一个."""
    if _NAMED_NEXT.match(scene.next):
        return True
    alone = not scene.near.strip() and _ONE.fullmatch(scene.next)
    return bool(alone) and scene.before.rstrip(" ,").endswith(PERSON)


def _doubted(span: Span | None, draft: Draft, scene: Scene, cues: Cues) -> Span | None:
    """Lower what stands in a calm text and is tied to nobody."""
    if span is None or _certain(scene, cues) or len(draft.folded.text) < _LONG:
        return span
    start, end = draft.folded.within(span.start, span.end)
    if span.rule.level != "info" and _SPELT.search(draft.folded.text, start, end):
        return span
    heat = _heat(span, draft)
    if span.level == "info" or heat < _COLD:
        return span if heat >= _QUIET else None
    return span if heat >= _CALM else replace(span, level="info")


def _certain(scene: Scene, cues: Cues) -> bool:
    """Tell whether the word is tied to somebody, pointed at somebody, or called out alone."""
    alone = bool(cues.bare.match(scene.near)) and not scene.next.strip()
    return alone or bool(cues.tied.search(scene.near) or cues.pointed.search(scene.near))


def _heat(span: Span, draft: Draft) -> float:
    """Tell from 0 to 1 how wounding the text around a word sounds, the word undisguised."""
    text = draft.folded.text
    start, end = draft.folded.within(span.start, span.end)
    before, word = text[max(start - _VIEW, 0) : start], span.key or text[start:end]
    window = before + word + text[end : end + _VIEW]
    return tone().score(around(window, len(before), len(before) + len(word)))


def _vanishes(scene: Scene, cues: Cues) -> bool:
    """Tell whether this is no insult at all."""
    return (
        (scene.near.endswith("[") and scene.after.startswith("]"))  # an emoticon of Weibo
        or bool(_HANDLE.search(scene.near))
        or bool(cues.about.search(scene.sentence))
        or (quoted(scene) and bool(cues.against.search(scene.sentence)))
        or bool(cues.kin_word.search(scene.word) and _real_kin(scene, cues))
        or bool(
            cues.swear.search(scene.word)
            and (
                cues.admired.match(scene.after)
                or (cues.praise.match(scene.next) and not cues.person.search(scene.near))
            )
        )
    )


def _real_kin(scene: Scene, cues: Cues) -> bool:
    mother = not scene.word.endswith("的")
    if mother and (scene.near.endswith(PERSON) or cues.kin_before.search(scene.near)):
        return True
    if cues.one.search(scene.near) and cues.one.match(scene.word):
        return False
    return bool(cues.kin_before.search(scene.near) or cues.kin_next.match(scene.next))


def _quiet(scene: Scene, cues: Cues) -> bool:
    """Tell whether the word is quoted, reported, denied, or aimed at no other person."""
    if any(cue.search(scene.near) for cue in (cues.reported, cues.negated, cues.against)):
        return True
    if cues.character.search(scene.before) or _fond(scene, cues) or _of_an_animal(scene, cues):
        return True
    if cues.tied.search(scene.near) and not quoted(scene):
        return False
    if quoted(scene) or cues.thing_next.match(scene.next) or cues.generic.match(scene.next):
        return True
    if cues.oneself.search(scene.near) and not cues.person.search(scene.word):
        return True
    return not cues.pointed.search(scene.near) and (
        bool(cues.against.search(scene.before) or cues.against.search(scene.next))
        or bool(cues.pet.search(scene.near + scene.next))
        or (
            _elsewhere(scene, cues)
            and not (cues.person.search(scene.sentence) or _AT.search(scene.word))
        )
    )


def _fond(scene: Scene, cues: Cues) -> bool:
    """Tell whether people tease so whom they love.

    你是猪吗哈哈哈, where nobody is named; 小傻子，生日快乐, whoever is.
    """
    if not cues.fond_word.match(scene.word):
        return False
    if cues.dear.search(scene.sentence):
        return True
    return PERSON not in scene.sentence and bool(cues.fond.search(scene.sentence))


def _of_an_animal(scene: Scene, cues: Cues) -> bool:
    """Tell whether an animal is called so (猫又尿床了，这个小畜生), not who did it harm."""
    animal = cues.animal_word.match(scene.word) and cues.animal.search(scene.before)
    somebody = cues.person.search(scene.sentence) or cues.animal_harm.search(scene.sentence)
    return bool(animal) and not somebody


def _meant_all_the_same(scene: Scene, cues: Cues) -> bool:
    """Tell whether a quieted word still says something: a “rat”, only a rat would, sue the rat."""
    unmarked = scene.near.rstrip(OPENING)
    named = unmarked != scene.near and cues.tied.search(unmarked)
    plain = not (
        quoted(scene) or cues.reported.search(scene.near) or cues.negated.search(scene.near)
    )
    beside = cues.against.search(scene.before) and not cues.against.search(scene.near)
    return bool(named or cues.generic.match(scene.next) or (plain and beside))


def _elsewhere(scene: Scene, cues: Cues) -> bool:
    told = cues.fiction.search(scene.sentence) or cues.pet.search(scene.sentence)
    someone = cues.beings.search(scene.word) and cues.among.search(scene.near)
    return bool(told or (cues.thing.search(scene.near) and not someone))

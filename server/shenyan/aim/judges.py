"""The judges for `when: directed`, `voiced`, `mild`, `aimed`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan.aim.cues import Cues, read_cues
from shenyan.aim.doubts import HEATED, IN_THE_WORD, QUIET, doubted, heat_of, in_doubt, labels
from shenyan.aim.scene import OPENING, Scene, quoted, scene_of
from shenyan.draft import PERSON, Draft, Span
from shenyan.rules import Words

_HANDLE: Final = re.compile(r"//@[^\s:@]{0,20}$")
"""Before a word inside the name of somebody whose post is passed on."""

_REAL: Final = re.compile(f"[{PERSON}@你您]")
"""Somebody who is no person of a story."""
_OURS: Final = re.compile("[我俺咱]")
"""Before the word: 我老公在游戏里勾搭的贱人 is none either."""

_TURNED_NEXT: Final = re.compile(
    "(?:还|又)?(?:是什么|是啥|能是什么)|(?:是|也)?(?:干|做|说)不出|能(?:干|做|说)出"
    "|(?:都|也|还)(?:算|是)?(?:轻|客气|抬举)"
)
_TURNED_NEAR: Final = re.compile(
    "(?:教会|让我|见识|才知道|明白)[^,。]{0,8}(?:什么|啥)叫(?:真正的)?$|要不是个?$"
)
"""What calls somebody so by denying or asking it (他不是畜生是什么, 教会我什么叫人渣)."""

_GIVEN: Final = re.compile("送给?[你他她您我]|送给")
"""A word that is given to somebody is no word under discussion (贱人两个字送给你)."""

Judge = Callable[[Span, Draft], Span | None]


def prepare(words: Words) -> dict[str, Judge]:
    """Read the cue lists and return the judges for `when:` by their names."""
    cues = read_cues(words)

    def directed(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        kept = doubted(_spoken(span, scene, cues), draft, scene, cues)
        return _softened(_raised(kept, scene, cues), scene, cues)

    def voiced(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        kept = doubted(_thrown(span, scene, cues), draft, scene, cues)
        return _softened(_raised(kept, scene, cues), scene, cues)

    def mild(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        kept = _spoken(span, scene, cues)
        least = QUIET if cues.tied.search(scene.near) else HEATED
        sure = kept is not None and not kept.doubtful and heat_of(kept, draft) >= least
        return kept if sure else None

    def aimed(span: Span, draft: Draft) -> Span | None:
        scene = scene_of(span, draft)
        if _vanishes(scene, cues) or _quiet(scene, cues):
            return None
        near = _somebody(scene.near, cues) or _somebody(scene.next, cues)
        somebody = near or cues.pointed.search(scene.near) or labels(scene)
        kept = span if somebody else replace(span, level="info")
        return doubted(kept, draft, scene, cues)

    return {"directed": directed, "voiced": voiced, "mild": mild, "aimed": aimed}


def _spoken(span: Span, scene: Scene, cues: Cues) -> Span | None:
    """Doubt a weak word in a sentence without anybody, and drop what is not meant."""
    pointed = scene.meant or cues.pointed.search(scene.near)
    weak = span.level == "info" and not scene.short and not pointed
    kept = _thrown(span, scene, cues)
    doubtful = kept and weak and not _somebody(scene.sentence, cues)
    return in_doubt(kept, scene, cues) if kept and doubtful else kept


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
    if span is None or span.doubtful or span.level == "info" != span.rule.level:
        return span
    if span.rule.level != "info":
        return replace(span, level="info") if cues.exist.search(scene.near) else span
    mocked = cues.swear.search(scene.word) and cues.praise.match(scene.next)
    if mocked or cues.thing_next.match(scene.next):
        return replace(span, level="warning") if labels(scene) else span
    tied = cues.tied.search(scene.near)
    return replace(span, level="warning") if tied or labels(scene) else span


def _softened(span: Span | None, scene: Scene, cues: Cues) -> Span | None:
    """Make a hint of what the sentence turns into love, awe or somebody else's words.

    爱死我闺蜜这个死女人了; 嘴毒，但讲得是真好; 同学叫她丑八怪. Not where somebody is named.
    """
    if span is None or span.level == "info" or PERSON in scene.sentence:
        return span
    laughed = cues.own_people.search(scene.near) and cues.laughs.search(scene.sentence)
    warm = laughed or cues.warm.search(scene.sentence) or cues.redeemed.search(scene.after)
    return replace(span, level="info") if warm or cues.told_of.search(scene.near) else span


def _vanishes(scene: Scene, cues: Cues) -> bool:
    """Tell whether this is no insult at all."""
    return (
        (scene.near.endswith("[") and scene.after.startswith("]"))  # an emoticon of Weibo
        or bool(_HANDLE.search(scene.near))
        or _discussed(scene, cues)
        or (quoted(scene) and bool(cues.against.search(scene.sentence)))
        or bool(cues.kin_word.search(scene.word) and _real_kin(scene, cues))
        or (bool(cues.swear.search(scene.word)) and _praised(scene, cues))
    )


def _discussed(scene: Scene, cues: Cues) -> bool:
    """Tell whether the word is spoken about.

    What follows in another clause says nothing of a word that somebody is called: 他就是个畜生，
    孩子在背成语.
    """
    put = cues.tied.search(scene.near) or cues.pointed.search(scene.near) or labels(scene)
    read = f"{scene.before} {scene.next}" if put and not quoted(scene) else scene.sentence
    return bool(cues.about.search(read)) and not _GIVEN.search(scene.sentence)


def _praised(scene: Scene, cues: Cues) -> bool:
    """Tell whether praise follows; 你真他妈牛 may be mockery, 他真他妈帅 is not."""
    plain = cues.fair.match(scene.next) or cues.admired.match(scene.after)
    of_others = cues.praise.match(scene.next) and not cues.you.search(scene.near)
    return bool(plain or of_others)


def _real_kin(scene: Scene, cues: Cues) -> bool:
    mother = not scene.word.endswith("的")
    if mother and (scene.near.endswith(PERSON) or cues.kin_before.search(scene.near)):
        return True
    if mother and cues.role_last.search(scene.near):
        return cues.kin_next.match(scene.next) is not None
    if cues.one.search(scene.near) and cues.one.match(scene.word):
        return False
    return bool(cues.kin_before.search(scene.near) or cues.kin_next.match(scene.next))


def _quiet(scene: Scene, cues: Cues) -> bool:
    """Tell whether the word is quoted, reported, denied, or aimed at no other person."""
    turned = _TURNED_NEXT.match(scene.next) or _TURNED_NEAR.search(scene.near)
    said = (cues.reported, cues.negated, cues.against)
    if not turned and any(cue.search(scene.near) for cue in said):
        return True
    of_others = (_fond, _of_an_animal, _of_oneself, _of_a_thing_called, _of_a_story)
    if cues.character.search(scene.before) or any(test(scene, cues) for test in of_others):
        return True
    if cues.tied.search(scene.near) and not quoted(scene):
        return False
    if quoted(scene) or cues.thing_next.match(scene.next) or cues.generic.match(scene.next):
        return True
    if cues.oneself.search(scene.near) and not cues.person.search(scene.word):
        return True
    return not cues.pointed.search(scene.near) and (
        bool(cues.against.search(scene.before) or cues.against.search(scene.next))
        or _of_a_pet(scene.near + scene.next, cues)
        or (
            _elsewhere(scene, cues)
            and not (cues.person.search(scene.sentence) or IN_THE_WORD.search(scene.word))
        )
    )


def _fond(scene: Scene, cues: Cues) -> bool:
    """Tell whether people tease so whom they love.

    你是猪吗哈哈哈, where nobody is named; 小傻子，生日快乐, whoever is; 我儿子这个小混蛋.
    """
    joy = bool(cues.joy.search(scene.sentence))
    if cues.tease_word.match(scene.word):
        small = cues.small.search(scene.word) or cues.small.search(scene.near)
        loving = cues.sweet.search(scene.sentence) and cues.laughs.search(scene.sentence)
        if joy or loving or (small and cues.own_child.search(scene.sentence)):
            return True
    if not cues.fond_word.match(scene.word):
        return False
    if joy or cues.dear.search(scene.sentence):
        return True
    return PERSON not in scene.sentence and bool(cues.fond.search(scene.sentence))


def _of_oneself(scene: Scene, cues: Cues) -> bool:
    """Tell whether the author speaks of nobody but himself: 老色批就是我, 死蠢！我又坐过站."""
    if cues.person.search(scene.sentence) or cues.person.search(scene.word):
        return False
    return bool(cues.self_next.match(scene.next) or cues.self_after.search(scene.after))


def _of_a_thing_called(scene: Scene, cues: Cues) -> bool:
    """Tell whether a thing is called so to its face (去死吧，作业)."""
    if cues.person.search(scene.near):
        return False
    after = not scene.next.strip() and cues.thing_called.match(scene.after)
    before = not scene.near.strip() and cues.thing_calling.search(scene.before)
    return bool(after or before)


def _of_a_story(scene: Scene, cues: Cues) -> bool:
    """Tell whether nobody real is called so (反派这个畜生死得好)."""
    real = _REAL.search(scene.sentence) or _OURS.search(scene.before)
    return bool(cues.story.search(scene.before)) and not real


def _of_an_animal(scene: Scene, cues: Cues) -> bool:
    """Tell whether an animal is called so (猫又尿床了，这个小畜生), not who did it harm."""
    if not cues.animal_word.match(scene.word):
        return False
    animal = cues.animal.search(scene.next_brackets) or cues.animal.search(scene.before)
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


def _of_a_pet(text: str, cues: Cues) -> bool:
    """Tell whether it is about a pet, not about what its owner does (遛狗不牵绳)."""
    return bool(cues.pet.search(text)) and not cues.pet_owner.search(text)


def _elsewhere(scene: Scene, cues: Cues) -> bool:
    told = cues.fiction.search(scene.sentence) or _of_a_pet(scene.sentence, cues)
    someone = cues.beings.search(scene.word) and cues.among.search(scene.near)
    return bool(told or (cues.thing.search(scene.near) and not someone))

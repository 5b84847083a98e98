"""The judges for `when: directed`, `voiced`, `mild`, `aimed`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shenyan.aim.cues import Cues, read_cues
from shenyan.aim.scene import OPENING, Scene, quoted, scene_of
from shenyan.draft import PERSON, Draft, Span
from shenyan.lexicon import RARE, lexicon
from shenyan.rules import Words
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
_ONE_SUCH: Final = re.compile("一[个只条枚头]")
_PAIR: Final = re.compile("[\u4e00-\u9fff]{2}")
_REACH: Final = 8
"""Characters on each side that decide how a word is cut."""

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
        sure = kept is not None and not kept.doubtful and _heat(kept, draft) >= least
        return kept if sure else None

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
    """Doubt a weak word in a sentence without anybody, and drop what is not meant."""
    weak = span.level == "info" and not scene.short and not cues.pointed.search(scene.near)
    kept = _thrown(span, scene, cues)
    doubtful = kept and weak and not _somebody(scene.sentence, cues)
    return _in_doubt(kept, scene, cues) if kept and doubtful else kept


def _in_doubt(span: Span, scene: Scene, cues: Cues) -> Span | None:
    """Tell it beside something surer only, and an exclamation or somebody's mother nowhere."""
    said = cues.swear.search(scene.word) or cues.kin_word.search(scene.word)
    return None if said else replace(span, level="info", doubtful=True)


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
    if span is None or span.doubtful or _called(scene, cues) or _alone(scene, cues):
        return span
    start, end = draft.folded.within(span.start, span.end)
    weak = span.rule.level == "info"
    if not weak and _SPELT.search(draft.folded.text, start, end):
        return span
    if _taken_up(scene, cues) or (_chancy(span, draft, cues) and not _labels(scene)):
        return span if _heat(span, draft) >= _MEANT else None
    if len(draft.folded.text) < _LONG:
        somebody = PERSON in scene.sentence or cues.one_next.match(scene.next)
        plain = span.key and not weak and not somebody and not cues.foul.search(span.key)
        return replace(span, level="info") if plain and _heat(span, draft) < _COLD else span
    heat = _heat(span, draft)
    if span.level == "info" or heat < _COLD:
        return span if heat >= _QUIET else _in_doubt(span, scene, cues)
    return span if heat >= _CALM else replace(span, level="info")


def _called(scene: Scene, cues: Cues) -> bool:
    """Tell whether the word is tied to somebody or pointed at somebody.

    他是X, 这个X, X一个, 一个X, X吧你.
    """
    put = cues.tied.search(scene.near) or cues.pointed.search(scene.near)
    behind = _ONE_SUCH.fullmatch(scene.next)
    before = not scene.next.strip() and _ONE_SUCH.fullmatch(scene.near.strip())
    return bool(put or behind or before or cues.you_next.match(scene.next))


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
    if word != span.key or _AT.search(word):
        return False
    return lexicon().splits(around_it, start - low, end - low, RARE)


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
    of_others = (_fond, _of_an_animal, _of_oneself, _of_a_thing_called)
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
            and not (cues.person.search(scene.sentence) or _AT.search(scene.word))
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

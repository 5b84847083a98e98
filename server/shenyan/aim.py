"""Decide at whom a word is aimed.

A word thrown at somebody stays. Talk about the word, a real mother, praise and fiction make it
vanish; a quotation, oneself, a thing or a pet make it quiet. A weak word (`info`) becomes a
warning where it is tied to one person; after `when: directed` it also needs somebody in its
sentence, after `voiced` it is rude whoever it is aimed at, after `mild` it stays weak. A word of
`when: aimed` is a warning only with somebody in sight. A calm text around it lowers any of them.

The cues are the lists `rules/words/aim-*.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from shenyan.draft import PERSON, Draft, Span
from shenyan.normalize import fold_text
from shenyan.rules import Words
from shenyan.tone import around, tone

_WINDOW: Final = 40
"""Code points on each side that are looked at."""

_SHORT: Final = 12
"""A post of so few code points speaks to somebody, whoever it is."""

_LONG: Final = 20
"""From so many code points on a text tells enough for a doubt."""

_CALM: Final = 0.3
_QUIET: Final = 0.4
"""Below these scores of its surroundings a warning is a hint, and a hint is nothing."""

_SENTENCE_END: Final = re.compile("[。!?;…\n]")
_CLAUSE_END: Final = re.compile("[。!?;…\n,:、]|\\s{2,}")
Judge = Callable[[Span, Draft], Span | None]

_HANDLE: Final = re.compile(r"//@[^\s:@]{0,20}$")
"""Before a word inside the name of somebody whose post is passed on."""

_NEVER: Final = re.compile("(?!)")
_QUOTES: Final = (("“", "”"), ('"', '"'), ("「", "」"), ("『", "』"), ("‘", "’"), ("《", "》"))


@dataclass(frozen=True, slots=True)
class _Scene:
    """A word and its sentence; `near` is its own clause up to the word, `next` from it on."""

    before: str
    word: str
    after: str
    near: str
    next: str
    short: bool

    @property
    def sentence(self) -> str:
        """Everything but the word."""
        return f"{self.before} {self.after}"


@dataclass(frozen=True, slots=True)
class _Cues:
    about: re.Pattern[str]
    against: re.Pattern[str]
    fiction: re.Pattern[str]
    reported: re.Pattern[str]
    oneself: re.Pattern[str]
    negated: re.Pattern[str]
    thing: re.Pattern[str]
    thing_next: re.Pattern[str]
    pet: re.Pattern[str]
    generic: re.Pattern[str]
    praise: re.Pattern[str]
    swear: re.Pattern[str]
    kin_word: re.Pattern[str]
    kin_before: re.Pattern[str]
    kin_next: re.Pattern[str]
    person: re.Pattern[str]
    anybody: re.Pattern[str]
    tied: re.Pattern[str]
    pointed: re.Pattern[str]
    one: re.Pattern[str]


def prepare(words: Words) -> dict[str, Judge]:
    """Read the cue lists and return the judges for `when:` by their names."""
    cues = _cues(words)

    def directed(span: Span, draft: Draft) -> Span | None:
        return _raised(_aimed_at_any(span, draft, cues), draft, cues)

    def voiced(span: Span, draft: Draft) -> Span | None:
        return _raised(_thrown(span, draft, cues), draft, cues)

    def mild(span: Span, draft: Draft) -> Span | None:
        return _aimed_at_any(span, draft, cues)

    def aimed(span: Span, draft: Draft) -> Span | None:
        scene = _scene(span, draft)
        if _vanishes(scene, cues) or _quiet(scene, cues):
            return None
        if cues.tied.search(scene.near) or cues.pointed.search(scene.near):
            return span
        somebody = cues.anybody.search(scene.near) or cues.anybody.search(scene.next)
        return _doubted(span if somebody else replace(span, level="info"), draft)

    return {"directed": directed, "voiced": voiced, "mild": mild, "aimed": aimed}


def _thrown(span: Span, draft: Draft, cues: _Cues) -> Span | None:
    """Drop or quiet what is said of the word itself, of oneself, of a thing."""
    scene = _scene(span, draft)
    if _vanishes(scene, cues):
        return None
    if _quiet(scene, cues):
        return None if span.level == "info" else replace(span, level="info")
    return span


def _aimed_at_any(span: Span, draft: Draft, cues: _Cues) -> Span | None:
    """Besides, drop a weak word in a sentence without anybody."""
    scene = _scene(span, draft)
    weak = span.level == "info" and not scene.short and not cues.pointed.search(scene.near)
    if weak and not cues.anybody.search(scene.sentence):
        return None
    kept = _thrown(span, draft, cues)
    certain = cues.tied.search(scene.near) or cues.pointed.search(scene.near)
    return kept if kept is None or certain else _doubted(kept, draft)


def _raised(span: Span | None, draft: Draft, cues: _Cues) -> Span | None:
    """Make a warning of a weak word that is tied to one person."""
    if span is None or span.rule.level != "info":
        return span
    tied = cues.tied.search(_scene(span, draft).near)
    return replace(span, level="warning") if tied else span


def _doubted(span: Span, draft: Draft) -> Span | None:
    """Lower what stands in a calm text and is tied to nobody."""
    text = around(draft.folded.text, *draft.folded.within(span.start, span.end))
    if len(text) < _LONG:
        return span
    score = tone().score(text)
    if span.level == "info":
        return span if score >= _QUIET else None
    return span if score >= _CALM else replace(span, level="info")


def _vanishes(scene: _Scene, cues: _Cues) -> bool:
    """Tell whether this is no insult at all."""
    return (
        (scene.near.endswith("[") and scene.after.startswith("]"))  # an emoticon of Weibo
        or bool(_HANDLE.search(scene.near))
        or bool(cues.about.search(scene.sentence))
        or (_quoted(scene) and bool(cues.against.search(scene.sentence)))
        or bool(cues.kin_word.search(scene.word) and _real_kin(scene, cues))
        or bool(
            cues.swear.search(scene.word)
            and cues.praise.match(scene.next)
            and not cues.person.search(scene.near)
        )
    )


def _real_kin(scene: _Scene, cues: _Cues) -> bool:
    mother = not scene.word.endswith("的")
    if mother and (scene.near.endswith(PERSON) or cues.kin_before.search(scene.near)):
        return True
    if cues.one.search(scene.near) and cues.one.match(scene.word):
        return False
    return bool(cues.kin_before.search(scene.near) or cues.kin_next.match(scene.next))


def _quiet(scene: _Scene, cues: _Cues) -> bool:
    """Tell whether the word is quoted, reported, denied, or aimed at no other person."""
    if cues.reported.search(scene.near) or cues.negated.search(scene.near):
        return True
    if cues.against.search(scene.near):
        return True
    if cues.tied.search(scene.near) and not _quoted(scene):
        return False
    if _quoted(scene) or cues.thing_next.match(scene.next) or cues.generic.match(scene.next):
        return True
    if cues.oneself.search(scene.near):
        return True
    return not cues.pointed.search(scene.near) and (
        bool(cues.against.search(scene.before) or cues.against.search(scene.next))
        or bool(cues.pet.search(scene.near + scene.next))
        or (_elsewhere(scene, cues) and not cues.person.search(scene.sentence))
    )


def _elsewhere(scene: _Scene, cues: _Cues) -> bool:
    return bool(cues.fiction.search(scene.sentence) or cues.thing.search(scene.near))


def _quoted(scene: _Scene) -> bool:
    """Tell whether the word stands inside quotation marks or a title."""
    for opening, closing in _QUOTES:
        start = scene.before.rfind(opening)
        if start >= 0 and closing not in scene.before[start + 1 :] and closing in scene.after:
            return True
    return False


def _scene(span: Span, draft: Draft) -> _Scene:
    text = draft.masked
    start, end = draft.folded.within(span.start, span.end)
    before = _SENTENCE_END.split(text[max(start - _WINDOW, 0) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _WINDOW], maxsplit=1)[0]
    near = _CLAUSE_END.split(before)[-1]
    coming = _CLAUSE_END.split(after, maxsplit=1)[0]
    return _Scene(before, text[start:end], after, near, coming, len(text) <= _SHORT)


def _cues(words: Words) -> _Cues:
    def any_of(*names: str) -> str:
        listed = {fold_text(word) for name in names for word in words.get(f"aim-{name}", ())}
        return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w)))

    def pattern(shape: str, *names: str) -> re.Pattern[str]:
        choices = any_of(*names)
        return re.compile(shape.format(choices)) if choices else _NEVER

    link = f"(?:{any_of('link')}){{0,4}}"
    one = f"(?:{any_of('you', 'third')}|{PERSON}+)"
    return _Cues(
        about=pattern("{}", "about"),
        against=pattern("{}", "against"),
        fiction=pattern("{}", "fiction"),
        reported=pattern("(?:{})[^,]{{0,4}}$", "reported"),
        oneself=re.compile(f"(?:^|[^给跟对让])(?:{any_of('self')}){link}$"),
        negated=pattern("(?:{})$", "negation"),
        thing=pattern("{}", "things"),
        thing_next=pattern("的?(?:{})", "things"),
        pet=pattern("{}", "pets"),
        generic=pattern("{}", "generic"),
        praise=pattern("的?(?:{})", "praise"),
        swear=pattern("(?:{})$", "swear"),
        kin_word=pattern("(?:{})$", "kin"),
        kin_before=pattern("(?:{})$", "kin-before"),
        kin_next=pattern("的?(?:{})", "kin-next"),
        person=re.compile(f"{one}|@"),
        anybody=re.compile(f"{one}|@|{any_of('group')}"),
        tied=re.compile(f"{one}{link}$"),
        pointed=pattern("(?:{})$", "pointed"),
        one=re.compile(f"^{one}|{one}$"),
    )

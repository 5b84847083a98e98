"""Decide at whom a word is aimed.

A word thrown at somebody stays. Talk about the word, a real mother, praise and fiction make it
vanish; a quotation, oneself, a thing or a pet make it quiet. A weak word (`info`) needs somebody
in its sentence, and becomes a warning where it is tied to one person.

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

_WINDOW: Final = 40
"""Code points on each side that are looked at."""

_SHORT: Final = 12
"""A post of so few code points speaks to somebody, whoever it is."""

_SENTENCE_END: Final = re.compile("[。!?;…\n]")
_CLAUSE_END: Final = re.compile("[。!?;…\n,:、]|\\s{2,}")
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
    kin_word: re.Pattern[str]
    kin_before: re.Pattern[str]
    kin_next: re.Pattern[str]
    person: re.Pattern[str]
    anybody: re.Pattern[str]
    tied: re.Pattern[str]
    one: re.Pattern[str]


def prepare(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Read the cue lists and return the judge for `when: directed`."""
    cues = _cues(words)

    def judge(span: Span, draft: Draft) -> Span | None:
        scene = _scene(span, draft)
        if _vanishes(scene, cues):
            return None
        weak = span.rule.level == "info"
        if _quiet(scene, cues):
            return None if weak else replace(span, level="info")
        if not weak:
            return span
        if cues.tied.search(scene.near):
            return replace(span, level="warning")
        return span if scene.short or cues.anybody.search(scene.sentence) else None

    return judge


def prepare_aimed(words: Words) -> Callable[[Span, Draft], Span | None]:
    """Return the judge for `when: aimed`: a warning only with somebody in sight."""
    cues = _cues(words)

    def judge(span: Span, draft: Draft) -> Span | None:
        scene = _scene(span, draft)
        if _vanishes(scene, cues) or _quiet(scene, cues):
            return None
        if cues.anybody.search(scene.near) or cues.anybody.search(scene.next):
            return span
        return replace(span, level="info")

    return judge


def _vanishes(scene: _Scene, cues: _Cues) -> bool:
    """Tell whether this is no insult at all."""
    return (
        bool(cues.about.search(scene.sentence))
        or (_quoted(scene) and bool(cues.against.search(scene.sentence)))
        or bool(cues.kin_word.search(scene.word) and _real_kin(scene, cues))
        or bool(cues.praise.match(scene.next) and not cues.person.search(scene.near))
    )


def _real_kin(scene: _Scene, cues: _Cues) -> bool:
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
    return (
        _quoted(scene)
        or bool(cues.oneself.search(scene.near))
        or bool(cues.against.search(scene.before) or cues.against.search(scene.next))
        or bool(cues.pet.search(scene.sentence))
        or bool(cues.thing_next.match(scene.next) or cues.generic.match(scene.next))
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
        kin_word=pattern("(?:{})$", "kin"),
        kin_before=pattern("(?:{})$", "kin-before"),
        kin_next=pattern("的?(?:{})", "kin-next"),
        person=re.compile(f"{one}|@"),
        anybody=re.compile(f"{one}|@|{any_of('group')}"),
        tied=re.compile(f"{one}{link}$"),
        one=re.compile(f"^{one}|{one}$"),
    )

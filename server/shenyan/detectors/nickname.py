"""Find the name under which somebody posts: 抖音叫“小鱼儿爱吃糖”, ID：…, 小号叫…, 那个叫…的主播.

A nickname leads to a page as a mention does; like a mention it is a quiet hint. It is made of
everyday words, so that only what stands before it tells; a label such as ID or the name of a
platform is enough where the post wounds, blames or points at somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import ownership
from shenyan.alternation import any_of, starting
from shenyan.cues import Holds, holding
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.strips import Strips

STAGE: Final = 3

_HAN: Final = r"[\u3400-\u9fff]"
_NAME: Final = r"[\u3400-\u9fffa-z0-9_丶·.\-]"
_CHINESE: Final = re.compile(_HAN)
_ORNAMENT: Final = r"(?:(?!\n)[^\w\s,.。!?;()\[\]{}<>“”\"「」『』【】《》])"
_GOES_ON: Final = re.compile(r"[\])】」』”]?[,。!?]\s?\w{2}")
"""A post that names somebody goes on to say what they did."""
_FAR: Final = 64
"""No nickname with the words that lead to it is longer (code points)."""
_NEAR: Final = 30
_WOUNDING: Final = frozenset({"insult", "accusation", "threat", "doxxing", "debt-shaming"})


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    own: Own
    hint: Holds
    pattern: re.Pattern[str]
    calls: re.Pattern[str]
    label: re.Pattern[str]
    site: re.Pattern[str]
    owned: re.Pattern[str]
    talk: re.Pattern[str]
    ends: tuple[str, ...]
    people: tuple[str, ...]
    openers: tuple[str, ...]
    blame: Holds
    somebody: re.Pattern[str]


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `nickname-*`, `account-platforms` and `account-blame`."""
    kit = _kit(rules[0], words)
    strips = Strips(lambda text: ((*m.span(), None) for m in kit.pattern.finditer(text)), _FAR)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        if not kit.hint(text):
            return
        for at, _, _ in strips.find(text):
            match = kit.pattern.match(text, at)
            if match is None:
                continue  # it only looked like one where a strip began
            start, end = match.span(str(match.lastgroup))
            own = kit.own(text, match.start(), start, end)
            if not own and _is_nickname(match, draft, kit):
                yield Span(*draft.folded.span(start, end), kit.rule, kit.rule.level)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    lists = ("calls", "labels", "names", "plain", "owners", "talk")
    calls, labels, names, plain, owners, talk = (
        words.get(f"nickname-{name}", ()) for name in lists
    )
    return _Kit(
        rule,
        ownership.prepare(words),
        holding((*calls, *labels, *_sites(words))),
        _pattern(words),
        re.compile(any_of(calls)),
        re.compile(any_of((*labels, *names, *plain))),
        re.compile(any_of(_sites(words))),
        re.compile(f"的(?:{any_of(owners)})"),
        re.compile(any_of(talk)),
        tuple(words.get("nickname-ends", ())),
        tuple(words.get("nickname-people", ())),
        tuple(words.get("nickname-openers", ())),
        holding(words.get("account-blame", ())),
        re.compile(
            any_of((*words.get("whereabouts-who", ()), *words.get("whereabouts-enemies", ())))
        ),
    )


def _sites(words: Words) -> tuple[str, ...]:
    return (*words.get("account-platforms", ()), *words.get("nickname-platforms", ()))


def _pattern(words: Words) -> re.Pattern[str]:
    """Build a named group for each way in which a nickname may stand there."""
    sites = _sites(words)
    labels, names, plain, calls = (
        words.get(f"nickname-{name}", ()) for name in ("labels", "names", "plain", "calls")
    )
    owners, nobody, nothing, verbs = (
        any_of(words.get(f"nickname-{name}", ())) for name in ("owners", "not", "never", "verbs")
    )
    did = any_of(words.get("nickname-did", ()))
    there = rf"(?:{any_of(sites)})(?:(?:上|里)的?|的)(?:那个|有个|这个)?+"
    sign = rf"(?:[\s:@=→]|{_ORNAMENT}){{0,4}}"
    link, colon = sign, rf"\s?[:=→]{sign}"
    where = rf"(?:{any_of(sites)})(?:上|里)?+(?:的|那个|有个|这个)?+"
    label = (
        rf"(?:{where}(?:{any_of(names)})?(?:{any_of((*names, *labels, *plain))})|{any_of(labels)})"
    )
    told = rf"{label}(?:{link}(?:{any_of((*calls, *words.get('nickname-is', ())))}){link}|{colon})"
    sought = any_of((*calls, *words.get("nickname-search", ())))
    called = rf"{where}(?:{link}(?:{sought}){link}|{colon})"
    known = rf"{where}(?:{any_of(names)})?(?:{any_of(plain)})"
    at_once = rf"(?:{known}\s?(?!{verbs})|{label}\s+(?!{verbs}))"
    quoted = r"[“\"「『【《\[(](?P<quoted>[^”\"」』】》\])\s]{2,14})[”\"」』】》\])]"
    after = any_of(("就是", "是", "那", "就", *words.get("nickname-after", ())))
    end = rf"(?:(?=的?(?:[\s,。!?;、)\]】~…]|$)|的(?:{after}|{owners}))|(?<=\d)(?={_HAN}))"
    value = rf"{_NAME}{{2,14}}?"
    return re.compile(
        rf"{starting((*sites, *labels))}(?:(?:{told}|{called}|{label}{link}){quoted}"
        rf"|{told}(?P<told>(?!{nothing}){value}){end}"
        rf"|{called}(?P<bare>(?!{nobody}){value}){end}"
        rf"|{at_once}(?P<after>(?!{nobody}){value}){end})"
        rf"|{there}(?P<did>(?!{nobody}){value})(?=(?:的|就|还|又)?(?:{did}))"
        rf"|(?<=叫)(?P<owned>(?!{nobody}){value})的(?:{owners})"
    )


def _is_nickname(match: re.Match[str], draft: Draft, kit: _Kit) -> bool:
    """Tell a name from what people say of a site: 小红书：今天吃什么."""
    kind, value = str(match.lastgroup), match[str(match.lastgroup)]
    if _CHINESE.search(value) is None:
        return False  # the detector of accounts judges handles
    if kind == "did":
        return not value.endswith(kit.people) and not value.startswith(kit.openers)
    if kind == "owned" or kit.owned.match(match.string, match.end()):
        return True
    if kind != "quoted" and (kit.talk.search(value) or value.endswith(kit.ends)):
        return False
    return _is_told(match, kind, kit) or _points(match, draft, kit)


def _is_told(match: re.Match[str], kind: str, kit: _Kit) -> bool:
    """Tell whether a label introduces the name and the post goes on, or says “is called”."""
    if kind not in {"told", "quoted"}:
        return False
    if kind == "told" and _GOES_ON.match(match.string, match.end()):
        return True
    head = match.string[match.start() : match.start(kind)]
    named = kit.label if kind == "told" else kit.site
    return named.search(head) is not None and kit.calls.search(head) is not None


def _points(match: re.Match[str], draft: Draft, kit: _Kit) -> bool:
    """Tell whether the post blames somebody, or the words around point at one."""
    low, high = max(match.start() - _NEAR, 0), match.end() + _NEAR
    if kit.blame(match.string) or kit.somebody.search(match.string, low, high):
        return True
    return any(span.rule.category in _WOUNDING for span in draft.spans)

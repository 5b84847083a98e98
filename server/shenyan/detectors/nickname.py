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
from shenyan.alternation import any_of
from shenyan.cues import Holds, holding
from shenyan.detectors import Detector
from shenyan.draft import PERSON, Draft, Span
from shenyan.lazily import Lazy
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.strips import Place, Strips, cut

STAGE: Final = 3

_HAN: Final = r"[\u3400-\u9fff]"
_NAME: Final = r"[\u3400-\u9fffa-z0-9_丶·.\-]"
_NUMBER: Final = re.compile(r"\d[\d\-]{4}")
_CHINESE: Final = re.compile(_HAN)
_ORNAMENT: Final = r"(?:(?!\n)[^\w\s,.。!?;()\[\]{}<>“”\"「」『』【】《》])"
_GOES_ON: Final = re.compile(r"[\])】」』”]?[,。!?]\s?\w{2}")
"""A post that names somebody goes on to say what they did."""
_FAR: Final = 64
"""No nickname with the words that lead to it is longer (code points)."""
_NEAR: Final = 30
_CLOSE: Final = 5
_WOUNDING: Final = frozenset({"insult", "accusation", "threat", "doxxing", "debt-shaming"})


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    own: Own
    hint: Holds
    patterns: tuple[Lazy, ...]
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
    strips = Strips(lambda text: _places(text, kit), _FAR)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        if not kit.hint(text):
            return
        for at, _, which in strips.find(cut(draft.folded)):
            match = kit.patterns[which].match(text, at)
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
        holding((*calls, *labels, *_sites(words), *words.get("nickname-groups", ()))),
        _patterns(words),
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


def _patterns(words: Words) -> tuple[Lazy, ...]:
    """Build a named group for each way in which a nickname may stand there."""
    sites = _sites(words)
    labels, names, plain, calls = (
        words.get(f"nickname-{name}", ()) for name in ("labels", "names", "plain", "calls")
    )
    owners, nobody, nothing, verbs = (
        any_of(words.get(f"nickname-{name}", ())) for name in ("owners", "not", "never", "verbs")
    )
    did = any_of(words.get("nickname-did", ()))
    groups = words.get("nickname-groups", ())
    pointing = "(?:那个|有个|这个|一个|某个|是个)"
    leading = rf"(?:{any_of((*names, *groups))}|(?:上|里)的?|的|{pointing}|\s)"
    there = rf"(?:{any_of((*sites, *groups))}){leading}{{1,3}}+叫?"
    on_it = rf"(?:{any_of(sites)})(?:(?:上|里){pointing}?|[那这]个)"
    online = rf"(?:{any_of((*sites, *groups))})[^\s,.。!?;]{{0,4}}?{pointing}(?:{any_of(names)})?叫"
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
    strong = any_of(w for w in labels if len(w) > 1 and w.endswith(("名", "昵称")))
    at_once = rf"(?:(?:{strong})(?!{verbs})|{known}\s?(?!{verbs})|{label}\s+(?!{verbs}))"
    quoted = r"[“\"「『【《\[(](?P<quoted>[^”\"」』】》\])\s]{2,14})[”\"」』】》\])]"
    called_quoted = quoted.replace("<quoted>", "<called>")
    after = any_of(("就是", "是", "那", "就", *words.get("nickname-after", ())))
    end = rf"(?:(?=的?(?:[\s,。!?;、)\]】~…]|$)|的(?:{after}|{owners}))|(?<=\d)(?={_HAN}))"
    value = rf"(?:{_NAME}|(?<={_NAME}){_ORNAMENT}){{2,14}}?"
    anew = rf"(?:{any_of(words.get('nickname-renamed', ()))}|(?<!\w)号(?:就?是|叫))"
    of_site = rf"这个(?:{any_of(sites)})(?:号|账号|帐号|id)"
    somebody = rf"的[那这]个?(?:[男女人货]|{owners})"
    named = (*sites, *labels, *plain, *groups, "号", *words.get("nickname-renamed", ()))
    first = rf"(?={any_of(named)})"  # one look at all words, instead of one for each branch
    main = Lazy(
        rf"{first}(?:(?:{told}|{called}|{label}{link}|{on_it}){quoted}"
        rf"|{told}(?P<told>(?!{nothing}){value}){end}"
        rf"|{called}(?P<bare>(?!{nobody}){value}){end}"
        rf"|{at_once}(?P<after>(?!{nobody}){value}){end}"
        rf"|{there}(?P<did>(?!{nobody}){value})(?=[\s,]?(?:的|就|还|又)?(?:{did}))"
        rf"|(?:{any_of((*labels, *plain))})(?P<tagged>(?!{nothing}){value})(?={somebody})"
        rf"|{anew}(?P<anew>(?!{nobody}|{nothing}){value}){end}"
        rf"|(?:{any_of(sites)})(?:号|账号|帐号)?(?:就?是)(?P<his>(?!{nobody}|{nothing}){value}){end}"
        rf"|{online}(?P<named>(?!{nobody}){value})(?=的(?:{did}|[\s,])))"
    )
    called_so = Lazy(
        rf"{pointing}(?:{any_of(names)})?叫{called_quoted}"
        rf"|(?<=叫)(?P<owned>(?!{nobody}){value})的(?:{owners})"
    )
    return main, called_so, Lazy(rf"(?<!\w)(?P<this>{value}){of_site}")


def _places(text: str, kit: _Kit) -> Iterator[Place[int]]:
    """Give what looks like a nickname and by which pattern; without its word none is tried."""
    for which, (word, pattern) in enumerate(zip(("", "叫", "这个"), kit.patterns, strict=True)):
        if word in text:
            for match in pattern.finditer(text):
                yield *match.span(), which


def _is_nickname(match: re.Match[str], draft: Draft, kit: _Kit) -> bool:
    """Tell a name from what people say of a site: 小红书：今天吃什么."""
    kind, value = str(match.lastgroup), match[str(match.lastgroup)]
    if _CHINESE.search(value) is None or _NUMBER.match(value) or kit.site.fullmatch(value):
        return False  # the detector of accounts judges handles and numbers: QQ号608359528欢迎骚扰
    if kind == "did":
        return not value.endswith(kit.people) and not value.startswith(kit.openers)
    if not _may_be(match, kind, draft, kit):
        return False
    if kind == "owned" or kit.owned.match(match.string, match.end()):
        return True
    if kind not in {"quoted", "called"} and (kit.talk.search(value) or value.endswith(kit.ends)):
        return False
    return _is_told(match, kind, kit) or _points(match, draft, kit)


def _may_be(match: re.Match[str], kind: str, draft: Draft, kit: _Kit) -> bool:
    """Leave out a person's own name (群里有个叫张建国的) and what is nobody's name on a site.

    Before 他的网易云是… somebody has to stand, and a site before 改名前叫….
    """
    if kind in {"named", "called"}:
        return PERSON not in draft.masked[slice(*match.span(kind))]
    if kind not in {"his", "anew"}:
        return True
    low = max(match.start() - (_NEAR if kind == "anew" else _CLOSE), 0)
    before = draft.masked[low : match.start()]
    if kind == "his":
        return PERSON in before or kit.somebody.search(before) is not None
    return kit.site.search(before) is not None or kit.label.search(before) is not None


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

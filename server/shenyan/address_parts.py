"""Read the parts of an address, 17号楼, 3单元, 1203室, 第二排, 靠河那户, and the names before.

A chain of parts is built first; then it reaches left for the name of the estate, the road or the
village. Whether somebody lives there is for the detector to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Final

from shenyan import cues
from shenyan.alternation import any_of, starting
from shenyan.cues import Cues, Endings, Holds, endings, holding
from shenyan.normalize import fold_text
from shenyan.rules import Words
from shenyan.strips import Cut, Place, Strips

NAME: Final = re.compile(r"(?:[\u3400-\u9fff0-9a-z·“”]|(?<=[a-z0-9]) (?=[a-z0-9]))*$")

_BETWEEN: Final = 12
_TELLING: Final = 8
_NUMERALS: Final = "零〇一二三四五六七八九十百甲乙丙丁戊己庚辛"
_DIGITS: Final = "零〇一二三四五六七八九"
_HAN: Final = r"[\u3400-\u9fff]"
_SIDES: Final = "东西南北中左右前后"
_KINDS: Final = ("building", "unit", "room", "number", "row", "minor", "floor")
_LINES: Final = ("parts", "relations", "looks")
_HINTS: Final = ("doorno", "lodging", "exact", "vague")
_SEEN_BEHIND: Final = frozenset({"beside", "building", "door", "end", "floor", "side", "look"})
_FAR: Final = 64
"""No part, with what is looked at beside it, is longer (code points)."""
_TELLS: Final = re.compile(r"[\u3400-\u9fff,\s]*")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an address: `kind` is the line of `address-parts` it comes from."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the search for parts and names needs; made once from the lists `address-*`."""

    hint: Holds
    pair: re.Pattern[str]
    parts: Strips[str]
    """Finds all parts with their kinds."""
    join: re.Pattern[str]
    starts: Cues
    inside: frozenset[str]
    area: re.Pattern[str]
    placed: re.Pattern[str]
    provinces: re.Pattern[str]
    estate: re.Pattern[str]
    home: re.Pattern[str]
    landmark: Endings
    lives: Endings


def prepare(words: Words) -> Grammar:
    """Make the grammar from the word lists."""
    kinds = kinds_of(words)
    ends, doors, joins, homes, spots, signs = (
        words.get(f"address-{name}", ())
        for name in ("ends", "doors", "joins", "homes", "spots", "signs")
    )
    provinces = words.get("provinces", ())
    return Grammar(
        holding([*ends, *doors, *signs, *(w for k in _HINTS for w in kinds[k])]),
        _pair(kinds),
        _reading(_parts(kinds, ends, doors, spots, signs, words.get("address-broken", ()))),
        re.compile(rf"[\s,\-#]{{0,2}}(?:{any_of(joins)})?[\s\-#:]?"),
        cues.prepare(_starts(words), words.get("address-names", ())),
        frozenset(words.get("address-name-starts", ())),
        re.compile(rf"(?:{any_of(kinds['admin'])}|{any_of(kinds['village'])})$"),
        re.compile(rf"(?:{any_of((*kinds['estate'], *kinds['road'], *kinds['admin']))})$"),
        re.compile(
            rf"(?:{any_of(provinces)})(?!{any_of(kinds['road'])})"
            rf"|(?:{any_of(words.get('address-cities', ()))})(?=市|{_HAN}{{1,3}}?[区县镇])"
        ),
        re.compile(rf"(?:{any_of(kinds['estate'])})\W?$"),
        re.compile(any_of(homes)),
        endings(fold_text(word) for word in words.get("address-landmarks", ())),
        endings(fold_text(word) for word in words.get("address-cues", ())),
    )


def _starts(words: Words) -> list[str]:
    """List the words after which an address begins; those for a person are among them."""
    lists = ("address-starts", "whereabouts-who", "whereabouts-enemies")
    return [word for name in lists for word in words.get(name, ())]


def kinds_of(words: Words) -> dict[str, list[str]]:
    """Read `address-parts`, `-relations` and `-looks`: the kind of a line, then its words."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for line in (w for name in _LINES for w in words.get(f"address-{name}", ())):
        kind, *names = line.split()
        kinds[kind] += [fold_text(name) for name in names]
    return kinds


def _parts(
    kinds: dict[str, list[str]],
    ends: Sequence[str],
    doors: Sequence[str],
    spots: Sequence[str],
    signs: Sequence[str],
    broken: Sequence[str],
) -> re.Pattern[str]:
    """Build the pattern of one part, a named group for each kind."""
    digits = r"(?:[甲乙丙丁戊]\s?)?\d{1,5}(?:-\d{1,2}(?=号)| (?=[\u3400-\u9fff]))?"
    number = rf"(?:{digits}|[{_NUMERALS}]{{1,5}}|(?<![a-z])[a-z]\d{{0,2}})"
    words = "|".join(f"(?P<{kind}>{any_of(kinds[kind])})" for kind in _KINDS)
    side = rf"(?P<side>[{_SIDES}](?:{any_of(kinds['side'])}))"
    dashed = (
        r"(?P<dashed>(?<![\d\-.])[a-z]?\d{1,3}[甲乙丙]? ?- ?"
        r"(?:[1-9]\d? ?- ?\d{1,4}|\d{3,4})(?![\d\-])"
        r"|(?<![a-z\d])[a-z]\d{1,2}[,\s]\s?\d{3,4}(?!\d))"
    )
    door_number = rf"(?:{any_of(kinds['doorno'])})[:是为]?\s?[a-z]?\d{{2,5}}(?!\d)"
    lodging = (
        rf"(?P<lodging>(?:{any_of(kinds['lodging'])})(?:[(]?{_HAN}{{0,6}}店[)]?)?[,\s]{{0,2}}[a-z]?\d{{3,4}}(?![\d年元块])"
        rf"(?:号房|房间|房|号|室)?|{door_number})"
    )
    hand = r"(?:[左右东西南北中](?:边|侧|面|手边?|首|头)的?)?"
    house = rf"(?:{any_of(kinds['house'])})(?![上下])"
    door = rf"(?P<door>{hand}(?:{any_of(doors)})(?:{_HAN}{{0,7}}?{house})?)"
    nth = rf"(?P<nth>(?:第|最后|倒数){number}(?:{any_of(kinds['nth'])}))"
    spot = rf"(?:{any_of(spots)})(?:(?:[a-z]\d{{1,4}}|\d{{3,4}})(?![\d号]))?"
    last = rf"{nth}|(?P<spot>{spot})|(?P<end>{any_of(ends)})"
    bare = (
        rf"(?P<bare>[a-z]?\d{{3,4}}(?!\d)|[a-z]?\d{{1,2}}-\d{{1,4}}(?![\d\-.:])|[{_DIGITS}]{{3,4}})"
    )
    relations = (*kinds["exact"], *kinds["vague"])
    beside = rf"(?P<beside>{any_of(relations)})"
    look = (
        rf"(?P<look>(?:{any_of(kinds['colour'])})(?:{any_of(kinds['stuff'])}){{0,3}}的?"
        rf"(?:{any_of(kinds['house'])})(?:那[家户栋])?"
        rf"|(?:{any_of(signs)})[着了]?{_HAN}{{1,8}}?(?={any_of(doors)}|(?!{_HAN})))"
    )
    told = (
        *kinds["doorno"],
        *kinds["lodging"],
        *ends,
        *doors,
        *spots,
        *relations,
        *kinds["colour"],
        *signs,
    )
    first = starting(told, rf"\da-z{_NUMERALS}{_SIDES}第最倒")
    return re.compile(
        rf"{first}(?!{any_of(broken)})(?:{lodging}|{dashed}|{number}(?:{words})|{side}|{bare}|{door}|{last}|{beside}"
        rf"|{look})"
    )


def _reading(parts: re.Pattern[str]) -> Strips[str]:
    def read(text: str) -> Iterator[Place[str]]:
        return ((*match.span(), str(match.lastgroup)) for match in parts.finditer(text))

    return Strips(read, _FAR)


def _pair(kinds: dict[str, list[str]]) -> re.Pattern[str]:
    """Build what nearly every address contains: a number and a word for a part, or a dash."""
    first = "".join({word[0] for kind in (*_KINDS, "nth") for word in kinds[kind]})
    return re.compile(
        rf"[\da-z{_NUMERALS}] ?(?:[{re.escape(first)}]|-\d)|[a-z]\d{{1,2}}[,\s]\s?\d{{3}}"
    )


def chains(cut: Cut, grammar: Grammar) -> Iterator[list[Part]]:
    """Group the parts that follow each other closely."""
    text = cut.text
    if not grammar.hint(text) and grammar.pair.search(text) is None:
        return
    chain: list[Part] = []
    for part in starmap(Part, grammar.parts.find(cut)):
        if chain and not _follows(text, chain[-1], part, grammar):
            yield chain
            chain = []
        if chain or _may_begin(text, part, grammar):
            chain.append(part)
    if chain:
        yield chain


def _may_begin(text: str, part: Part, grammar: Grammar) -> bool:
    """Tell 世纪公寓22-8, building and room after the name of an estate, from a score.

    Likewise 金桂小区车库 from a garage somewhere.
    """
    if part.kind == "beside":
        return _by_a_landmark(text, part.start, grammar)
    if part.kind not in {"bare", "spot"}:
        return part.kind not in {"side", "look"}
    if part.kind == "bare" and "-" not in text[part.start : part.end]:
        return False
    return grammar.home.search(text, max(part.start - _TELLING, 0), part.start) is not None


def _by_a_landmark(text: str, at: int, grammar: Grammar) -> bool:
    """Tell 面馆楼上 and 村委会的后头 from 楼上 alone."""
    return grammar.landmark(text, at) or (
        text[at - 1 : at] == "的" and grammar.landmark(text, at - 1)
    )


def _tells_on(text: str, before: Part, part: Part, grammar: Grammar) -> bool:
    """Tell whether a landmark follows closely, or how the house beside a landmark looks."""
    between = text[before.end : part.start]
    if len(between) > _TELLING:
        return False
    if part.kind == "look":
        return before.kind in _SEEN_BEHIND and _TELLS.fullmatch(between) is not None
    return NAME.fullmatch(between) is not None and _by_a_landmark(text, part.start, grammar)


def _room_follows(before: str, between: str, joined: bool) -> bool:
    """Tell whether a room without a word follows what is of the kind `before`."""
    if between in {"-", ","}:
        return before == "unit" or (between == "-" and before == "building")
    if before not in {"building", "unit", "floor", "number", "side", "beside"}:
        return False
    return between in {"", " "} or (between[-1:] not in ", -" and joined)


def _follows(text: str, before: Part, part: Part, grammar: Grammar) -> bool:
    """Tell whether a part continues the address: at once, or after the name of an estate."""
    between = text[before.end : part.start]
    if before.kind == "beside":
        between = between.removeprefix("的")
    joined = grammar.join.fullmatch(between) is not None
    if part.kind == "bare":
        return _room_follows(before.kind, between, joined)
    if joined or part.kind in {"beside", "look"}:
        return part.kind not in {"beside", "look"} or _tells_on(text, before, part, grammar)
    if part.kind in {"door", "nth", "end"} and len(between) <= _TELLING:
        return _TELLS.fullmatch(between) is not None
    if len(between) > _BETWEEN or grammar.starts.within(
        text, part.start - len(between), part.start
    ):
        return False
    if before.kind == "number" and part.kind == "building":
        between = between.removeprefix(" ")  # 望北台路27号 榕景轩2座
    return grammar.estate.search(between) is not None and NAME.fullmatch(between) is not None

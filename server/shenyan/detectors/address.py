"""Find home addresses: from the province to the room, or only 金桂苑3栋2单元501.

An address is a chain of parts that a number and a word make (17号楼, 3单元, 1203室), with place
names before and between. The chain is built first, then it reaches left for the name before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import cues, ownership
from shenyan.cues import Cues
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.normalize import Folded, fold_text
from shenyan.ownership import Own
from shenyan.rules import Rule, Words

STAGE: Final = 0

_HEAD: Final = 30
_BETWEEN: Final = 12
_AROUND: Final = 16
_NAME: Final = re.compile(r"[\u3400-\u9fff0-9a-z·]*$")
_ADMIN: Final = 12
_VILLAGE: Final = 3
_NUMERALS: Final = "零〇一二三四五六七八九十百甲乙丙丁"
_KINDS: Final = ("building", "unit", "room", "number", "minor", "floor")
_SENTENCE_END: Final = re.compile(r"[。!?]")


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of an address: `kind` is the line of `address-parts` it comes from."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    hint: re.Pattern[str]
    parts: re.Pattern[str]
    join: re.Pattern[str]
    business: re.Pattern[str]
    starts: Cues
    cues: re.Pattern[str]
    own: Own
    provinces: re.Pattern[str]
    admin: re.Pattern[str]
    road: re.Pattern[str]
    village: re.Pattern[str]
    estate: re.Pattern[str]
    public: re.Pattern[str]
    not_after: tuple[str, ...]
    mask: str


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `address-*`."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        if kit.hint.search(text) is None:
            return
        for chain in _chains(text, kit):
            start = _head(text, chain[0].start, kit)
            end = chain[-1].end
            if _is_home(text, start, chain, kit):
                yield _span(start, end, draft.folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    kinds: dict[str, list[str]] = defaultdict(list)
    for line in words.get("address-parts", ()):
        kind, *names = line.split()
        kinds[kind] += [fold_text(name) for name in names]

    def listed(name: str) -> list[str]:
        return [fold_text(word) for word in words.get(name, ())]

    return _Kit(
        rule,
        _hint(kinds),
        _parts(kinds, listed("address-ends")),
        re.compile(rf"[\s,\-#]{{0,2}}(?:{_any(listed('address-joins'))})?[\s\-#:]?"),
        re.compile(_any(listed("business"))),
        cues.prepare(words.get("address-starts", ()), words.get("address-names", ())),
        re.compile(_any(listed("address-cues"))),
        ownership.prepare(words),
        re.compile(rf"(?:{_any(listed('provinces'))})(?!{_any(kinds['road'])})"),
        re.compile(_any(kinds["admin"])),
        re.compile(rf"(?:{_any(kinds['road'])})\W?$"),
        re.compile(_any(kinds["village"])),
        re.compile(rf"(?:{_any(kinds['estate'])})\W?$"),
        re.compile(_any(listed("address-public"))),
        tuple(listed("address-not-after")),
        next(iter(words.get("address-masks", ())), ""),
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _parts(kinds: dict[str, list[str]], ends: Sequence[str]) -> re.Pattern[str]:
    """Build the pattern of one part, a named group for each kind."""
    number = rf"(?:\d{{1,5}}|[{_NUMERALS}]{{1,5}}|(?<![a-z])[a-z]\d{{0,2}})"
    words = "|".join(f"(?P<{kind}>{_any(kinds[kind])})" for kind in _KINDS)
    dashed = r"(?P<dashed>(?<![\d\-.])\d{1,3}[甲乙丙]?-(?:\d{1,2}-\d{1,4}|\d{3,4})(?![\d\-]))"
    lodging = rf"(?P<lodging>(?:{_any(kinds['lodging'])})\d{{3,4}}(?!\d))"
    last = rf"(?P<end>第{number}(?:家|户|间|排)|{_any(ends)})"
    return re.compile(rf"{lodging}|{dashed}|{number}(?:{words})|(?P<bare>\d{{3,4}}(?!\d))|{last}")


def _hint(kinds: dict[str, list[str]]) -> re.Pattern[str]:
    """Build what every address contains: a number and a word for a part, or a dash."""
    first = "".join({word[0] for kind in _KINDS for word in kinds[kind]})
    number = rf"[\da-z{_NUMERALS}](?:[{re.escape(first)}家户间排]|-\d)"
    return re.compile(rf"{number}|(?:{_any(kinds['lodging'])})\d")


def _chains(text: str, kit: _Kit) -> Iterator[list[_Part]]:
    """Group the parts that follow each other closely."""
    chain: list[_Part] = []
    for match in kit.parts.finditer(text):
        part = _Part(*match.span(), str(match.lastgroup))
        if chain and not _follows(text, chain[-1], part, kit):
            yield chain
            chain = []
        if chain or part.kind != "bare":
            chain.append(part)
    if chain:
        yield chain


def _follows(text: str, before: _Part, part: _Part, kit: _Kit) -> bool:
    """Tell whether a part continues the address: at once, or after the name of an estate."""
    between = text[before.end : part.start]
    if part.kind == "bare" and before.kind not in {"building", "unit", "floor", "number"}:
        return False
    if part.kind == "bare":
        return between in {"", " "} or (between[-1:] not in ", -" and _is_join(between, kit))
    if _is_join(between, kit):
        return True
    if len(between) > _BETWEEN or kit.starts.within(text, before.end, part.start):
        return False
    return kit.estate.search(between) is not None and _NAME.fullmatch(between) is not None


def _is_join(between: str, kit: _Kit) -> bool:
    return kit.join.fullmatch(between) is not None


def _head(text: str, end: int, kit: _Kit) -> int:
    """Give the place where the names before the first part begin."""
    if text[end - 1 : end] == " " and kit.estate.search(text, max(end - _HEAD, 0), end):
        end -= 1  # 莲花小区 7号楼
    name = _NAME.search(text, max(end - _HEAD, 0), end)
    begin = name.start() if name else end
    province = kit.provinces.search(text, begin, end)
    if province is not None:
        return province.start()
    stops = [cue.end for cue in kit.starts.within(text, begin, end) if cue.good]
    return max([begin, *stops])


def _is_home(text: str, start: int, chain: list[_Part], kit: _Kit) -> bool:
    """Ask whether somebody lives there: the words around, then how far down the chain goes."""
    end = chain[-1].end
    near = _SENTENCE_END.split(text[max(start - _AROUND, 0) : start + 1])[-1]
    cued = kit.cues.search(near) is not None
    public = text.startswith(kit.not_after, end) or kit.public.search(text, start, end)
    if (public and not cued) or kit.business.search(text, max(start - _AROUND, 0), end + _AROUND):
        return False
    kinds = {part.kind for part in chain}
    head = text[start : chain[0].start]
    if kinds <= {"dashed", "end"}:
        return _is_short_form(text[start:end], head, kinds, cued, kit)
    if "minor" in kinds and kit.village.search(head):
        return cued or len(kit.admin.findall(head)) > 1
    if len(chain) > 1 and _goes_down_to_a_door(kinds):
        return len(head) > 1 or (cued and not kinds <= {"building", "floor"})
    if "number" not in kinds:
        return cued and ("lodging" in kinds or ("building" in kinds and len(head) > 1))
    placed = kit.road.search(head) or kit.village.search(text, start, end)
    return bool(placed and (cued or kit.admin.search(head[:-2])))


def _is_short_form(whole: str, head: str, kinds: set[str], cued: bool, kit: _Kit) -> bool:
    """Judge 绿洲花苑14-1-1001, and the last house of a village."""
    if "dashed" in kinds:
        named = len(head) > 1 and kit.estate.search(head) is not None
        return named or (whole.count("-") > 1 and (cued or len(head) > _VILLAGE))
    return len(head) > _VILLAGE and kit.village.search(head) is not None


def _goes_down_to_a_door(kinds: set[str]) -> bool:
    if "dashed" in kinds:
        return True
    fine = kinds & {"unit", "room", "bare", "floor", "end"}
    return bool(fine and kinds & {"building", "number", "minor", "unit"})


def _is_estate(text: str, part: re.Match[str], kit: _Kit) -> bool:
    """Tell a housing estate (小区) from a district (区)."""
    name = kit.estate.search(text, part.start() - 1, part.end())
    return name is not None and name.start() < part.start()


def _span(start: int, end: int, folded: Folded, kit: _Kit) -> Span:
    text = folded.text
    parts = kit.admin.finditer(text, start, min(end, start + _ADMIN))
    admin = [m.end() for m in parts if m.start() - start > 1 and not _is_estate(text, m, kit)]
    first, last = folded.span(start, end)
    kept = folded.source[first : folded.ends[admin[-1] - 1]] if admin else ""
    own = kit.own(text, start, start, end)
    mask = f"{kept}{kit.mask}" if kit.mask else None
    return Span(first, last, kit.rule, kit.rule.level, mask, own=own)

"""Find home addresses: from the province to the room, or only 金桂苑3栋2单元501.

An address is a chain of parts that a number and a word make (17号楼, 3单元, 1203室), with place
names before and between (see `address_parts`). Here it is judged: does somebody live there, or is
it a shop, an office, a ward? Somebody's place of work counts where the words around point at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import address_masks, address_parts, cues, ownership
from shenyan.address_masks import Mask
from shenyan.address_parts import Grammar, Part, chains, head, kinds_of
from shenyan.alternation import any_of
from shenyan.cues import Cues
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.normalize import Folded, fold_text
from shenyan.ownership import Own
from shenyan.rules import Rule, Words

STAGE: Final = 0

_AROUND: Final = 16
_BEHIND: Final = 10
_VILLAGE: Final = 3
_FOLLOWING: Final = re.compile(r"[,\s]?[\u3400-\u9fff0-9a-z]*")
_ROOM: Final = re.compile(r"-\d{3,4}$")
_NUMBERED: Final = re.compile(r"\d\d|床")
_UPSTAIRS: Final = re.compile(r"[^号#]楼$")
_SENTENCE_END: Final = re.compile(r"[。!?]")
_FINE: Final = frozenset({"unit", "room", "bare", "floor", "end", "nth", "door", "side", "spot"})
_LAST: Final = frozenset({"end", "nth", "door", "spot"})
_HOUSE: Final = frozenset({"building", "unit", "room"})
_VAGUE: Final = frozenset({"building", "floor"})
_TOLD: Final = frozenset({"beside", "look"})
_NARROW: Final = frozenset({"floor", "room", "bare", "door", "side", "nth", "spot", "end", "look"})
_COARSE: Final = frozenset({"building", "number", "minor", "unit", "row"})


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    grammar: Grammar
    cues: Cues
    words: Mapping[str, re.Pattern[str]]
    road: re.Pattern[str]
    own: Own
    not_after: tuple[str, ...]
    never_after: tuple[str, ...]
    mask: Mask

    def places(self, name: str) -> int:
        """Count the towns and villages that a name goes through."""
        return len(self.words["admin"].findall(name)) + len(self.words["village"].findall(name))


@dataclass(frozen=True, slots=True)
class _Place:
    """A chain as it is judged: its text, the name before its parts, and the words around."""

    whole: str
    name: str
    kinds: frozenset[str]
    told: frozenset[str]
    last: str
    near: str
    after: str
    cued: bool
    somebody: bool
    aimed: bool
    pointed: bool

    @property
    def sought(self) -> bool:
        """Tell whether the words around speak of somebody or send people there."""
        return self.somebody or self.aimed or self.cued


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `address-*`."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        for chain in chains(text, kit.grammar):
            start = head(text, chain[0], kit.grammar)
            if _leads_to_somebody(text, start, chain, kit):
                yield _span(start, chain, draft.folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    def folded(name: str) -> tuple[str, ...]:
        return tuple(fold_text(word) for word in words.get(f"address-{name}", ()))

    kinds = kinds_of(words)
    listed = {
        name: words.get(list_name, ())
        for name, list_name in (
            ("business", "business"),
            ("firm", "address-firms"),
            ("institution", "address-institutions"),
            ("hunt", "whereabouts-hunt"),
            ("enemy", "whereabouts-enemies"),
            ("label", "address-labels"),
            ("work", "address-work"),
            ("sought", "address-sought"),
            ("office", "address-offices"),
            ("public", "address-public"),
        )
    }
    patterns = {name: re.compile(any_of(found)) for name, found in listed.items()}
    who = any_of(
        (*words.get("whereabouts-who", ()), *words.get("whereabouts-enemies", ()), *_pointed(words))
    )
    lived = any_of(words.get("address-lives", ()))
    patterns["somebody"] = re.compile(who)
    patterns["pointed"] = re.compile(rf"[的\s,]*(?:住着|住的)?(?:{who}|[那这]个?[男女])")
    patterns["behind"] = re.compile(
        rf"{any_of(words.get('address-behind', ()))}"
        rf"|[,\s]{{0,2}}(?:这?就?是|系|住着|住的是)?(?:{who})(?:们)?[\u3400-\u9fff]{{0,2}}?(?:{lived})"
    )
    patterns |= {kind: re.compile(any_of(kinds[kind])) for kind in ("admin", "village", "exact")}
    patterns["numbered"] = re.compile(any_of(kinds["doorno"]))
    return _Kit(
        rule,
        address_parts.prepare(words),
        cues.prepare(words.get("address-cues", ()), words.get("address-names", ())),
        patterns,
        re.compile(rf"(?:{any_of(kinds['road'])})\W?$"),
        ownership.prepare(words),
        folded("not-after"),
        folded("never-after"),
        address_masks.prepare(words),
    )


def _pointed(words: Words) -> list[str]:
    """List the people a post points at by what they do: 那个讲师, 这司机."""
    roles = words.get("whereabouts-roles", ())
    return [pointing + role for pointing in ("这", "那", "这个", "那个") for role in roles]


def _place(text: str, start: int, chain: Sequence[Part], kit: _Kit) -> _Place:
    """Read a chain and the words around it."""
    end = chain[-1].end
    near = _SENTENCE_END.split(text[max(start - _AROUND, 0) : start + 1])[-1]
    cued = any(cue.good for cue in kit.cues.within(near, 0, len(near)))
    kinds = frozenset(part.kind for part in chain) - _TOLD
    towers = [text[part.start : part.end] for part in chain if part.kind == "building"]
    if any(_UPSTAIRS.search(tower) for tower in towers[1:]):
        kinds |= {"floor"}  # 88幢2楼
    return _Place(
        whole=text[start:end],
        name=text[start : chain[0].start],
        kinds=kinds,
        told=frozenset(part.kind for part in chain) & _TOLD,
        last=chain[-1].kind,
        near=near,
        after=text[end : end + _BEHIND],
        cued=cued or kit.words["behind"].match(text, end) is not None,
        somebody=kit.words["somebody"].search(near) is not None,
        pointed=kit.words["pointed"].match(text, end) is not None,
        aimed=kit.words["hunt"].search(text, max(start - _AROUND, 0), end + _AROUND) is not None,
    )


def _leads_to_somebody(text: str, start: int, chain: Sequence[Part], kit: _Kit) -> bool:
    """Ask the words around, then how far down the chain goes."""
    end = chain[-1].end
    if text.startswith(kit.never_after, end):
        return False
    place = _place(text, start, chain, kit)
    door = place.somebody and _goes_down_to_a_door(place.kinds)
    if not door and kit.words["business"].search(text, max(start - _AROUND, 0), end + _AROUND):
        return False
    if "lodging" in place.kinds and _is_met(place, kit):
        return True
    public = not place.cued and not (door and place.aimed) and _is_public(place, kit)
    if not public and not _is_firm(place, kit):
        told = "beside" in place.told and _is_told(place, kit)
        if told or (place.kinds and _is_home(place, _is_said(place, kit), kit)):
            return True
    return _is_work(place, kit)


def _is_met(place: _Place, kit: _Kit) -> bool:
    """Tell a room of a hotel in which somebody is: 亚朵西湖店 1509房 他俩今晚都在.

    The mere number of a room, 房号806, needs more: that somebody lives or stays there.
    """
    if place.cued or kit.words["numbered"].match(place.whole):
        return place.cued
    after = kit.words["somebody"].match(place.after.lstrip(" ,"))
    return place.somebody or after is not None


def _is_public(place: _Place, kit: _Kit) -> bool:
    """Tell a place that is nobody's home by its own name or by the name behind its number."""
    following = _FOLLOWING.match(place.after)
    return bool(
        place.after.startswith(kit.not_after)
        or kit.words["public"].search(place.whole)
        or (following and kit.words["public"].search(following[0]))
    )


def _is_firm(place: _Place, kit: _Kit) -> bool:
    """Tell the address of a firm or an institution, unless somebody in it is spoken of."""
    if place.somebody:
        return False
    institution = not place.cued and kit.words["institution"].search(place.near)
    return bool(institution or kit.words["firm"].search(place.near))


def _is_said(place: _Place, kit: _Kit) -> bool:
    """Tell whether the words before call it an address; a mere house number needs somebody."""
    labelled = kit.words["label"].search(place.near) is not None
    if place.kinds == {"number"}:
        return place.cued or (labelled and place.somebody)
    in_estate = "building" in place.kinds and kit.grammar.home.search(place.whole) is not None
    return place.cued or labelled or (in_estate and place.somebody)


def _is_told(place: _Place, kit: _Kit) -> bool:
    """Tell a home told by what it lies beside: 住面馆楼上，三楼左门; 他家在粮站后头那栋红楼."""
    if (place.kinds | place.told) & _NARROW:
        return place.cued or place.somebody
    somebody = place.somebody or kit.words["somebody"].search(place.after) is not None
    exact = kit.words["exact"].search(place.whole) or kit.places(place.name) > 0
    return place.cued and somebody and bool(exact)


def _is_work(place: _Place, kit: _Kit) -> bool:
    """Tell where somebody works, down to the floor: 她公司在科创大厦B座17层, 金茂大楼23楼找他."""
    if not {"floor", "room", "building", "lodging"} & place.kinds:
        return False
    if not kit.words["office"].search(place.whole):
        return False
    return bool(kit.words["work"].search(place.near) or kit.words["sought"].search(place.after))


def _is_home(place: _Place, said: bool, kit: _Kit) -> bool:
    kinds = place.kinds
    if kinds <= {"dashed", "bare"} | _LAST:
        return _is_short_form(place, said, kit)
    counted = kinds & {"nth", "door"} and said
    if (
        "minor" in kinds
        and not counted
        and not kinds & _HOUSE
        and kit.words["village"].search(place.name)
    ):
        return said or kit.places(place.name) > 1
    if {"minor", "dashed"} <= kinds and _ROOM.search(place.whole):
        return True  # 丁区8-2-1402
    named = len(place.name) > 1 and kit.grammar.home.sub("", place.name) != ""
    roomy = bool(kinds & {"room", "bare", "lodging"})
    lived_in = (named or roomy) and kit.grammar.home.search(place.whole) is not None
    if _goes_down_to_a_door(kinds):
        if named and (lived_in or not kinds <= {"floor"} | _LAST):
            return True
        if place.pointed and kit.grammar.home.search(place.whole):
            return True  # 16舍4楼水房隔壁那个女的
        at_a_door = "door" in kinds and bool(kinds & {"room", "bare"})
        return lived_in or at_a_door or (said and not kinds <= _VAGUE)
    return _is_placed(place, said, lived_in and named, kit)


def _is_placed(place: _Place, said: bool, lived_in: bool, kit: _Kit) -> bool:
    """Judge what has one part only: a number in a road, a building or a room of a named house."""
    kinds, name = place.kinds, place.name
    if "building" in kinds and len(name) >= _VILLAGE and kit.words["enemy"].search(place.near):
        return True  # 前男友云锦世家4幢的
    if place.last == "number" and "building" in kinds and len(name) > 1:
        return True  # 红星路二段九号院三栋五号
    roomy = kinds <= {"room", "floor", "lodging"} and _NUMBERED.search(place.whole)
    if roomy and kinds != {"floor"} and place.sought:
        return len(name) > 1 or "lodging" in kinds  # 她六院住院部十二楼37床
    if "number" not in kinds:
        return ("lodging" in kinds and (said or lived_in)) or (
            said and "building" in kinds and len(name) > 1
        )
    if kinds == {"minor"} and (said or place.pointed) and kit.road.search(name):
        return True  # 古猗园路1099弄的那个女租客
    if place.somebody and "minor" in kinds and len(name) >= _VILLAGE:
        return True  # 老赖在城北钢材市场D区26号
    if said and "row" in kinds:
        return True
    if lived_in and (kit.road.search(name) or "row" in kinds):
        return True
    placed = kit.road.search(name) or kit.words["village"].search(place.whole)
    return bool(placed and (said or kit.words["admin"].search(name[:-2])))


def _is_short_form(place: _Place, said: bool, kit: _Kit) -> bool:
    """Judge 绿洲花苑14-1-1001, and the last house of a village."""
    kinds, name = place.kinds, place.name
    if "bare" in kinds:
        return True  # it stands right after the name of an estate
    if "dashed" in kinds:
        named = len(name) > 1 and kit.grammar.estate.search(name) is not None
        sought = place.somebody or place.aimed
        if sought and len(name) >= _VILLAGE:
            return True  # 滨江凯旋门T3，2206
        return named or (place.whole.count("-") > 1 and (said or len(name) > _VILLAGE))
    pointed = said or kit.words["somebody"].search(place.after) is not None
    if pointed and len(name) > _VILLAGE and kit.grammar.home.search(name):
        return True
    if said and (len(kinds & _LAST) > 1 or len(name) > _VILLAGE):
        return len(name) > 1
    return len(name) >= _VILLAGE and kit.words["village"].search(name) is not None


def _goes_down_to_a_door(kinds: frozenset[str]) -> bool:
    if "dashed" in kinds or ("floor" in kinds and kinds & _LAST):
        return True
    return len(kinds) > 1 and bool(kinds & _FINE and kinds & _COARSE)


def _span(start: int, chain: Sequence[Part], folded: Folded, kit: _Kit) -> Span:
    end = chain[-1].end
    own = kit.own(folded.text, start, start, end)
    mask = kit.mask(folded, start, end)
    return Span(*folded.span(start, end), kit.rule, kit.rule.level, mask, own=own)

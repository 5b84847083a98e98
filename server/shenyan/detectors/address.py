"""Find home addresses: from the province to the room, or only 金桂苑3栋2单元501.

An address is a chain of parts that a number and a word make (17号楼, 3单元, 1203室), with place
names before and between (see `address_parts`). Here it is judged: does somebody live there, or is
it a shop, an office, a ward? Somebody's place of work counts where the words around point at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan import address_masks, address_parts, address_view, cues, ownership
from shenyan.address_heads import head
from shenyan.address_homes import Homes, Place, goes_down_to_a_door, is_home
from shenyan.address_masks import Mask
from shenyan.address_parts import Part, chains, kinds_of
from shenyan.address_view import View
from shenyan.alternation import any_of
from shenyan.cues import Cues
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.normalize import Folded, fold_text
from shenyan.ownership import Own
from shenyan.rules import Rule, Words
from shenyan.strips import cut

STAGE: Final = 0

_AROUND: Final = 16
_BEHIND: Final = 10
_FOLLOWING: Final = re.compile(r"[,\s]?[\u3400-\u9fff0-9a-z]*")
_UPSTAIRS: Final = re.compile(r"[^号#]楼$")
_SENTENCE_END: Final = re.compile(r"[。!?]")
_PEOPLE: Final = ("whereabouts-who", "whereabouts-enemies", "address-you")
_TOLD: Final = frozenset({"beside", "look"})
_NARROW: Final = frozenset({"floor", "room", "bare", "door", "side", "nth", "spot", "end", "look"})


@dataclass(frozen=True, slots=True)
class _Kit:
    rule: Rule
    homes: Homes
    cues: Cues
    own: Own
    not_after: tuple[str, ...]
    never_after: tuple[str, ...]
    mask: Mask
    view: View


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `address-*`."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        folded = kit.view(draft.folded)
        text = folded.text
        for chain in chains(cut(folded), kit.homes.grammar):
            start = head(text, chain[0], kit.homes.grammar)
            if _leads_to_somebody(text, start, chain, kit):
                yield _span(start, chain, folded, kit)

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
        (
            *words.get("whereabouts-who", ()),
            *words.get("whereabouts-enemies", ()),
            *_pointed(words),
            *words.get("address-you", ()),
        )
    )
    lived = any_of(words.get("address-lives", ()))
    patterns["somebody"] = re.compile(who)
    movers = any_of(words.get("address-movers", ()))
    patterns["moved"] = re.compile(
        rf"(?:^|[,;:\s])[^从离,;:\s]*?(?:{movers})(?:已经?|都|刚|又)?[搬迁]"
    )
    patterns["pointed"] = re.compile(rf"[的\s,]*(?:住着|住的)?(?:{who}|[那这]个?[男女])")
    patterns["behind"] = re.compile(
        rf"{any_of(words.get('address-behind', ()))}"
        rf"|[\u3400-\u9fff]{{0,7}}?[,\s]{{0,2}}(?:这?就?是|系|住着|住的是)?(?:{who})(?:们)?[\u3400-\u9fff]{{0,2}}?(?:{lived})"
    )
    patterns |= {kind: re.compile(any_of(kinds[kind])) for kind in ("admin", "village", "exact")}
    patterns["numbered"] = re.compile(any_of(kinds["doorno"]))
    road = re.compile(rf"(?:{any_of(kinds['road'])})\W?$")
    return _Kit(
        rule,
        Homes(address_parts.prepare(words), patterns, road),
        cues.prepare(words.get("address-cues", ()), words.get("address-names", ())),
        ownership.prepare(words),
        folded("not-after"),
        folded("never-after"),
        address_masks.prepare(words),
        address_view.prepare(words),
    )


def _pointed(words: Words) -> list[str]:
    """List the people a post points at by what they do: 那个讲师, 这司机."""
    roles = words.get("whereabouts-roles", ())
    return [pointing + role for pointing in ("这", "那", "这个", "那个") for role in roles]


def _place(text: str, start: int, chain: Sequence[Part], kit: _Kit) -> Place:
    """Read a chain and the words around it."""
    end = chain[-1].end
    near = _SENTENCE_END.split(text[max(start - _AROUND, 0) : start + 1])[-1]
    cued = any(cue.good for cue in kit.cues.within(near, 0, len(near)))
    kinds = frozenset(part.kind for part in chain) - _TOLD
    towers = [text[part.start : part.end] for part in chain if part.kind == "building"]
    if any(_UPSTAIRS.search(tower) for tower in towers[1:]):
        kinds |= {"floor"}  # 88幢2楼
    return Place(
        whole=text[start:end],
        name=text[start : chain[0].start],
        kinds=kinds,
        told=frozenset(part.kind for part in chain) & _TOLD,
        last=chain[-1].kind,
        near=near,
        after=text[end : end + _BEHIND],
        cued=cued or kit.homes.words["behind"].match(text, end) is not None,
        somebody=kit.homes.words["somebody"].search(near) is not None,
        pointed=kit.homes.words["pointed"].match(text, end) is not None,
        aimed=kit.homes.words["hunt"].search(text, max(start - _AROUND, 0), end + _AROUND)
        is not None,
    )


def _leads_to_somebody(text: str, start: int, chain: Sequence[Part], kit: _Kit) -> bool:
    """Ask the words around, then how far down the chain goes."""
    end = chain[-1].end
    if text.startswith(kit.never_after, end):
        return False
    place = _place(text, start, chain, kit)
    told = place.somebody or place.aimed
    if not told and place.whole.endswith(kit.never_after) and _is_public(place, kit):
        return False  # 住院部12楼1203床，求祝福; but 她宿舍6栋402，3号床
    door = place.somebody and goes_down_to_a_door(place.kinds)
    if not door and kit.homes.words["business"].search(
        text, max(start - _AROUND, 0), end + _AROUND
    ):
        return False
    firm = _is_firm(place, kit)
    if "lodging" in place.kinds and not firm and _is_met(place, kit):
        return True
    public = not place.cued and not (door and place.aimed) and _is_public(place, kit)
    if not public and not firm:
        told = "beside" in place.told and _is_told(place, kit)
        if told or (place.kinds and is_home(place, _is_said(place, kit), kit.homes)):
            return True
    return _is_work(place, kit)


def _is_met(place: Place, kit: _Kit) -> bool:
    """Tell a room of a hotel in which somebody is: 亚朵西湖店 1509房 他俩今晚都在.

    The mere number of a room, 房号806, needs more: that somebody lives or stays there.
    """
    if place.cued or (not place.name and kit.homes.words["numbered"].match(place.whole)):
        return place.cued
    after = kit.homes.words["somebody"].match(place.after.lstrip(" ,"))
    return place.somebody or place.aimed or after is not None


def _is_public(place: Place, kit: _Kit) -> bool:
    """Tell a place that is nobody's home by its own name or by the name behind its number."""
    following = _FOLLOWING.match(place.after)
    return bool(
        place.after.startswith(kit.not_after)
        or kit.homes.words["public"].search(place.whole)
        or (following and kit.homes.words["public"].search(following[0]))
    )


def _is_firm(place: Place, kit: _Kit) -> bool:
    """Tell the address of a firm or an institution, unless somebody in it is spoken of."""
    if place.somebody:
        return False
    institution = not place.cued and kit.homes.words["institution"].search(place.near)
    told = (kit.homes.words[name].search(place.near) for name in ("firm", "moved"))
    return bool(institution or any(told))


def _is_said(place: Place, kit: _Kit) -> bool:
    """Tell whether the words before call it an address; a mere house number needs somebody."""
    labelled = kit.homes.words["label"].search(place.near) is not None
    if place.kinds == {"number"}:
        return place.cued or (labelled and place.somebody)
    in_estate = "building" in place.kinds and kit.homes.grammar.home.search(place.whole) is not None
    return place.cued or labelled or (in_estate and place.somebody)


def _is_told(place: Place, kit: _Kit) -> bool:
    """Tell a home told by what it lies beside: 住面馆楼上，三楼左门; 他家在粮站后头那栋红楼."""
    if (place.kinds | place.told) & _NARROW:
        return place.cued or place.somebody
    somebody = place.somebody or kit.homes.words["somebody"].search(place.after) is not None
    exact = kit.homes.words["exact"].search(place.whole) or kit.homes.places(place.name) > 0
    return place.cued and somebody and bool(exact)


def _is_work(place: Place, kit: _Kit) -> bool:
    """Tell where somebody works, down to the floor: 她公司在科创大厦B座17层, 金茂大楼23楼找他."""
    if not {"floor", "room", "building", "lodging"} & place.kinds:
        return False
    if not kit.homes.words["office"].search(place.whole):
        return False
    return bool(
        kit.homes.words["work"].search(place.near) or kit.homes.words["sought"].search(place.after)
    )


def _span(start: int, chain: Sequence[Part], folded: Folded, kit: _Kit) -> Span:
    end = chain[-1].end
    own = kit.own(folded.text, start, start, end)
    mask = kit.mask(folded, start, end)
    return Span(*folded.span(start, end), kit.rule, kit.rule.level, mask, own=own)

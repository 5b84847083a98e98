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

from shenyan import address_parts, cues, ownership
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
_BEHIND: Final = 8
_ADMIN: Final = 12
_VILLAGE: Final = 3
_FOLLOWING: Final = re.compile(r"[,\s]?[\u3400-\u9fff0-9a-z]*")
_SENTENCE_END: Final = re.compile(r"[。!?]")
_NO_ADMIN: Final = re.compile(r"[0-9a-z零一二三四五六七八九十东西南北中新小园校厂城景社片]$")
_FINE: Final = frozenset({"unit", "room", "bare", "floor", "end", "door", "side"})
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
    masks: Mapping[str, str]

    def places(self, name: str) -> int:
        """Count the towns and villages that a name goes through."""
        return len(self.words["admin"].findall(name)) + len(self.words["village"].findall(name))


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make the detector from the lists `address-*`."""
    kit = _kit(rules[0], words)

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        for chain in chains(text, kit.grammar):
            start = head(text, chain[0].start, kit.grammar)
            if _leads_to_somebody(text, start, chain, kit):
                yield _span(start, chain, draft.folded, kit)

    return detect


def _kit(rule: Rule, words: Words) -> _Kit:
    def folded(name: str) -> tuple[str, ...]:
        return tuple(fold(word).text for word in words.get(f"address-{name}", ()))

    kinds = kinds_of(words)
    listed = {
        name: words.get(list_name, ())
        for name, list_name in (
            ("business", "business"),
            ("firm", "address-firms"),
            ("behind", "address-behind"),
            ("somebody", "whereabouts-who"),
            ("label", "address-labels"),
            ("work", "address-work"),
            ("sought", "address-sought"),
            ("office", "address-offices"),
            ("public", "address-public"),
        )
    }
    patterns = {name: re.compile(any_of(found)) for name, found in listed.items()}
    patterns |= {kind: re.compile(any_of(kinds[kind])) for kind in ("admin", "village")}
    masks = dict(line.split() for line in words.get("address-masks", ()))
    return _Kit(
        rule,
        address_parts.prepare(words),
        cues.prepare(words.get("address-cues", ()), words.get("address-names", ())),
        patterns,
        re.compile(rf"(?:{any_of(kinds['road'])})\W?$"),
        ownership.prepare(words),
        folded("not-after"),
        folded("never-after"),
        masks,
    )


def _leads_to_somebody(text: str, start: int, chain: Sequence[Part], kit: _Kit) -> bool:
    """Ask the words around, then how far down the chain goes."""
    end = chain[-1].end
    near = _SENTENCE_END.split(text[max(start - _AROUND, 0) : start + 1])[-1]
    if kit.words["business"].search(text, max(start - _AROUND, 0), end + _AROUND):
        return False
    if text.startswith(kit.never_after, end):
        return False
    cued = any(cue.good for cue in kit.cues.within(near, 0, len(near)))
    cued = cued or kit.words["behind"].match(text, end) is not None
    if _is_public(text, start, end, kit) and not cued:
        return _is_work(text, start, chain, near, kit)
    firm = not cued and kit.words["firm"].search(near) is not None
    labelled = cued or kit.words["label"].search(near) is not None
    if chain[0].kind == "building" and kit.grammar.home.search(text, start, end):
        labelled = labelled or kit.words["somebody"].search(near) is not None
    home = not firm and _is_home(text, start, chain, labelled, kit)
    return home or _is_work(text, start, chain, near, kit)


def _is_public(text: str, start: int, end: int, kit: _Kit) -> bool:
    """Tell a place that is nobody's home by its own name or by the name behind its number."""
    following = _FOLLOWING.match(text, end, end + _BEHIND)
    return bool(
        text.startswith(kit.not_after, end)
        or kit.words["public"].search(text, start, end)
        or (following and kit.words["public"].search(following[0]))
    )


def _is_work(text: str, start: int, chain: Sequence[Part], near: str, kit: _Kit) -> bool:
    """Tell where somebody works, down to the floor: 她公司在科创大厦B座17层, 金茂大楼23楼找他."""
    end = chain[-1].end
    if not {"floor", "room", "building"} & {part.kind for part in chain}:
        return False
    if not kit.words["office"].search(text, start, end):
        return False
    pointed = kit.words["work"].search(near) or kit.words["sought"].search(text, end, end + _BEHIND)
    return pointed is not None


def _is_home(text: str, start: int, chain: Sequence[Part], cued: bool, kit: _Kit) -> bool:
    whole, before = text[start : chain[-1].end], text[start : chain[0].start]
    kinds = {part.kind for part in chain}
    if kinds <= {"dashed", "end", "door", "bare"}:
        return _is_short_form(whole, before, kinds, cued, kit)
    if "minor" in kinds and kit.words["village"].search(before):
        return cued or kit.places(before) > 1
    lived_in = kit.grammar.home.search(whole) is not None
    if len(chain) > 1 and _goes_down_to_a_door(kinds):
        if len(before) > 1 and (lived_in or not kinds <= {"floor", "end", "door"}):
            return True
        return (
            lived_in or {"room", "door"} <= kinds or (cued and not kinds <= {"building", "floor"})
        )
    return _is_placed(whole, before, kinds, cued, lived_in, kit)


def _is_placed(
    whole: str, before: str, kinds: set[str], cued: bool, lived_in: bool, kit: _Kit
) -> bool:
    """Judge what has one part only: a number in a road, a building or a room of a named house."""
    if "number" not in kinds:
        named = len(before) > 1
        lodging = "lodging" in kinds and (cued or (lived_in and named))
        return lodging or (cued and "building" in kinds and named)
    if lived_in and (kit.road.search(before) or "row" in kinds):
        return True
    placed = kit.road.search(before) or kit.words["village"].search(whole)
    return bool(placed and (cued or kit.words["admin"].search(before[:-2])))


def _is_short_form(whole: str, before: str, kinds: set[str], cued: bool, kit: _Kit) -> bool:
    """Judge 绿洲花苑14-1-1001, and the last house of a village."""
    if "bare" in kinds:
        return True  # it stands right after the name of an estate
    if "dashed" in kinds:
        named = len(before) > 1 and kit.grammar.estate.search(before) is not None
        return named or (whole.count("-") > 1 and (cued or len(before) > _VILLAGE))
    if kinds == {"end", "door"} and cued:
        return True
    return len(before) >= _VILLAGE and kit.words["village"].search(before) is not None


def _goes_down_to_a_door(kinds: set[str]) -> bool:
    if "dashed" in kinds:
        return True
    return bool(kinds & _FINE and kinds & _COARSE) or {"floor", "door"} <= kinds


def _span(start: int, chain: Sequence[Part], folded: Folded, kit: _Kit) -> Span:
    end = chain[-1].end
    first, last = folded.span(start, end)
    own = kit.own(folded.text, start, start, end)
    mask = _mask(start, end, folded, kit)
    return Span(first, last, kit.rule, kit.rule.level, mask, own=own)


def _mask(start: int, end: int, folded: Folded, kit: _Kit) -> str | None:
    """Keep the city and the district, and say only what kind of place it is."""
    text = folded.text
    areas = kit.words["admin"].finditer(text, start, min(end, start + _ADMIN))
    kept = [m.end() for m in areas if m.start() - start > 1 and _is_area(text, m)]
    whole = text[start:end]
    kind = next((word for word in kit.masks if word in whole), "")
    hidden = kit.masks.get(kind, "") or next(iter(kit.masks.values()), "")
    if not hidden:
        return None
    known = folded.source[folded.starts[start] : folded.ends[kept[-1] - 1]] if kept else ""
    return known + hidden


def _is_area(text: str, area: re.Match[str]) -> bool:
    """Tell a district from a part of an estate: 四区, 东区, 小区."""
    return _NO_ADMIN.search(text, area.start() - 1, area.start()) is None

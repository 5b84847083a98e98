"""The pattern detector: slots, leads, allowed phrases, and marks on the author's own text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from resource import getpagesize

import pytest

from shenyan.detectors.pattern import _Match, _Search, _Tried, prepare, readable, rest
from shenyan.draft import Draft, Span, read, with_spans
from shenyan.regexes import Regex, Text, compiled, numbering_of
from shenyan.rules import Rule, load_rules, load_words, rules_dir
from shenyan.slots import Slots
from shenyan.windows import whole

RULES = load_rules(rules_dir())
STATM = Path("/proc/self/statm")
SIGNS = ("", "\n", " ", ",", "。", "!", "?!", ";", "!!\n")
WORDS = {
    "person": ("他", "{which}?{role}们?"),
    "which": ("那个", "那"),
    "role": ("房东", "室友"),
    "loop": ("{loop}",),
}
RULE = Rule(
    id="test.rule",
    category="accusation",
    level="warning",
    title="t",
    message="m",
    articles=(),
    detector="pattern",
    flag=(),
    passes=(),
)


def found(pattern: str, draft: Draft | str, *unless: str) -> list[str]:
    rule = replace(RULE, patterns=(pattern,), unless=unless)
    given = read(draft) if isinstance(draft, str) else draft
    return [given.source[s.start : s.end] for s in prepare([rule], WORDS)(given)]


def named(text: str, name: str) -> Draft:
    start = text.index(name)
    rule = replace(RULE, id="test.name", category="person-name")
    return with_spans(read(text), [Span(start, start + len(name), rule, "info")])


@pytest.mark.parametrize(
    ("pattern", "text", "marks"),
    [
        ("{person}{gap}(?P<mark>跑路)", "房东昨天跑路了", ["跑路"]),
        ("{person}{gap}(?P<mark>跑路)", "跑路了", []),
        ("{person}{gap}(?P<mark>跑路)", "他一二三四五六七跑路", []),
        ("{person}{far}(?P<mark>跑路)", "他一二三四五六七跑路", ["跑路"]),
        ("{person}{gap}(?P<mark>跑路)", "他来过。跑路", []),
        ("{person}{gap}(?P<mark>跑路)", "室友这个人，跑路了", ["跑路"]),
        ("(?P<mark>跑路){near}{person}", "跑路，别怪我，他", ["跑路"]),
        ("(?P<mark>骗){person}", "騙房東", ["騙"]),
        ("骗(?P<mark>{person})了", "骗房东了，骗室友们了", ["房东", "室友们"]),
        ("骗(?P<mark>{person})了", "骗那个房东了，骗那室友们了", ["那个房东", "那室友们"]),
        ("骗(?P<mark>{person})了", "骗那个了，骗们了", []),
        ("{person}{by}(?P<mark>骗)", "他骗人，他又骗", ["骗", "骗"]),
        ("@(?P<mark>跑)", "＠跑", ["跑"]),
        ("(骗|偷)了(?P<mark>{person})(钱)?", "骗了他，偷了房东钱", ["他", "房东"]),
    ],
)
def test_a_slot_stands_for_what_it_says(pattern: str, text: str, marks: list[str]) -> None:
    assert found(pattern, text) == marks


def test_a_name_is_a_person() -> None:
    assert found("{person}{gap}(?P<mark>跑路)", named("👨‍👩‍👧刘志强跑路", "刘志强")) == ["跑路"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("霍启明是我们单位的。天天装好人，跑路了", ["跑路"]),
        ("霍启明搬走了。这种跑路的还能当老师", ["跑路"]),
        ("霍启明搬走了。昨天下雨。跑路了", []),
        ("霍启明搬走了。别人早就跑路了", []),
        ("霍启明" + "搬走了" * 12 + "。跑路了", []),
    ],
)
def test_a_charge_goes_on_about_whom_the_sentence_before_named(text: str, marks: list[str]) -> None:
    assert found("{person}{gap}(?P<mark>跑路)", named(text, "霍启明")) == marks


def test_a_phone_number_nearby_points_at_somebody() -> None:
    phone = replace(RULE, id="test.phone", category="phone-number")
    text = "收钱跑路，13912345678"
    draft = with_spans(read(text), [Span(5, 16, phone, "error")])
    own = with_spans(read(text), [Span(5, 16, phone, "error", own=True)])
    assert found("{person}{gap}(?P<mark>跑路)", draft) == ["跑路"]
    assert found("{exposed}(?P<mark>跑路)", draft) == ["跑路"]
    assert found("{exposed}(?P<mark>跑路)", own) == []
    assert found("{exposed}(?P<mark>跑路)", text) == []


def test_an_unless_phrase_speaks_for_its_own_sentence() -> None:
    assert found("骗子", "反诈：骗子", "反诈") == []
    assert found("骗子", "反诈宣传。骗子", "反诈") == ["骗子"]


def test_a_lone_surrogate_is_read_past() -> None:
    assert found("{person}{gap}(?P<mark>跑路)", "\ud83d他\udc00跑路") == ["跑路"]
    assert len(readable("a\ud800b")) == 3


@pytest.mark.parametrize("pattern", ["{nosuch}", "{loop}"])
def test_a_slot_without_a_list_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"unknown word list|contains itself"):
        prepare([replace(RULE, patterns=(pattern,))], WORDS)


def test_a_pattern_that_re2_refuses_is_an_error() -> None:
    with pytest.raises(ValueError, match="RE2"):
        compiled("(?=x)")


@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells what a process holds")
def test_what_patterns_remember_of_texts_is_bounded() -> None:
    drawn = Random(1)
    text = "".join(drawn.choices("abcdef", k=20_000))
    regexes = [Regex(f"a.{{0,12}}(?P<mark>b).{{0,12}}c.{{0,12}}d{nth}") for nth in range(40)]
    before = _held()
    for regex in regexes:
        assert regex.places(text) == []
    assert _held() - before < 20 << 20, "RE2's own bound would hold 100 MiB and more"


def _held() -> int:
    """Tell how much memory the process holds (bytes)."""
    return int(STATM.read_text().split()[1]) * getpagesize()


@pytest.mark.parametrize("rule", [r for r in RULES if r.patterns], ids=lambda r: r.id)
def test_every_shipped_pattern_compiles(rule: Rule) -> None:
    slots = Slots(load_words(rules_dir()))
    for source in rule.patterns:
        assert compiled(slots.fill(source.replace("{exposed}", "")))


def test_a_long_hostile_text_is_read_to_its_end() -> None:
    text = "他骗" * 9990 + "。房东跑路"
    assert found("{person}{gap}(?P<mark>跑路)", text) == ["跑路"]


def test_the_rule_folder_is_found() -> None:
    assert Path(rules_dir() / "words" / "person.yml").is_file()


def places(match: _Match) -> tuple[object, ...]:
    """Leave out who stands before it: across the end of a sentence nobody is asked for."""
    return match.nth, match.place.start, match.place.end, match.mark


@pytest.mark.parametrize("seed", range(6))
def test_sentence_by_sentence_finds_what_the_whole_text_holds(seed: int) -> None:
    drawn = Random(seed)
    lines = [line for rule in RULES for line in rule.flag]
    text = "".join(f"{drawn.choice(lines)}{drawn.choice(SIGNS)}" for _ in range(40))
    sources = [rest(pattern)[0] for rule in RULES for pattern in rule.patterns]
    slots = Slots(load_words(rules_dir()))
    led = frozenset(range(len(sources)))
    tried = _Tried(list(enumerate(sources)), led, slots, numbering_of(sources, slots))
    seen = Text(text, numbering_of(sources, slots), slots.people)
    at_once = {places(match) for match in tried.matches(seen, [whole(text)], 0)[0]}
    pieces = _Search(sources, led, slots)
    assert {places(match) for match in pieces.matches(text)} == at_once
    assert pieces.matches(text) == pieces.matches(text), "what is remembered is the same"

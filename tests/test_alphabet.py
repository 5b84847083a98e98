"""Patterns in letters of their own: they find what the patterns themselves find."""

from __future__ import annotations

from random import Random

import pytest

from shenyan.alphabet import Numbering, lettered
from shenyan.detectors.pattern import rest
from shenyan.draft import PERSON
from shenyan.normalize import fold_text
from shenyan.people import People
from shenyan.regexes import Regex, Text, compiled, finder, numbering_of
from shenyan.rules import load_rules, load_words, rules_dir
from shenyan.slots import Slots

NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "pattern",
    [
        "骗(?P<mark>子|人)?",
        "[骗偷]{1,2}[^了\n。!?]*",
        r"\d+[块元]|a\.b|[\d.,-]{2}",
        r"^骗|\s[^\s骗]|\w子$",
        r"好\?|[?!]+.",
        "(?:" + "|".join(map(chr, range(0x4E00, 0x4EFA))) + "|骗子)了",
    ],
)
@pytest.mark.parametrize(
    "text", ["骗子偷了12.50元?!好?a.b", "骗\n 了 一_子", "丁了骗子了", "😀骗😀"]
)
def test_letters_find_what_the_pattern_finds(pattern: str, text: str) -> None:
    numbering = Numbering([pattern])
    own = lettered(pattern, numbering, NOBODY)
    assert own is not None
    assert own.exact
    assert len(own.letters(numbering.read(text))) == len(text)
    found = Regex(own.source).places(own.letters(numbering.read(text)))
    assert [(start, end) for start, end, _ in found] == [
        match.span() for match in compiled(pattern).finditer(text)
    ]


def test_more_letters_than_there_are_find_too_much_and_say_so() -> None:
    words = list(map(chr, range(0x4E00, 0x4F80)))
    pattern = "|".join(a + b for a, b in zip(words, reversed(words), strict=True))
    numbering = Numbering([pattern])
    own = lettered(pattern, numbering, NOBODY)
    assert own is not None
    assert not own.exact
    text = pattern.replace("|", " ")
    assert len(Regex(own.source).places(own.letters(numbering.read(text)))) >= len(words)


@pytest.mark.parametrize(
    "pattern", [r"(?m)^a", r"(?i:骗)", r"\bx", r"\pL", r"[[:alpha:]]", "[一-龥]"]
)
def test_what_letters_cannot_say_is_left_alone(pattern: str) -> None:
    assert lettered(pattern, Numbering([pattern]), NOBODY) is None


@pytest.mark.parametrize("seed", range(3))
def test_every_shipped_pattern_finds_the_same_with_people_found_apart(seed: int) -> None:
    drawn = Random(seed)
    rules = load_rules(rules_dir())
    words = load_words(rules_dir())
    slots = Slots(words)
    lines = [line for rule in rules for line in rule.flag]
    drafts = ["。".join(drawn.choices(lines, k=60)) for _ in range(5)]
    texts = [fold_text(draft).replace("刘志强", PERSON * 3) for draft in drafts]
    sources = [rest(pattern)[0] for rule in rules for pattern in rule.patterns]
    numbering = numbering_of(sources, slots)
    seen = [Text(text, numbering, slots.people) for text in texts]
    hits = 0
    for source in sources:
        find, whole = finder(source, slots, numbering), Regex(slots.fill(source))
        for text in seen:
            places = find(text)
            assert places == whole.places(text.plain), source
            hits += len(places)
    assert hits > 150


def test_people_are_found_as_a_pattern_finds_them() -> None:
    words = load_words(rules_dir())
    regex = compiled(Slots(words).fill("{person}"))
    people = People(words)
    for rule in load_rules(rules_dir()):
        for line in rule.flag:
            text = fold_text(f"{line}@房东 {PERSON}那个房东们老王")
            assert list(people.find(text).ends) == [m.end() for m in regex.finditer(text)]


@pytest.mark.parametrize(
    ("lines", "error"),
    [(("{person}",), "contains itself"), (("{a}{a}{a}{a}",), "too many wordings")],
)
def test_a_list_of_people_has_an_end(lines: tuple[str, ...], error: str) -> None:
    words = {"person": lines, "a": tuple(f"人{n}" for n in range(30))}
    with pytest.raises(ValueError, match=error):
        People(words).find("人")


def test_without_a_list_only_names_and_mentions_are_people() -> None:
    assert People({}).find(f"他{PERSON}{PERSON}和@小李说").ends == (3, 8)

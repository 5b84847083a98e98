"""Every warning term, however dressed up, is found with the author's own characters as its span."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable

import pytest
from opencc import OpenCC
from pypinyin import lazy_pinyin, pinyin_dict

from shenyan.disguise import Matcher, Tables, tables
from shenyan.lexicon import lexicon
from shenyan.normalize import fold
from shenyan.rules import Rule, load_rules, load_words, rules_dir

WORDS = load_words(rules_dir())
TABLES: Tables = tables(WORDS)
RULES = [rule for rule in load_rules(rules_dir()) if rule.detector == "term"]
STRONG: list[Rule] = [rule for rule in RULES if rule.level != "info"]
TERMS = sorted({fold(term).text for rule in STRONG for term in rule.terms})
SOUNDED = [t for t in TERMS if t not in TABLES.as_written and len(t) > 1]
MATCHER = Matcher(TERMS, TERMS, TABLES)
TRADITIONAL = OpenCC("s2t")
BEFORE, AFTER = "👨‍👩‍👧4️⃣，", "。𠮷"

SIGNS: dict[str, list[str]] = defaultdict(list)
for sign, meanings in TABLES.emoji.items():
    for meaning in meanings:
        SIGNS[meaning].append(sign)

Disguise = Callable[[str], list[str]]


def cjk(term: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in term)


def full_width(term: str) -> list[str]:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in term)
    return [wide] if wide != term else []


def traditional(term: str) -> list[str]:
    written = TRADITIONAL.convert(term)
    return [written] if written != term and fold(written).text == term else []


def separators(term: str) -> list[str]:
    if len(term) == 1 or not cjk(term):
        return []
    return [sign.join(term) for sign in (" ", ".", "*", "~", "🌸", "\u200b", "_-")]


def split_characters(term: str) -> list[str]:
    if len(term) == 1:
        return []
    return [term.replace(c, way, 1) for c in term for way in TABLES.pieces.get(c, ())]


def emoji(term: str) -> list[str]:
    signs = SIGNS if len(term) > 1 else {}
    return [
        term.replace(char, random.Random(term).choice(signs[char]), 1)
        for char in term
        if char in signs
    ]


def initials(term: str) -> list[str]:
    return [written for written, meant in TABLES.initials.items() if meant == term]


def latin(term: str) -> list[str]:
    if not cjk(term) or term not in SOUNDED:
        return []
    syllables = lazy_pinyin(list(term), v_to_u=False)
    joined, spaced = "".join(syllables), " ".join(syllables)
    return [joined, spaced] if len(joined) > 4 else [spaced][: len(syllables) - 1]


def rare_homophones() -> dict[str, list[str]]:
    """Characters by syllable: rare ones that make no word with anything, so that a reader stops."""
    found = defaultdict(list)
    for point in pinyin_dict.pinyin_dict:
        char = chr(point)
        if cjk(char) and fold(char).text == char and lexicon().count(char) < 50:
            found[lazy_pinyin(char)[0]].append(char)
    assert found
    return found


RARE = rare_homophones()


def homophones(term: str) -> list[str]:
    if not cjk(term) or term not in SOUNDED:
        return []
    place = random.Random(term).randrange(len(term))
    ways = [term[:place] + char + term[place + 1 :] for char in RARE[lazy_pinyin(term[place])[0]]]
    return [way for way in ways if way != term and _no_words(way)][:1]


def _no_words(text: str) -> bool:
    """Tell whether nothing in the text is an ordinary word of several characters."""
    pairs = [text[i:j] for i in range(len(text)) for j in range(i + 2, len(text) + 1)]
    return not any(lexicon().holds(pair) for pair in pairs)


@pytest.mark.parametrize(
    "disguise",
    [full_width, traditional, separators, split_characters, emoji, initials, latin, homophones],
)
def test_every_warning_term_is_found_in_disguise(disguise: Disguise) -> None:
    tried, missed = 0, []
    for term in TERMS:
        for written in disguise(term):
            tried += 1
            draft = fold(f"{BEFORE}{written}{AFTER}")
            spans = [draft.span(hit.start, hit.end) for hit in MATCHER.find(draft.text)]
            whole = (len(BEFORE), len(BEFORE) + len(written))
            if whole not in spans:
                missed.append((term, written))
    assert tried > 5
    assert not missed, missed[:200]


@pytest.mark.parametrize(
    "unit", ["傻 ", "木棒子", "sha bi ", "你个", "操.", "女马", "🐴", "\n傻", "n.m."]
)
def test_the_work_grows_in_line_with_the_text(unit: str) -> None:
    """Twice the text gives at most twice the hits and views, so no stage multiplies them."""
    short, long = (unit * size for size in (500, 1000))
    few, many = (sum(1 for _ in MATCHER.find(fold(text).text)) for text in (short, long))
    assert many <= 2 * few + 4

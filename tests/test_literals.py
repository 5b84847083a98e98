"""Words a pattern needs: what is always there, what may be absent, what a choice offers."""

from __future__ import annotations

import pytest
import re2

from shenyan.literals import MANY, most, needed

SLOTS = {"role": frozenset({"老板", "室友"}), "gap": frozenset()}


@pytest.mark.parametrize(
    ("pattern", "sets"),
    [
        ("骗子", [{"骗子"}]),
        ("(?:骗子|小偷)", [{"骗子", "小偷"}]),
        ("(?P<mark>RUN|跑)路", [{"run", "跑"}, {"路"}]),
        ("(?:骗子|小偷)?跑{1,2}路了", [{"跑"}, {"路了"}]),
        ("骗子|小偷", [{"骗子", "小偷"}]),
        ("是骗子?", [{"是骗"}]),
        ("(?:死|臭)?骗子", [{"骗子"}]),
        ("{role}{gap}(?P<mark>跑路)", [{"老板", "室友"}, {"跑路"}]),
        (r"[0-9]+万\n跑", [{"万"}, {"跑"}]),
        ("(?:骗|[a-z])钱", [{"钱"}]),
        ("骗{0,2}钱", [{"钱"}]),
        (r"a\.b", [{"a.b"}]),
        ("(?m)^挂人", [{"挂人"}]),
        ("(?i:RUN)了", [{"run"}, {"了"}]),
        ("[甲乙]", [{"甲", "乙"}]),
        ("[甲-丁][^甲]", []),
        (r"[甲\d]", []),
        (r"\p{Han}\t跑", [{"跑"}]),
        (r"[\x{4e00}-\x{9fff}]跑\x{8def}", [{"跑"}]),
        (r"\x41跑路\PL", [{"跑路"}]),
        ("[[:digit:]]号房", [{"号房"}]),
        (r"\141跑路", [{"跑路"}]),
        ("(?P<mark>我(?:就|早)?给(?:你|他)钱)", [{"我"}, {"给"}, {"你", "他"}, {"钱"}]),
        ("(?:给(?:你|他)钱)?跑路", [{"跑路"}]),
        ("(?:给(?:你|他)钱|不还)跑路", [{"给", "不还"}, {"跑路"}]),
    ],
)
def test_needed_words_are_read_off_the_pattern(pattern: str, sets: list[set[str]]) -> None:
    assert needed(pattern, SLOTS) == {frozenset(words) for words in sets}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?:把|将)?他(?:人肉|开盒)(?:了|一下)?", "快开盒快他开盒"),
        ("(?:不|没)还(?:我)?钱{1,3}", "老是不还钱钱"),
        ("x(?:ab|c(?:d|e)f?)+y", "xcdfaby"),
        (r"[\p{Han}]\x{8dd1}\t路", "他跑\t路"),
    ],
)
def test_every_match_holds_a_word_of_each_set(pattern: str, text: str) -> None:
    assert re2.search(pattern, text)
    for words in needed(pattern, {}):
        assert any(word in text for word in words)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("跑路了", 0),
        ("跑!路。", 2),
        ("跑(?:。路!|!)走", 2),
        ("跑(?:。|走)+路", MANY),
        ("跑路[,!。]", 1),
        (r"[\p{Han}]跑路", MANY),
        (r"[\x{4e00}-\x{9fff}]跑路", MANY),
        (r"跑路\x{ff01}", MANY),
        ("跑路[[:punct:]]", MANY),
        (r"跑路[\z]", MANY),
        ("跑路[!&&,]", MANY),
        ("跑路(?:[,!。]|$)", 1),
        ("[。!]跑路(?:!|。|再见)", 2),
        ("跑[!?]?路", 1),
        ("跑[!]{1,}路!*", 2),
        ("跑[!a]+路", MANY),
        ("跑(?:!)*路", MANY),
        ("(?:跑。)+路", MANY),
        ("跑[^,]{0,4}路", MANY),
        ("跑[^\\n。!?;]{0,4}路", 0),
        ("跑.路", 1),
        (r"跑\S路", 1),
        (r"跑\s路\b", 1),
        (r"跑\pL路", MANY),
        (r"跑\x{ff01}路", MANY),
        ("(?:^|[,。])跑路", 1),
        ("跑路(?:,|\\n)", 1),
        ("(?m)跑路$", MANY),
        ("(?m:跑路$)", MANY),
        ("(?:跑|(?i:run!))路", MANY),
        ("{loud}跑路", 2),
    ],
)
def test_a_pattern_tells_how_many_signs_it_may_hold(pattern: str, number: int) -> None:
    assert most(pattern, "\n。!?;", {"loud": 2}) == number

"""Any mobile number in any disguise is found with exactly its own characters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby, pairwise
from typing import Final

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from shenyan import Linter
from shenyan.digits import Run, reader
from shenyan.normalize import fold
from shenyan.rules import load_words, rules_dir

WORDS: Final = load_words(rules_dir())
READ: Final = reader(WORDS)


def each(table: str) -> Callable[[str], str]:
    """Write every digit with its character in a table of ten."""
    return lambda number: "".join(table[int(d)] for d in number)


def between(mark: str) -> Callable[[str], str]:
    return mark.join


def grouped(mark: str, *cuts: int) -> Callable[[str], str]:
    def write(number: str) -> str:
        edges = [0, *cuts, len(number)]
        return mark.join(number[a:b] for a, b in pairwise(edges))

    return write


def in_bulk(number: str) -> str:
    """Tell three and more of a digit by their count, two as a double: 一三八四个零一双二三."""
    numerals = "零一二三四五六七八九"
    told = []
    for digit, group in groupby(number):
        length, numeral = len(list(group)), numerals[int(digit)]
        if length == 1:
            told.append(numeral)
        elif length == 2:
            told.append(f"双{numeral}")
        else:
            told.append(f"{numerals[length]}个{numeral}" if length < 9 else numeral * length)
    return "".join(told)


WAYS: Final[dict[str, Callable[[str], str]]] = {
    "plain": str,
    "full-width": each("０１２３４５６７８９"),
    "bold": each("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "double-struck": each("𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡"),
    "circled": each("⓪①②③④⑤⑥⑦⑧⑨"),
    "filled": each("⓿❶❷❸❹❺❻❼❽❾"),
    "dingbat": each("🄋➀➁➂➃➄➅➆➇➈"),
    "superscript": each("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "arabic-indic": each("٠١٢٣٤٥٦٧٨٩"),
    "keycap": lambda n: "".join(f"{d}\ufe0f\u20e3" for d in n),
    "numerals": each("零一二三四五六七八九"),
    "round zero": each("〇一二三四五六七八九"),
    "capitals": each("零壹贰叁肆伍陆柒捌玖"),
    "traditional capitals": each("零壹貳參肆伍陸柒捌玖"),
    "spoken": each("洞幺两三四五六拐八勾"),
    "homophones": each("灵妖尔山死舞溜妻吧酒"),
    "half numerals": lambda n: n[:3] + each("零一二三四五六七八九")(n[3:7]) + n[7:],
    "letters": lambda n: n[:1] + n[1:].replace("0", "o").replace("1", "l"),
    "capital letters": lambda n: n.replace("0", "O").replace("1", "I", 1),
    "spaces": between(" "),
    "dots": between("."),
    "dashes": between("-"),
    "zero width": between("\u200b"),
    "soft hyphens": between("\u00ad"),
    "emoji": between("🌸"),
    "family": grouped("👨‍👩‍👧", 3, 7),
    "heart": grouped("❤️", 3, 7),
    "344": grouped(" ", 3, 7),
    "344 dashes": grouped("-", 3, 7),
    "344 full-width dashes": grouped("－", 3, 7),
    "344 slashes": grouped("/", 3, 7),
    "344 tildes": grouped("～", 3, 7),
    "344 lines": grouped("\n", 3, 7),
    "344 hanzi": grouped("啊", 3, 7),
    "443": grouped(" ", 4, 8),
    "two lines": grouped("\n", 6),
    "two parts": grouped("接", 5),
    "country": lambda n: f"+86 {n}",
    "country brackets": lambda n: f"(+86){n}",
    "country zeros": lambda n: f"0086{n}",
    "told in bulk": in_bulk,
    "dictated": grouped("，", 3, 7),
    "dictated in numerals": lambda n: grouped("，", 3, 6, 8)(each("零一二三四五六七八九")(n)),
    "dictated in spoken digits": lambda n: grouped("，", 3, 7)(each("洞幺两三四五六拐八勾")(n)),
    "hearts": grouped("💔", 4, 8),
    "234": grouped(" ", 2, 5, 8),
    "32222": grouped("-", 3, 5, 7, 9),
    "told in parts": lambda n: f"{n[:3]}，后面是{n[3:]}",
    "spaced numerals": lambda n: " ".join(each("零一二三四五六七八九")(n)),
    "struck": lambda n: "".join(f"{d}\u0336" for d in n),
}

FRAMES: Final = (
    "{}",
    "挂人，他电话{}，去问他",
    "曝光一下：{}谢谢",
    "房东{}不退押金",
    "😀她手机号👉{}👈",
    "联系方式{}\n别说我说的",
    "one day I called {} again",
)

SEGMENTS: Final = (
    *(f"13{d}" for d in range(10)),
    *(f"15{d}" for d in (0, 1, 2, 3, 5, 6, 7, 8, 9)),
    *(f"17{d}" for d in (0, 1, 2, 3, 5, 6, 7, 8)),
    *(f"18{d}" for d in range(10)),
    *(f"19{d}" for d in (0, 1, 2, 3, 5, 6, 7, 8, 9)),
    *("147", "145", "162", "165", "166", "167"),
)

mobiles = st.builds(
    "{}{:08d}".format, st.sampled_from(SEGMENTS), st.integers(min_value=0, max_value=10**8 - 1)
)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=30, deadline=None)
@given(number=mobiles, frame=st.sampled_from(FRAMES))
def test_a_mobile_in_disguise_is_found_with_its_own_characters(
    linter: Linter, way: str, number: str, frame: str
) -> None:
    # A letter is read as a digit only beside a few real ones.
    assume("letters" not in way or sum(digit > "1" for digit in number) > 3)
    written = WAYS[way](number)
    draft = frame.format(written)
    found = [f for f in linter.lint(draft).findings if f.category == "phone-number"]
    assert [f.text for f in found] == [written]
    start = frame.index("{}")
    assert (found[0].start, found[0].end) == (start, start + len(written))


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=st.characters(), max_size=80))
def test_any_text_survives_and_every_finding_cuts_the_right_text(linter: Linter, text: str) -> None:
    for finding in linter.lint(text).findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.text


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(
        alphabet="138零一三八幺壹oIl①❶１\ufe0f\u20e3\u200d\u200b👨🌸 -.\n"
        "啊@路号栋单元室京A微信qQ:+()x\ud83d𝟏",
        max_size=60,
    )
)
@example(text="微111.A")
def test_a_fix_changes_nothing_outside_its_span(linter: Linter, text: str) -> None:
    for finding in linter.lint(text).findings:
        for fix in finding.fixes:
            fixed = text[: finding.start] + fix.replacement + text[finding.end :]
            assert fixed.startswith(text[: finding.start])
            assert fixed.endswith(text[finding.end :])
            assert fix.replacement != finding.text


def runs(text: str) -> tuple[Run, ...]:
    return READ(fold(text))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("一三八0000", "1380000"),
        ("l38oo1", "138001"),
        ("1️⃣3️⃣8️⃣0️⃣0️⃣", "13800"),
        ("幺三拐洞勾幺", "137091"),
        ("138****5678", ""),
        ("今天天气真好", ""),
    ],
)
def test_digits_are_read_however_they_are_written(text: str, digits: str) -> None:
    assert "".join(run.digits for run in runs(text)) == digits


@pytest.mark.parametrize(
    "unit", ["1", "一", "1️⃣", "13", "一三", "1 3 ", "路号栋单元室", "3栋2单元", "妖", "l3", "8啊"]
)
def test_the_work_grows_no_faster_than_the_text(unit: str) -> None:
    """Count the digits of all runs: each character is read once, however long the run."""
    short, long = (fold(unit * (size // len(unit))) for size in (2_000, 20_000))
    read = [sum(len(run) for run in READ(folded)) for folded in (short, long)]
    assert read[1] <= 11 * max(read[0], 1)
    assert read[1] <= len(long.text)

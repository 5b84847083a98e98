"""A word that somebody hid is read as it is; the finding stands under what the author wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pypinyin import lazy_pinyin

from shenyan import Linter
from shenyan.disguise import tables, undisguised
from shenyan.normalize import fold, fold_text
from shenyan.rules import load_rules, load_words, rules_dir

WORDS = load_words(rules_dir())
TERMS = sorted({fold_text(word) for word in WORDS["disguised"] if "{" not in word})
PIECES = tables(WORDS).pieces
UNDISGUISE = undisguised.prepare(WORDS)
LINTER = Linter()

BEFORE, AFTER = "👨‍👩‍👧4️⃣，聽說：", "。𠮷"

TORN = frozenset(".-~ 🌸💊")
"""Signs that stand between two words as well: 求人.肉 may be 求人 and 肉."""

Hide = Callable[[str], Iterator[str]]


def signs(term: str) -> Iterator[str]:
    if "我" in term:  # 被骗，我亏了 is no 骗我
        return
    for sign in (".", "/", "*", "-", "·", "~", "_", "🌸", "💊", "\u200b"):
        yield term[0] + sign + term[1:]
        yield sign.join(term)


def letters(term: str) -> Iterator[str]:
    for place, char in enumerate(term):
        yield term[:place] + lazy_pinyin(char)[0] + term[place + 1 :]
        yield f"{term[:place]}{lazy_pinyin(char)[0].upper()}{term[place + 1 :]}"


def pieces(term: str) -> Iterator[str]:
    for char in term:
        ways = (term.replace(char, way, 1) for way in PIECES.get(char, ()))
        yield from (way for way in ways if not way.startswith(term))


@pytest.mark.parametrize("hide", [signs, letters, pieces])
def test_every_hidden_word_is_put_back_in_its_place(hide: Hide) -> None:
    tried, missed = 0, []
    for term in TERMS:
        for written in hide(term):
            tried += 1
            folded = UNDISGUISE(fold(BEFORE + written + AFTER))
            start = len(fold(BEFORE).text)
            place = folded.span(start, start + len(term))
            if folded.text != fold(BEFORE + term + AFTER).text or place != (
                len(BEFORE),
                len(BEFORE) + len(written),
            ):
                missed.append((term, written, folded.text))
    assert tried > 50
    assert not missed, (len(missed), tried, missed[:60])


@pytest.mark.parametrize("hide", [signs, letters, pieces])
def test_what_a_rule_flags_it_flags_with_its_word_hidden(hide: Hide) -> None:
    """All lines that authors of patterns wrote as examples, with a word of theirs hidden."""
    tried, missed = 0, []
    for rule in load_rules(rules_dir()):
        for line in rule.flag if rule.detector == "pattern" else ():
            plain = line.replace("<<", "").replace(">>", "")
            term = next((term for term in TERMS if term in plain), None)
            if term is None or not said(plain, rule.category):
                continue
            for written in [way for way in hide(term) if not TORN & set(way)][::3]:
                tried += 1
                if not said(plain.replace(term, written, 1), rule.category):
                    missed.append((rule.id, plain.replace(term, written, 1)))
    assert tried > 20
    assert not missed, (len(missed), tried, missed[:40])


def said(text: str, category: str) -> bool:
    return any(f.category == category and f.level != "info" for f in LINTER.lint(text).findings)


@pytest.mark.parametrize(
    "text",
    [
        "收回二十万，谈关你什么事，一 八 八 零 零",
        "他说你被骗 我亏了，他被骗.我也亏了，小伞和小散都在b站",
        "我用app拍的，今天和xiao王去ktv",
        "研究变态心理学的论文，加强女干部培养",
        "强/奸"[:1] + "、奸",
        "",
        "\ud83d吸烟有毒",
    ],
)
def test_what_hides_nothing_stays_as_it_is(text: str) -> None:
    folded = fold(text)
    assert UNDISGUISE(folded) is folded


def test_several_in_a_draft_and_what_follows_them_keep_their_places() -> None:
    text = "😀他xi毒，还家·bao\n老婆，我的电话13812345678"
    folded = UNDISGUISE(fold(text))
    assert folded.text == "😀他吸毒,还家暴\n老婆,我的电话13812345678"
    start = folded.text.index("家暴")
    assert text[slice(*folded.span(start, start + 2))] == "家·bao"
    assert text[slice(*folded.span(folded.text.index("1"), len(folded.text)))] == "13812345678"
    assert folded.within(text.index("1"), len(text)) == (folded.text.index("1"), len(folded.text))


def test_the_finding_stands_under_the_authors_own_characters() -> None:
    text = "我邻居王建国👨‍👩‍👧吸.毒，还强女干过人"
    findings = {f.text: f for f in LINTER.lint(text).findings}
    assert {"吸.毒", "强女干过"} <= findings.keys()
    for written, finding in findings.items():
        assert text[finding.start : finding.end] == written


def test_a_list_that_it_names_must_exist() -> None:
    with pytest.raises(ValueError, match=r"unknown word list \{nowhere\}"):
        undisguised.prepare({"disguised": ("{nowhere}",)})


def test_words_of_a_list_that_it_names_are_put_back_where_signs_cut_them() -> None:
    undisguise = undisguised.prepare(
        {"disguised": ("{deeds}",), "deeds": ("插队", "{who}插队", "顶")}
    )
    assert undisguise(fold("他插/队，又插.队")).text == "他插队,又插队"
    assert undisguise(fold("他cha队，又插 队")).text == "他cha队,又插 队"


def test_without_the_list_nothing_is_put_back() -> None:
    folded = fold("他吸.毒")
    assert undisguised.prepare({})(folded) is folded


@pytest.mark.parametrize(
    "draft",
    [
        "我npy出轨了",
        "我lg打我，打到住院",
        "我leader性骚扰我",
        "室you偷我的钱",
        "我闺密偷我的钱",
        "他强j了我",
        "我前男友q奸我",
        "我姐夫da我",
        "那个大师pian我三万八",
        "后妈nue待我侄女",
        "他zhà骗我三万",
        "我邻居是个傻**",
        "操*妈，会不会开车",
        "你*死了，插什么队",
        "她就是个小仨，拆散我家",
        "李XX偷我手机",
        "L某抄袭我的文",
        "H女士偷东西被抓",
        "飞哥打我",
        "强子吸毒被抓了两次",
    ],
)
def test_what_everybody_reads_at_once_is_a_warning(draft: str) -> None:
    assert any(f.level != "info" for f in LINTER.lint(draft).findings)


@pytest.mark.parametrize(
    "draft",
    [
        "我npy今天生日，我bf送我的花",
        "我闺密结婚了",
        "QJ牌不好打，XSR700真帅",
        "LG电视坏了，我换了一台",
        "5*8=40，3x4=12",
        "飞哥请客，阿强做饭",
        "生日你妈给你做面了吗",
        "早操你妈来看了吗，饼干你妈烤的吗",
        "café的拿铁真好喝",
    ],
)
def test_what_nobody_minds_is_none(draft: str) -> None:
    assert all(f.level == "info" for f in LINTER.lint(draft).findings)

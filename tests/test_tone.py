"""The model of tone: what it sees, where it looks; it hints and doubts but never raises."""

from __future__ import annotations

from pathlib import Path

import pytest

from shenyan import Linter
from shenyan.detectors.tone import meant
from shenyan.normalize import fold
from shenyan.rules import load_words, rules_dir
from shenyan.tone import around, pieces, tone
from shenyan.tone.corpus import Text, ours
from shenyan.tone.grams import grams, seen
from shenyan.tone.train import learn
from shenyan.tone.weights import WEIGHTS, Tone, pack, unpack

LOUD = "这些女的除了花男人的钱还会什么"
CALM = "周末和女儿去公园看花，回来做了一锅排骨汤，味道很好"


def test_digits_look_alike_and_each_run_counts_once() -> None:
    assert seen("啊12\n") == " 啊00  "
    assert grams("啊啊") == {"啊", "啊啊"}


def test_a_wounding_post_scores_higher_than_a_calm_one() -> None:
    assert tone().score(LOUD) > 0.7
    assert tone().score(CALM) < 0.3


def test_the_loudest_phrase_lies_in_one_clause() -> None:
    start, end = tone().telling(LOUD)
    assert 0 <= start < end <= len(LOUD)
    assert "，" not in LOUD[start:end]


@pytest.mark.parametrize("text", ["", "啊", "一句话。" * 200, "没有句号" * 500, CALM])
def test_pieces_cover_the_text_without_gaps(text: str) -> None:
    cut = list(pieces(text))
    assert "".join(piece.text for piece in cut) == text
    assert all(text[piece.start : piece.end] == piece.text for piece in cut)
    assert all(len(piece.text) <= 120 for piece in cut)


def test_what_is_around_a_word_holds_the_word() -> None:
    text = "前面的话" * 60 + "这里" + "后面的话" * 60
    assert "这里" in around(text, 240, 242)
    assert len(around(text, 240, 242)) < 100


def test_a_model_survives_packing() -> None:
    packed = pack({"\t": 3, "骂": 7, " 啊": -2}, -0.5)
    assert pack({"\t": 3, "骂": 7, " 啊": -2}, -0.5) == packed
    assert unpack(packed).score("骂") == Tone({"\t": 3, "骂": 7, " 啊": -2}, -0.5).score("骂")


def test_training_tells_apart_what_it_was_shown() -> None:
    texts = [Text("你真坏啊", True), Text("今天天晴", False)] * 20
    weights, bias = learn(texts)
    model = Tone(weights, bias)
    assert model.score("你真坏啊") > 0.5 > model.score("今天天晴")


def test_our_own_lines_are_read_without_marks() -> None:
    lines = list(ours())
    assert any(line.wounding for line in lines)
    assert not any("<<" in line.folded or "{" in line.folded for line in lines)


def test_the_model_is_small() -> None:
    assert Path(WEIGHTS).stat().st_size < 3_000_000


def test_a_loud_post_without_a_listed_word_gets_one_hint(linter: Linter) -> None:
    found = linter.lint(LOUD).findings
    assert [(f.rule, f.level) for f in found] == [("insult.tone", "info")]
    assert found[0].text in LOUD


def test_a_word_thrown_at_somebody_stays_whatever_the_model_says(linter: Linter) -> None:
    draft = "昨天的会议记录已经整理完毕请大家查收谢谢。你就是个人渣"
    assert tone().score(fold(draft).text) < 0.7
    assert [f.level for f in linter.lint(draft).findings if f.category == "insult"] == ["warning"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("他们那伙人都是<<骗子>>", True),
        ("剧本杀里我是<<骗子>>", False),
        ("剧本杀里他是<<骗子>>", True),
        ("别去人家主页<<底下骂>>", False),
        ("别去了，他们<<只会骂>>", True),
        ("请勿在评论区骂人家<<是废物>>", False),
    ],
)
def test_who_plays_a_part_or_forbids_it_does_not_say_it(line: str, said: bool) -> None:
    start = line.index("<<")
    text = fold(line.replace("<<", "").replace(">>", "")).text
    assert meant(load_words(rules_dir()))(text, start, line.index(">>") - 2) is said

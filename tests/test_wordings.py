"""The learned model of wordings: its parts on toys, the shipped one inside the linter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from shenyan import Linter
from shenyan.detectors.wording import detector
from shenyan.draft import PERSON, Draft, Span, read, with_spans
from shenyan.rules import Rule, load_rules, load_words, rules_dir
from shenyan.settings import Settings
from shenyan.wording import whom
from shenyan.wording.clauses import VALUE, cut, view
from shenyan.wording.corpus import Maker, Post
from shenyan.wording.features import features, longer, parse
from shenyan.wording.fit import fit, table
from shenyan.wording.grams import short_features
from shenyan.wording.index import Index
from shenyan.wording.judge import Act, Scored, acts
from shenyan.wording.learn import prepare, train
from shenyan.wording.reader import MODEL_DIR, Reader, load_weights
from shenyan.wording.senses import Senses
from shenyan.wording.weights import Weights, load, save

WORDS = load_words(rules_dir())
RULES = {rule.id: rule for rule in load_rules(rules_dir())}
THREAT = "你家孩子上学那条路，我天天走"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("你好，世界。", ["你好", "世界"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("……！？", []),
        (f"{PERSON}{PERSON}来了", [f"{PERSON}{PERSON}来了"]),
        ("长" * 50, ["长" * 40, "长" * 10]),
    ],
)
def test_a_text_is_cut_into_clauses(text: str, clauses: list[str]) -> None:
    found = cut(text)
    assert [clause.text for clause in found] == clauses
    assert all(text[clause.start : clause.end] == clause.text for clause in found)


def test_names_values_and_digits_are_hidden() -> None:
    draft = read("打13800001234找周建国，3天")
    phone = Span(1, 12, RULES["privacy.phone-number"], "error")
    name = Span(13, 16, RULES["privacy.person-name"], "info")
    hidden = view(with_spans(draft, [phone, name]))
    assert hidden == f"打{VALUE * 11}找{PERSON * 3},0天"


def test_a_feature_knows_where_it_stands() -> None:
    text = parse("前一句，把他的照片挂出来", Senses({"sense-photo": ("照片",)}))
    found = set(features(text, 1))
    assert ("=photo", 3, 5) in found
    assert ("照片", 3, 5) in found
    assert ("<前一", 0, 0) in found


SEVERAL = (
    f"{PERSON}{PERSON}欠债！！还钱，一，二三 @某人，你猜你家猫\n“明天”还在不在，"
    f"{'长' * 43}，{VALUE}😀"
)


def test_short_features_and_longer_ones_are_all_of_them() -> None:
    text = parse(SEVERAL, Senses(WORDS))
    everything = [{f for f, _, _ in features(text, i)} for i in range(len(text.clauses))]
    rows = Index.of(sorted(set().union(*everything)))
    short, owners = short_features(text.clauses, rows)
    for number, wanted in enumerate(everything):
        found = set(short[owners == number].tolist())
        found |= {rows[name] for name, _, _ in longer(text, number)}
        assert found == {rows[name] for name in wanted}, text.clauses[number]


def test_what_is_remembered_of_a_draft_changes_nothing() -> None:
    before = "你猜你家猫明天还在不在。他欠钱不还，我把他照片挂出来。周末去爬山，天气不错。"
    drafts = [before, before.replace("周末", "周末我们，"), "先说一句，" + before, before[:-9]]
    warm = Reader(load_weights(), WORDS)
    for text in [*drafts, *drafts]:
        draft = read(text)
        afresh = Reader(load_weights(), WORDS)
        assert warm.read(draft) == afresh.read(draft)
        for ours, theirs in zip(
            warm.at(draft, 0, len(text)), afresh.at(draft, 0, len(text)), strict=True
        ):
            assert ours.kind == theirs.kind
            assert ours.odds == pytest.approx(theirs.odds, abs=1e-4)


def test_a_stretch_is_judged_by_the_clauses_that_it_touches() -> None:
    text = "你猜你家猫明天还在不在，好，他欠钱不还"
    reader = Reader(load_weights(), WORDS)
    draft = read(text)
    every = reader.at(draft, 0, len(text))
    assert len(every) == 3
    assert reader.at(draft, 2, 5) == every[:1]
    assert reader.at(draft, 5, 13) == every[:2]
    assert reader.at(draft, 11, 12) == []
    assert reader.at(draft, 12, 15) == every[1:]


def test_of_the_signs_in_a_draft_only_known_ones_are_kept() -> None:
    reader = Reader(load_weights(), WORDS)
    reader.at(read("他欠钱不还⸙等着，好"), 0, 3)
    assert "before ," in reader._longer
    assert "before ⸙" not in reader._longer


def test_the_learner_tells_two_kinds_of_texts_apart() -> None:
    rows = [[0, 2], [0], [1, 2], [1]] * 400
    wanted = np.array([[1], [1], [0], [0]] * 400, np.float32)
    weights, bias = fit(table(rows, wanted, np.ones_like(wanted)), np.arange(1600), 3)
    assert weights[0, 0] + bias[0] > 0 > weights[1, 0] + bias[0]


def test_what_is_unknown_and_what_is_never_asked_teaches_nothing() -> None:
    rows = [[0, 2], [0], [1, 2], [1]] * 400
    wanted = np.array([[1, 0], [1, 0], [0, 0], [0, 0]] * 400, np.float32)
    weight = np.array([[1, 1], [1, 1], [1, 1], [0, 0]] * 400, np.float32)
    weights, bias = fit(table(rows, wanted, weight), np.arange(1600), 3)
    assert weights[0, 0] + bias[0] > 0 > weights[1, 0] + weights[2, 0] + bias[0]
    assert not weights[:, 1].any()
    assert bias[1] < -5


def test_every_name_has_its_place() -> None:
    names = ["ab", "\u6261", "a", "\0"[:0], "abcd", "\ud83d", "😀", "ab\n", "😀😀😀😀"]
    index = Index.of(names)
    assert list(index) == names
    assert index.places(names).tolist() == list(range(len(names)))
    assert index.get("\u6162", -1) == index.get("abce", -1) == -1
    assert Index.of(["abcd"]).places(["a", "abcd"]).tolist() == [-1, 0]
    rows = load_weights().rows
    assert rows.places(list(rows)).tolist() == list(range(len(rows)))


def test_weights_survive_the_disk(tmp_path: Path) -> None:
    few = np.array([[1.0, -0.5, 0.25], [0.001, 0.0, 0.0]], np.float32)
    three = np.arange(3, dtype=np.float32)
    rows = Index.of(["before \n", "的", "杀"])
    few = np.vstack([few, -few[:1]])
    save(Weights(("threat",), rows, few, three, three, three, three), tmp_path, 0.01)
    again = load(tmp_path)
    assert again.categories == ("threat",)
    assert again.rows == {"杀": 0, "before \n": 1}
    assert again.rows.places(["杀", "", "的", "before \n"]).tolist() == [0, -1, -1, 1]
    assert again.at(np.arange(2)) == pytest.approx(few[[2, 0]], abs=0.01)
    assert again.at(np.arange(2), -1) == pytest.approx(few[[2, 0], -1:], abs=0.01)


def test_the_same_examples_give_the_same_file(tmp_path: Path) -> None:
    drafts = [Post(text, ((0, 4, "threat", False),), "a") for text in ("弄死你啊", "弄死他吧")]
    calm = [Post(text, (), "b") for text in ("你好你好", "他好他好")]
    examples = [*Maker([], WORDS).make([*drafts, *calm] * 20)]
    course = prepare(examples)
    for name in ("one", "two"):
        save(train(course, np.arange(len(examples))), tmp_path / name, 0.04)
    files = [(tmp_path / name / "weights.npz").read_bytes() for name in ("one", "two")]
    assert files[0] == files[1]


def scored(*odds: float) -> list[Scored]:
    return [Scored(0, each) for each in odds]


def test_neighbours_are_one_act() -> None:
    clauses = cut("不还钱，就上你家，等着，再说")
    least = np.zeros(1, np.float32)
    assert acts(scored(2, 1, -1, 3), clauses, least) == [Act(0, 0, 1, 2), Act(0, 3, 3, 3)]


def test_an_act_stays_short() -> None:
    clauses = cut("，".join(["这是一个很长很长很长很长的分句"] * 4))
    least = np.zeros(1, np.float32)
    assert [(a.first, a.last) for a in acts(scored(1, 1, 1, 1), clauses, least)] == [(0, 1), (2, 3)]


def test_the_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL_DIR.iterdir()) < 5_000_000


def findings(linter: Linter, text: str) -> list[tuple[str, str, str]]:
    return [(f.rule, f.level, f.text) for f in linter.lint(text).findings]


def test_what_no_pattern_holds_is_found(linter: Linter) -> None:
    found = findings(linter, THREAT)
    assert [(rule, level) for rule, level, _ in found] == [("threat.worded", "error")]
    assert THREAT in found[0][2]


@pytest.mark.parametrize(
    "text",
    [
        f"有人跟我说“{THREAT}”，我该怎么办",
        "我家猫明天去看医生，顺便打疫苗",
        "猜猜明天还有没有雨",
        "",
        "😀😀😀",
    ],
)
def test_near_misses_are_left_alone(linter: Linter, text: str) -> None:
    assert findings(linter, text) == []


def test_a_rule_that_is_off_is_silent() -> None:
    quiet = Linter(settings=Settings(off=("threat.worded",)))
    assert not [rule for rule, _, _ in findings(quiet, THREAT) if rule == "threat.worded"]


def sure_of_all(draft: Draft, rule: Rule, *, sure: float = -99.0) -> list[Span]:
    """Read a draft with a model that takes everything for an act."""
    weights = load_weights()
    low = np.full(len(weights.categories), -99, np.float32)
    low_sure = np.full(len(weights.categories), sure, np.float32)
    reader = Reader(replace(weights, likely=low, sure=low_sure), WORDS)
    return list(detector([rule], reader, whom.prepare(WORDS))(draft))


def test_an_unless_phrase_silences_the_model_in_its_sentence() -> None:
    rule = replace(RULES["threat.worded"], unless=("上学",))
    assert sure_of_all(read(THREAT), RULES["threat.worded"])
    assert not sure_of_all(read(THREAT), rule)


def test_what_is_merely_likely_is_a_hint() -> None:
    rule = RULES["threat.worded"]
    assert [s.level for s in sure_of_all(read(THREAT), rule)] == ["error"]
    assert [s.level for s in sure_of_all(read(THREAT), rule, sure=99.0)] == ["info"]


def test_a_guess_at_a_few_characters_is_not_shown() -> None:
    rule, few = RULES["health.worded"], "他又怀孕"
    assert [s.level for s in sure_of_all(read(few), rule)] == [rule.level]
    assert sure_of_all(read(few), rule, sure=99.0) == []


def test_a_hint_needs_somebody_whom_it_may_be_about() -> None:
    rule, nobody, somebody = RULES["health.worded"], "确诊抑郁症三年了", "她确诊抑郁症三年了"
    assert [s.level for s in sure_of_all(read(nobody), rule)] == [rule.level]
    assert sure_of_all(read(nobody), rule, sure=99.0) == []
    assert [s.level for s in sure_of_all(read(somebody), rule, sure=99.0)] == ["info"]


def test_a_threat_of_a_few_characters_is_shown() -> None:
    rule, few = RULES["threat.worded"], "打断你腿"
    assert [s.level for s in sure_of_all(read(few), rule, sure=99.0)] == ["info"]


def test_where_a_pattern_has_spoken_the_model_is_silent() -> None:
    draft = read(THREAT)
    known = Span(0, 4, RULES["threat.violence"], "error")
    assert not sure_of_all(with_spans(draft, [known]), RULES["threat.worded"])


def test_what_is_marked_lies_inside_the_author_s_text(linter: Linter) -> None:
    text = "😀" + "我让你在这条街上开不下去 " * 40
    for finding in linter.lint(text).findings:
        assert text[finding.start : finding.end] == finding.text

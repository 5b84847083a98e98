"""The parts around the models: view, tags, decoding, memory, masks, scores, invented posts."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import NumpyOps

from shenyan.memory import Memory
from shenyan.names.abroad import Abroad, foreign_costs
from shenyan.names.corpus import read_posts
from shenyan.names.crf import load_crf
from shenyan.names.crf import pack as pack_crf
from shenyan.names.decode import decode
from shenyan.names.features import COLUMNS, Columns, crf_keys, read, read_all
from shenyan.names.invent import TEXTS, Inventor, Post, joined, read_lines, read_lists
from shenyan.names.layers import attach
from shenyan.names.lexicon import load_lexicon, pack
from shenyan.names.mask import mask, mask_all
from shenyan.names.models import COMPONENT, CRF_FILE, MODEL_DIR, NETWORK, load_models
from shenyan.names.network import Stretch, hashes, load_network
from shenyan.names.pipeline import load_pipeline
from shenyan.names.placing import make_places, placed
from shenyan.names.resources import Resources, count_makeup, resources
from shenyan.names.scoring import counts, f_score, interval
from shenyan.names.spans import TAGS, from_tags, to_tags
from shenyan.names.view import view
from shenyan.normalize import fold

SURNAMES = frozenset("唐王李") | {"欧阳"}


@pytest.fixture(scope="session")
def known() -> Resources:
    return resources(MODEL_DIR / "person_names")


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("看https://t.cn/a1?b=2这个", "看□这个"),
        ("笑死[doge]了", "笑死□了"),
        ("两行\n\n  字", "两行□字"),
        ("唐.婉.如骗钱", "唐婉如骗钱"),
        ("唐❤婉❤如骗钱", "唐婉如骗钱"),
        ("吃.喝.玩", "吃.喝.玩"),
        ("王·伟", "王伟"),
        ("陳婉儀", "陈婉仪"),
    ],
)
def test_the_view_hides_what_is_no_prose_and_closes_names_up(source: str, seen: str) -> None:
    assert view(fold(source), SURNAMES).text == seen


@pytest.mark.parametrize("source", ["😀王1️⃣\n[泪]唐.婉.如 x", "㍿½①", "\ud83dA", ""])
def test_the_view_leads_back_to_the_source(source: str) -> None:
    seen = view(fold(source), SURNAMES)
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert list(seen.starts) == sorted(seen.starts)
    assert all(0 <= a < b <= len(source) for a, b in zip(seen.starts, seen.ends, strict=True))


@pytest.mark.parametrize("spans", [[(0, 3)], [(1, 2)], [(0, 2), (2, 4)], []])
def test_tags_say_where_names_are(spans: list[tuple[int, int]]) -> None:
    assert from_tags(to_tags(5, spans)) == spans


def test_a_broken_row_of_tags_gives_no_half_name() -> None:
    assert from_tags(list("MEOBOME")) == []


def test_decoding_finds_the_best_whole_names() -> None:
    rows = np.full((6, len(TAGS)), -9.0, dtype=np.float32)
    for i, tag in enumerate("OBMEOB"):
        rows[i, TAGS.index(tag)] = -0.1
    assert decode(rows) == [(1, 4)]


def test_the_memory_forgets_the_oldest_and_then_everything() -> None:
    memory: Memory[tuple[()]] = Memory(size=2, silence=0.01)
    for sentence in "abc":
        memory.keep(sentence, ())
    assert [memory.recall(s) for s in "abc"] == [None, (), ()]
    timer = memory._timer
    while timer is not None:
        timer.join()
        timer = memory._timer
    assert len(memory) == 0


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("唐婉", "唐某"),
        ("唐婉如", "唐某某"),
        ("欧阳娜", "欧阳某"),
        ("欧阳若尘", "欧阳某某"),
        ("阿依古丽·买买提", "阿某某"),
        ("kevin zhao", "K某"),
    ],
)
def test_a_mask_keeps_the_surname(name: str, masked: str) -> None:
    assert mask(name, SURNAMES) == masked


def test_two_people_of_one_surname_stay_two_people() -> None:
    masks = mask_all(["唐婉如", "唐小虎", "唐婉如", "王五"], SURNAMES)
    assert masks == {"唐婉如": "唐某某甲", "唐小虎": "唐某某乙", "王五": "王某"}


def test_a_packed_word_list_cuts_text_into_its_likeliest_words(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_bytes(pack(["今天 90 t", "天气 8000 n", "今 99 t", "天 99 n", "气 9 n", "好 99 a"]))
    lexicon = load_lexicon(path)
    words, _ = lexicon.segment("今天气好x")
    assert [(w.start, w.end) for w in words] == [(0, 1), (1, 3), (3, 4), (4, 5)]
    assert lexicon.holds("天气")
    assert lexicon.cost("x") > lexicon.cost("气") > lexicon.cost("天气")


def test_features_have_one_row_per_character(known: Resources) -> None:
    text = "房东陈嘉树□欠钱😀"
    columns = read(text, known)
    assert len(columns) == crf_keys(columns).shape[1] == len(text)


TOGETHER = (
    "房东陈嘉树欠钱不还，欧阳若尘知道",
    "欠钱😀",
    "王",
    "",
    "欧阳若尘和马克西姆",
    "今天天气不错",
)


def test_texts_read_together_are_read_each_for_itself(known: Resources) -> None:
    together = read_all(TOGETHER, known)
    for text, columns in zip(TOGETHER, together, strict=True):
        assert np.array_equal(columns, read(text, known))
    keys = np.concatenate([crf_keys(columns) for columns in together], axis=1)
    assert np.array_equal(crf_keys(*together), keys)


def test_the_crf_weighs_each_text_for_itself(known: Resources) -> None:
    crf = load_crf(MODEL_DIR / COMPONENT / CRF_FILE)
    together = read_all(TOGETHER, known)
    for columns, weighed in zip(together, crf.all_scores(together), strict=True):
        assert np.array_equal(weighed, crf.scores(columns))


def test_the_layers_say_what_thinc_says(known: Resources) -> None:
    tagger: Any = load_pipeline().get_pipe(NETWORK)
    network = load_network(MODEL_DIR / NETWORK, tagger.labels)
    texts = TOGETHER[:3]
    docs = [Doc(Vocab(), words=[*text], spaces=[False] * len(text)) for text in texts]
    thinc = tagger.model.predict([attach(doc, known) for doc in docs])
    sheets = read_all(texts, known)
    whole = network.scores([Stretch(columns, 0, len(columns)) for columns in sheets])
    for ours, theirs in zip(whole, thinc, strict=True):
        assert np.allclose(ours, theirs, atol=1e-4)
    part = network.scores([Stretch(sheets[0][2:13], 4, 7)])[0]
    assert np.allclose(part, whole[0][6:9], atol=1e-4)


def test_numbers_are_hashed_as_thinc_hashes_them() -> None:
    numbers = np.array([[0, 1, 2**63 + 5, 2**64 - 1], [7, 2**32, 3, 12345678901]], dtype=np.uint64)
    seeds = np.array([11, 2**32 - 1], dtype=np.uint64)
    for row, seed, ours in zip(numbers, seeds, hashes(numbers, seeds), strict=True):
        assert np.array_equal(ours, NumpyOps().hash(row, int(seed)))


def test_the_pipeline_names_whom_the_models_name() -> None:
    text = "房东陈嘉树欠钱不还，欧阳若尘知道"
    (names,) = load_models().find([text])
    assert [(ent.start_char, ent.end_char) for ent in load_pipeline()(text).ents] == names
    assert [text[a:b] for a, b in names] == ["陈嘉树", "欧阳若尘"]


def test_an_unseen_name_scores_above_words_that_begin_with_a_surname(known: Resources) -> None:
    name, word = (scores(read(text, known)) for text in ("找阮雨桐", "找马路边"))
    assert name[1] % 11 > word[1] % 11


def scores(columns: Columns) -> list[int]:
    return [int(score) - 1 for score in columns[:, COLUMNS.index("score")]]


def test_keys_are_equal_where_the_surroundings_are(known: Resources) -> None:
    keys = crf_keys(read("找阮雨桐要钱。找阮雨桐要钱。", known))
    assert (keys[:, 3] == keys[:, 10]).all()
    assert (keys[:, 3] != keys[:, 4]).any()


def test_a_foreign_stretch_and_a_double_surname_are_marked(known: Resources) -> None:
    columns = read("和马克西姆吃饭，长谷川健太不去", known)
    foreign, double = (columns[:, COLUMNS.index(name)] - 1 for name in ("foreign", "double"))
    assert foreign[1:5].all()
    assert not foreign[5:7].any()
    assert read("叫欧阳若尘来", known)[1, COLUMNS.index("double")] > 1
    assert not double[:8].any()


def test_makeup_counts_given_names_of_listed_surnames_only() -> None:
    made = count_makeup(["王", "欧阳"], ["王小明", "王明", "欧阳明", "赵小明", "王爷"])
    assert set(made["first"]) == {"小"}
    assert set(made["single"]) == {"明"}


def test_f_counts_whole_names() -> None:
    pairs = [({(0, 3)}, {(0, 3)}), ({(0, 2)}, {(0, 3)}), (set(), set())]
    assert counts(pairs) == (1, 1, 1)
    assert f_score(counts(pairs)) == 0.5
    low, high = interval(pairs)
    assert low <= 0.5 <= high


def test_invented_posts_mark_the_names_put_in(known: Resources) -> None:
    lists = read_lists(TEXTS / "given.txt")
    first, second = (Inventor(known.makeup, lists, seed=7) for _ in range(2))
    post = first.filled("{N}和{M}，{N}在{P}")
    assert post == second.filled("{N}和{M}，{N}在{P}")
    named = [post.text[a:b] for a, b in post.spans]
    assert named[0] == named[2] != named[1]
    renamed = first.renamed(Post("王小明说王小明", ((0, 3), (4, 7))), 1.0)
    assert len({renamed.text[a:b] for a, b in renamed.spans}) == 1
    assert joined(Post("王五", ((0, 2),)), "，", Post("李四", ((0, 2),))).spans == ((0, 2), (3, 5))


def test_the_probe_shares_no_template_with_the_training_posts() -> None:
    assert not set(read_lines(TEXTS / "posts.txt")) & set(read_lines(TEXTS / "probe.txt"))


def test_names_from_abroad_are_drawn_alike_with_one_seed() -> None:
    lists = read_lists(TEXTS / "others.txt")
    first, second = (Abroad(lists, Random(5)) for _ in range(2))
    drawn = [first.name() for _ in range(200)]
    assert drawn == [second.name() for _ in range(200)]
    assert all(drawn)
    assert any("·" in name for name in drawn)
    like = first.like("约翰·史密斯")
    assert like is not None
    assert like.count("·") == 1
    assert first.like("John Smith") is None


def test_only_characters_of_several_foreign_names_are_weighed() -> None:
    costs = foreign_costs(["斯文", "斯通", "约翰"])
    assert set(costs) == {"斯"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("她又不还钱", "方圆又不还钱"),
        ("其他人她们吉他", "其他人她们吉他"),
        ("我同事的车", "方圆的车"),
        ("导演说好", "导演方圆说好"),
    ],
)
def test_an_invented_name_takes_the_place_of_a_pronoun(text: str, expected: str) -> None:
    places = make_places(read_lists(TEXTS / "roles.txt"))
    post = placed(Post(text), places, lambda: "方圆", Random(1))
    assert post.text == expected
    assert [post.text[a:b] for a, b in post.spans] == ["方圆"] * post.text.count("方圆")


def test_putting_names_in_keeps_those_that_are_there() -> None:
    places = make_places(read_lists(TEXTS / "roles.txt"))
    post = placed(Post("王五说她走了", ((0, 2),)), places, lambda: "方圆", Random(1))
    assert {post.text[a:b] for a, b in post.spans} == {"王五", "方圆"}


def test_a_packed_crf_gives_back_its_weights(tmp_path: Path, known: Resources) -> None:
    columns = read("找王五", known)
    keys = crf_keys(columns)
    state = {(f"{key:x}", "B"): 2.0 for key in keys[:, 1].tolist()}
    path = tmp_path / "crf"
    path.write_bytes(pack_crf(state, {("B", "E"): 1.0}))
    rows = load_crf(path).scores(columns)
    assert rows.shape == (3, len(TAGS))
    assert np.allclose(rows.sum(axis=1), 1.0)
    assert rows[1].argmax() == TAGS.index("B")
    assert rows[2].argmax() == TAGS.index("E")


def test_names_in_other_marks_of_a_draft_are_optional(tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    marks = [
        {"start": 0, "end": 2, "category": "person-name", "optional": True},
        {"start": 3, "end": 6, "category": "person-name"},
        {"start": 6, "end": 9, "category": "minor"},
    ]
    path.write_text(json.dumps({"text": "老王和李小明三年级", "spans": marks}), encoding="utf-8")
    assert read_posts(path) == [Post("老王和李小明三年级", ((3, 6),), ((0, 2), (6, 9)))]
    assert read_posts(path, whole=True) == []

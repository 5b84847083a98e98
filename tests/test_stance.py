"""Whose words are these? Each line says what the author does with a charge, a call or a threat."""

from __future__ import annotations

import pytest

from shenyan import stance, stance_scene
from shenyan.draft import Span, read
from shenyan.rules import Rule, load_words, rules_dir

WORDS = load_words(rules_dir())
VIEWS = stance.prepare(WORDS, lambda _span, _draft: float("-inf"))
SURE = stance.prepare(WORDS, lambda _span, _draft: 0.5)
TORN = stance.prepare(WORDS, lambda _span, _draft: -0.5)
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


def stands(view: str, line: str) -> bool:
    """Judge the stretch between << and >>."""
    return judged(VIEWS[view], line) is not None


def judged(view: stance.View, line: str) -> str | None:
    """Give the level that a view leaves to the stretch between << and >>."""
    start = line.index("<<")
    text = line.replace("<<", "").replace(">>", "")
    kept = view(Span(start, line.index(">>") - 2, RULE, "warning"), read(text))
    return kept.level if kept else None


@pytest.mark.parametrize(
    "line",
    [
        "他<<偷了我的钱>>",
        "没想到他<<偷了我的钱>>",
        "你儿子<<偷拿我家充电宝>>",
        "阮美琪你<<插足别人家庭>>的时候想过今天吗",
        "他不就是个<<骗子>>吗",
        "难道他不<<是骗子>>吗",
        "这种<<骗子>>还要脸吗",
        "别信他，他<<是骗子>>",
        "提醒大家远离他，他<<是骗子>>",
        "😀他<<出轨>>，被我抓到",
        "我前夫<<出轨>>",
        "他骗了我还<<偷东西>>",
        "<<我垫的钱你不认>>",
        "<<我亲眼看见他偷东西>>",
        "他就是个“<<骗子>>”",
        "看了条新闻。楼下老刘<<骗了我八千块>>",
        "这案件判得真轻！我前夫<<出轨>>三年",
        "那院长<<倒卖疫苗>>，账本在我手里",
        "你欠的工程款<<几时结>>？",
    ],
)
def test_a_claim_the_author_makes_stands(line: str) -> None:
    assert stands("asserted", line)


@pytest.mark.parametrize(
    "line",
    [
        "他没有<<偷东西>>",
        "<<我做化疗第三次了>>",
        "他不<<是骗子>>",
        "他是不<<是骗子>>",
        "他<<出轨>>了吗？",
        "请问老公<<出轨>>怎么办",
        "如果他<<偷东西>>，我会报警",
        "有人骂我<<是小三>>",
        "我<<抑郁症>>好了",
        "他被冤枉<<偷东西>>",
        "警方通报：刘某<<诈骗>>",
        "她演的<<小三>>太像了",
        "《<<小偷>>家族》重映",
        "有人在评论里写“她<<是小三>>”",
        "如何识别<<骗子>>，律师讲给你听",
        "我家猫<<偷东西>>",
        "<<偷拍他人>>算不算违法，法律怎么规定",
        "吉他课上讲了<<骗子>>的套路",
        "<<我自己欠了卡债>>，慢慢还",
        "万圣节她演<<小偷>>，逗死了",
    ],
)
def test_a_claim_denied_asked_quoted_reported_or_taught_falls(line: str) -> None:
    assert not stands("asserted", line)


@pytest.mark.parametrize(
    ("view", "line", "kept"),
    [
        ("meant", "谁能<<人肉他>>吗", True),
        ("meant", "如果不道歉就<<人肉他>>", True),
        ("meant", "不要<<人肉他>>", False),
        ("meant", "警方提醒：<<人肉他>>人", False),
        ("earnest", "你等着，<<打断你的腿>>", True),
        ("earnest", "哈哈哈<<打断你的腿>>", False),
        ("meant", "哈哈哈<<人肉他>>", True),
        ("meant", "室友把我的<<聊天截图发到群里>>，能报警吗", False),
        ("meant", "室友的<<聊天截图发到群里>>，能报警吗", True),
        ("meant", "他把我的<<聊天截图发到群里>>", True),
        ("meant", "偷录<<别人谈话发网上>>，缺德", False),
    ],
)
def test_calls_and_threats_are_heard_in_their_own_way(view: str, line: str, kept: bool) -> None:
    assert stands(view, line) is kept


@pytest.mark.parametrize(
    ("line", "believed", "torn"),
    [
        ("他<<偷了我的钱>>", "warning", "warning"),
        ("他<<出轨>>了吗？", "warning", "info"),
        ("如果他<<偷东西>>，我会报警", "warning", "info"),
        ("她演的<<小三>>太像了", "warning", "info"),
        ("他没有<<偷东西>>", None, None),
        ("有人在评论里写“她<<是小三>>”", None, None),
    ],
)
def test_beside_words_of_doubt_the_model_decides_unless_it_is_denied_or_quoted(
    line: str, believed: str | None, torn: str | None
) -> None:
    assert judged(SURE["asserted"], line) == believed
    assert judged(TORN["asserted"], line) == torn


@pytest.mark.parametrize(
    "line",
    [
        "孙浩<<是个小偷>>，还装清白",
        "孙浩<<就是个骗子>>，说的话全是假的",
        "周岚<<学历是假的>>",
        "周岚<<诬告>>我",
        "你自己<<偷东西>>",
        "我要让邻居都知道你<<欠钱不还>>",
        "所有人都知道他<<是骗子>>",
    ],
)
def test_what_only_sounds_like_a_denial_or_like_oneself_takes_nothing(line: str) -> None:
    assert stands("asserted", line)


@pytest.mark.parametrize("line", ["再骂一句<<我给你好看>>", "别想你妈能好过，<<我弄死她>>"])
def test_a_threat_is_no_play_because_of_a_word_within_it(line: str) -> None:
    assert stands("earnest", line)


@pytest.mark.parametrize(
    ("view", "line"),
    [
        ("asserted", "我室友<<偷了我三千块>>。今天看了电影"),
        ("asserted", "漫画更新了。@一只柚子 <<卷钱跑路>>"),
        ("asserted", "#科普# 我室友<<偷了我三千块>>"),
        ("asserted", "@一只柚子 <<卷钱跑路>>，我家猫今天绝育"),
        ("asserted", "【王老师<<收家长红包>>，我有录音】"),
        ("asserted", "王老师<<收家长红包>>。等警方通报"),
        ("asserted", "李医生<<收红包>>，怎么办"),
        ("asserted", "保安老张<<偷业主快递>>，律师说可以告"),
        ("asserted", "【张教练<<强奸过女学员>>】"),
        ("asserted", "我室友<<偷了我三千块>>，我家猫今天绝育"),
        ("asserted", "他没<<偷我手机>>？谁信啊"),
        ("asserted", "王老师<<收家长红包>>开心吗"),
        ("earnest", "我要<<砍死你>>。晚上吃了火锅"),
    ],
)
def test_what_stands_in_another_sentence_or_in_a_tag_takes_nothing(view: str, line: str) -> None:
    assert stands(view, line)


@pytest.mark.parametrize(
    ("view", "line"),
    [
        ("asserted", "昨晚的电影真好看。女主的老公<<出轨>>，气死"),
        ("asserted", "#狂飙# 里的那个反派<<贪污>>了三百万"),
        ("asserted", "咬坏拖鞋的小偷<<偷袜子>>，就是这只猫"),
        ("asserted", "【某地教师<<收红包>>被处分】"),
        ("asserted", "【李某<<受贿>>案今日开庭】"),
        ("asserted", "同事<<收红包>>，怎么办"),
        ("earnest", "<<砍死你>>，这局必赢，火锅你请"),
    ],
)
def test_what_stands_in_the_same_sentence_still_does(view: str, line: str) -> None:
    assert not stands(view, line)


def test_a_scene_reads_only_the_neighbourhood() -> None:
    draft = read("远" * 500 + "。他，偷钱，走了。" + "远" * 500)
    seen = stance_scene.scene(draft, 503, 505)
    assert (seen.before, seen.mark, seen.lead) == ("", "偷钱", "他,")
    assert seen.sentence == "他,偷钱,走了。"
    assert len(seen.context) == 122

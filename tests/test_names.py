"""The name tagger on sentences of our own: what it finds, leaves alone, and reads again."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from shenyan import names
from shenyan.names import NameSpan, Tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return names.load()


def found(tagger: Tagger, text: str, *kinds: str) -> list[str]:
    wanted = kinds or ("full", "nick", "latin")
    return [text[s.start : s.end] for s in tagger.find(text) if s.kind in wanted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("家教中心的滕文澜卷了学费跑了，姐妹们快报警", ["滕文澜"]),
        ("房东阮志超到现在都不退押金", ["阮志超"]),
        ("跟姚语菲和邱大鹏一起去露营", ["姚语菲", "邱大鹏"]),
        ("我舍友司徒静半夜唱歌", ["司徒静"]),
        ("听说夏侯子俊辞职了", ["夏侯子俊"]),
        ("同事古丽扎尔·吐尔逊教我跳舞", ["古丽扎尔·吐尔逊"]),
        ("室長葉詠琳又遲到", ["葉詠琳"]),
        ("😭👨‍👩‍👧挂一下欧梓豪这个渣男", ["欧梓豪"]),
        ("避雷范.嘉.怡，收钱不办事", ["范.嘉.怡"]),
        ("避雷范 嘉 怡 ，收钱不办事", ["范 嘉 怡"]),
        ("收钱的人名叫安静，三十来岁", ["安静"]),
        ("郭子睿欠我钱，郭子睿你还钱", ["郭子睿", "郭子睿"]),
        ("面试官Vivian全程玩手机", ["Vivian"]),
        ("新垣结衣和汤姆·汉克斯都来了", ["新垣结衣", "汤姆·汉克斯"]),
        ("刘强村里横行霸道", ["刘强"]),
        ("同事IvanPaskievich请假", ["IvanPaskievich"]),
        ("#罗佳宁#罗佳宁出来解释", ["罗佳宁", "罗佳宁"]),
        ("隔壁组的Zhang Xiaomeng甩锅给我", ["Zhang Xiaomeng"]),
        ("sòng yǎ qín，说的就是你", ["sòng yǎ qín"]),
        ("Lǚ Míng同学别装了", ["Lǚ Míng"]),
        ("行政部的Desmond Lok吞了押金", ["Desmond Lok"]),
        ("房东蒲秋萍不退押金", ["蒲秋萍"]),
        ("实验室的师姐白雪，从来不锁门", ["白雪"]),
        ("刚跟江海吃饭回来", ["江海"]),
        ("昨天和安静打架的是谁", ["安静"]),
        ("缑建民你还我电动车", ["缑建民"]),
        ("乌力吉巴特尔大哥送我们一只羊", ["乌力吉巴特尔"]),
        ("今天谁打扫：宋佳怡、石犇", ["宋佳怡", "石犇"]),
        ("米兰他爹来接孩子，米兰不肯走", ["米兰", "米兰"]),
        ("葛*建*明你出来", ["葛*建*明"]),
        ("邹 敏你等着", ["邹 敏"]),
        ("我家狗叫魏志刚给打了", ["魏志刚"]),
        ("Wáng Zǐ Hán同学别装了", ["Wáng Zǐ Hán"]),
        ("海棠这个名字太多人用", ["海棠"]),
        ("丰收，女，三十岁，会计", ["丰收"]),
        ("我同桌石榴，对，姓石", ["石榴"]),
        ("我姨父叫庄重，脾气可不庄重", ["庄重"]),
        ("叫冷静的人最容易急", ["冷静"]),
        ("工牌上写着康乐，不知道是不是真名", ["康乐"]),
        ("我室友明朗生日快乐", ["明朗"]),
        ("可是全小梅到底来不来", ["全小梅"]),
        ("红豆退休那天哭了", ["红豆"]),
        ("李明浩高中偷东西", ["李明浩"]),
        ("刘雨桐大学被包养", ["刘雨桐"]),
        ("曝光[刘建国]骗钱", ["刘建国"]),
        ("阿曼古丽来了", ["阿曼古丽"]),
        ("邻居其其格人很好", ["其其格"]),
        ("隔壁班梓涵转学了", ["梓涵"]),
        ("张伟叔来了", ["张伟"]),
        ("司马光明今天没来", ["司马光明"]),
        ("白雪还欠我三千", ["白雪"]),
        ("渣男江山，还我青春", ["江山"]),
    ],
)
def test_a_name_is_found_whole(tagger: Tagger, text: str, expected: list[str]) -> None:
    assert found(tagger, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "今天超级高兴，晚上吃了李子和杨梅",
        "床头放着舍曲林和奥氮平，医生说别停药",
        "戴蓝围巾、戴金边眼镜的在出站口等我",
        "赵屯西边那家养了三条狗，孙庄东头也有",
        "银行 yín háng 的行读háng，别读错了",
        "chuáng qián míng yuè guāng 是二年级课文",
        "马上就下班，先去取黄金手镯",
        "今天学 hé nán shěng 和 sì chuān shěng",
        "zhōng guó rén 三个音节都要读准",
        "hé nán shěng",
        "Zhōng Guó",
        "课文里的“lǐ xiǎo lóng”要加声调",
        "mā má mǎ mà，lǐ xiǎo míng，跟我念",
        "我家猫叫魏志刚，特别胖",
        "昨晚白雪下了一夜，江海都冻住了",
        "妈妈高兴，同学高兴，我也高兴",
        "两个人最后和平分手",
        "荣昌卤鹅和邹城的糁汤都好吃",
        "鲁西南的彩礼，江沪浙的嫁妆",
        "席梦思太软，换了硬板床",
        "林子里的石头好滑",
        "张口就要八百块，钱真不经花",
        "小哥哥小姐姐们看过来",
        "爷爷奶奶外公外婆都来了",
        "牛腩煲和戚风蛋糕都不错",
        "姓名：不填 性别：女 年龄：20",
        "周末去江边露营，白天晒太阳",
        "[doge][微笑] http://t.cn/Lisa 转发",
        "Apple will release a new phone in May",
        "王大庄村东头第三家有井",
        "鹿鸣幼儿园明天停水",
        "赵家媳妇昨天生了",
        "休斯顿和迈阿密的龙虾便宜",
        "将抄手叫做包面",
        "kissy是谁",
        "陈醋拌面，白醋擦灶台",
        "门口的桂花树又开了",
        "曹操出行今天没车",
        "跟前任和平分手了",
        "楼下邻居扬言要换锁",
        "把所以和学生会的人都叫上",
        "我姓王，王者今天又掉段",
        "于是这名字就定了",
        "m国警察又开枪了",
        "骗走了我爸的养老钱",
        "找了个985的谢顶博士",
        "真的是特特特实用",
        "巷口郭记的烧鸡还是老味道",
        "论坛里墨裔和白人又吵起来了",
        "关陇的贵族和山东的士族争了百年",
        "吃完饭还要开车，怕被查酒驾",
        "这面霜是陈年库存吧",
        "中山大学考试作弊的被抓了",
        "育才小学被曝光",
        "中了[许愿]，开心[白眼]",
        "王导请客",
        "文静的女孩真好",
        "高峰期别出门",
        "",
        "\n \n",
        "\ud83d",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(tagger: Tagger, text: str) -> None:
    assert found(tagger, text) == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("法院判了，被告程某某要赔钱", "surname-mou", ["程某某"]),
        ("那名男子方某已被拘留", "surname-mou", ["方某"]),
        ("投诉客服王xx态度差", "surname-mou", ["王xx"]),
        ("谢谢，方老师辛苦了", "title", ["方"]),
        ("你们要的王总和秘书的微信对话，来了", "title", ["王"]),
        ("回来路上碰见老郝了", "nick", ["老郝"]),
    ],
)
def test_masked_names_titles_and_nicknames_have_their_kind(
    tagger: Tagger, text: str, kind: str, expected: list[str]
) -> None:
    assert found(tagger, text, kind) == expected


@pytest.mark.parametrize(
    "text",
    ["我在山东某高校读书", "听说南方某些城市下雪了", "美国某几个州不许", "周末和xx吵了一架"],
)
def test_a_mask_after_the_end_of_a_word_hides_nobody(tagger: Tagger, text: str) -> None:
    assert found(tagger, text, "surname-mou") == []


def test_public_people_are_known_by_their_longest_name(tagger: Tagger) -> None:
    spans = tagger.find("昨晚重看了梁朝伟和张曼玉演的电影")
    assert [span.public for span in spans] == [True, True]
    assert [span.public for span in tagger.find("骗子汪梓桐快还钱")] == [False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("读王维的诗", ["王维"]), ("国王维持了原判", []), ("周杰伦唱得真好", ["周杰伦"])],
)
def test_public_names_count_where_they_stand_as_words(
    tagger: Tagger, text: str, expected: list[str]
) -> None:
    assert found(tagger, text) == expected


def test_a_post_gives_the_same_names_in_a_batch(tagger: Tagger) -> None:
    texts = ["请把钱还给熊佳怡", "没有名字的一条", "龚俊辉骗了我", "请把钱还给熊佳怡"]
    assert tagger.find_batch(texts) == [tagger.find(text) for text in texts]


def test_threads_share_the_tagger() -> None:
    fresh = names.load()
    texts = [
        f"第{i}次了，{name}又不还钱" for i in range(8) for name in ("秦子涵", "陆海波", "彭丽")
    ]
    with ThreadPoolExecutor(8) as pool:
        several = list(pool.map(fresh.find, texts))
    alone = names.load()
    assert several == [alone.find(text) for text in texts]


def test_only_the_changed_sentence_is_read_again() -> None:
    fresh = names.load()
    sentences = [
        f"这是第{i}句话，说的是邻居家的小狗又跑出来了，大家帮忙找找吧。" for i in range(40)
    ]
    fresh.find("".join(sentences))
    before = fresh.read
    sentences[20] = "这是改过的一句话，说的是邻居潘文轩又把车停在消防通道上了。"
    assert NameSpan(0, 0) not in fresh.find("".join(sentences))
    assert fresh.read - before <= 3 * len(sentences[20])


@pytest.mark.parametrize(
    "unit", ["王某", "张伟", "李.李.", "叫王", "赵 ", "@李四 ", "Amy ", "欧阳", "(", "·", "我叫"]
)
def test_every_character_is_read_once_however_odd_the_draft(tagger: Tagger, unit: str) -> None:
    text = unit * (20_000 // len(unit))
    before = tagger.read
    spans = tagger.find(text)
    assert tagger.read - before <= len(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


def test_loading_and_finding_warn_of_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        names.load().find("借给范雨霏三千块")
    assert capfd.readouterr() == ("", "")

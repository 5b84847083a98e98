"""At whom is a word aimed? One line per way of not insulting somebody."""

from __future__ import annotations

import pytest

from shenyan import Linter


def levels(linter: Linter, draft: str) -> list[str]:
    return [f.level for f in linter.lint(draft).findings if f.category == "insult"]


@pytest.mark.parametrize(
    "draft",
    [
        "你个傻逼，会不会开车",
        "他就是个人渣，大家小心",
        "@热心市民 你这个废物",
        "楼上的你就是个贱人，别演了",
        "你真恶心",
        "这种人就是个流氓",
        "你他妈的还钱",
        "不要脸的东西，你还有脸说别骂人",
        "😀👍🏽你这个畜生",
        "你自己就是个婊子",
        "这男的就一神经病",
        "他根本不是人",
        "老板骂我是傻逼，他才是傻逼",
        "他就是头猪",
        "这个畜生踹我家狗",
        "我家猫被毒死了，这个畜生不得好死",
        "sha bi ban zhu，删我帖子删得挺勤快",
        "死 m a 主播，抽奖抽了一年全是自己小号",
        "c n m，还我排位分",
        "ｓｈａ ｂｉ ban zhu，删我帖子删得挺勤快",
        "遛狗不牵绳的婊子，你家泰迪咬人你还笑",
        "贼喊捉贼的婊子，过年还坐主桌",
        "煞笔主播，刷礼物的时候叫哥，第二天就装不认识",
        "拿我外卖的死妈玩意儿，那是我一天唯一一顿饭",
        "匹配到个傻逼，全程蹲草里一动不动",
        "畜生！我说的就是三号楼开白车的那个，又堵门",
        "他不是畜生是什么，打老人",
        "他不是人，是神经病，见谁打谁",
        "你真他妈好意思，借钱还骂人",
        "又给我甩锅的傻逼，下班了还找我",
        "勾引我老公的贱人哈哈哈笑死",
        "我老公在游戏里勾搭的那个贱人",
        "他就是个畜生，但是好多人不知道",
        "感谢我前任教会我什么叫人渣",
        "骂他畜生都算轻的，老人都打",
        "贱人两个字送给你",
        "我姐夫就是个陈世美",
        "我们部门的傻逼天天甩锅，下班吃火锅去，今天发工资",
        "#校园霸凌# 楼上那个傻逼又拖椅子",
        "评论区那个神经病别来沾边",
        "今天又遇到那个杂碎了，烦",
        "那个保安就是个畜生，孩子在背成语",
    ],
)
def test_a_word_thrown_at_somebody_is_a_warning(linter: Linter, draft: str) -> None:
    assert "warning" in levels(linter, draft)


@pytest.mark.parametrize(
    "draft",
    [
        "今天是他妈的生日，全家去吃了顿火锅",
        "你是猪吗哈哈哈，吃这么多",
        "二哈又拆家了，这个畜生",
        "今天被老板骂傻逼了",
        "“你这个畜生！”电影里女主喊出这句话的时候我哭了",
        "我妈的拿手菜是雪菜黄鱼",
        "他妈今天给我打电话，说橘子熟了",
        "真他妈的好看，这日落",
        "他真他妈帅，我能看一整天",
        "我们教练真他妈牛，一眼看出我膝盖有伤",
        "我同学他妈对我可好了，顿顿给我留饭",
        "反派这个畜生死得好，编剧懂我",
        "他不是畜生，你们误会了",
        "“贱人”两个字怎么写才好看",
        "秦桧跪在岳飞墓前，游客吐口水",
        "处女座的同事帮我对了三遍表格",
        "这个词“傻逼”在词典里的释义居然收录了",
        "人渣反派自救系统重温中",
        "四川话里“龟儿子”有时候是亲昵的叫法",
        "sb. 在英文词典里是somebody的缩写",
        "滚动条怎么隐藏啊",
        "早上来一碗羊杂碎配烧饼，暖和",
        "河南方言里常说的，你个龟孙",
    ],
)
def test_what_insults_nobody_is_not_marked(linter: Linter, draft: str) -> None:
    assert levels(linter, draft) == []


@pytest.mark.parametrize(
    "draft",
    [
        "我同桌那个贱人又给我带早餐了，爱死她",
        "这老师嘴毒，但讲得是真好",
        "女儿回家哭，说同学叫她丑八怪",
        "我室友这个畜生又第一，绝了😂",
    ],
)
def test_love_awe_and_other_peoples_words_make_a_hint_of_it(linter: Linter, draft: str) -> None:
    assert levels(linter, draft) == ["info"]


@pytest.mark.parametrize("draft", ["孙建国那个贱人又给我带早餐了，爱死他", "那个男主播就是个贱人"])
def test_a_name_is_no_tease_and_a_streamer_no_story(linter: Linter, draft: str) -> None:
    assert {"warning", "error"} & set(levels(linter, draft))


@pytest.mark.parametrize(
    ("weak", "strong", "doubtful"),
    [
        ("老混账装什么大尾巴狼。", "滚开，你这个畜生！", "装什么大尾巴狼"),
        ("扫帚星一进门就没好事。", "那个畜生早晚遭报应！", "扫帚星"),
    ],
)
def test_a_weak_word_aimed_at_nobody_is_told_only_beside_something_surer(
    linter: Linter, weak: str, strong: str, doubtful: str
) -> None:
    def told(draft: str) -> dict[str, str]:
        return {f.text: f.level for f in linter.lint(draft).findings}

    assert told(f"今天路过菜场。{weak}") == {}
    assert told(f"今天路过菜场。{weak}{strong}")[doubtful] == "info"


@pytest.mark.parametrize(
    "draft",
    [
        "我真是个傻逼，把钥匙锁在家里了",
        "他发语音骂我「死八婆」，我已经取证",
        "遇到被骂“废物”要告诉老师",
        "说别人是脑残就是歧视",
        "这款傻逼软件又闪退了",
        "我家二哈真是个智障，又把沙发拆了",
        "他不是人渣",
    ],
)
def test_quotation_oneself_things_and_pets_come_down(linter: Linter, draft: str) -> None:
    assert set(levels(linter, draft)) <= {"info"}


@pytest.mark.parametrize(
    "draft",
    [
        "今天在地铁上被人骂贱人了，缓了好久",
        "短视频里有人喊“你这个贱女人”，吓我一跳",
        "考了五次科目二，我就是个废物",
        "我家那只鹦鹉就是个混蛋，拖鞋都叼走",
        "他从来没骂过谁是畜生",
        "电视剧里那个角色就是个渣男",
        "我骂它狗东西，它歪着头看我",
        "我妈让我别老说nmsl",
        "瓜娃子一样的空调，喊它制冷它给我吹热风",
        "今天这雨下得跟傻逼一样，裤子全湿了",
    ],
)
def test_what_somebody_else_said_or_what_is_said_of_oneself_is_nothing(
    linter: Linter, draft: str
) -> None:
    assert levels(linter, draft) == []


@pytest.mark.parametrize(
    ("draft", "level"),
    [
        ("两边都有憨批，作者别理他们", "info"),
        ("两边就你是憨批，作者别理他", "warning"),
        ("别用你的狗屁情怀说服我，我不听", "info"),
        ("别说了，你就是个狗屁，我不听", "warning"),
    ],
)
def test_that_there_are_such_people_and_words_for_a_thing_are_hints(
    linter: Linter, draft: str, level: str
) -> None:
    assert levels(linter, draft) == [level]


@pytest.mark.parametrize(
    "draft",
    ["大家都说他就是个“人渣”", "他就是个“贱人”", "傻逼才会信你那套", "你们说他是不是畜生"],
)
def test_a_quoted_name_for_somebody_is_still_seen(linter: Linter, draft: str) -> None:
    assert levels(linter, draft)


@pytest.mark.parametrize("call", ["我已经报警了，", "他到现在都不道歉，", "法院判决下来了，"])
def test_what_was_done_about_it_does_not_hide_the_insult(linter: Linter, call: str) -> None:
    assert levels(linter, f"{call}真是个王八蛋")


@pytest.mark.parametrize(
    "disguised", ["王8蛋", "王巴蛋", "wangbadan", "王·八·蛋", "亡八蛋", "王八蛋"]
)
def test_a_disguise_is_judged_by_what_it_reads_as(linter: Linter, disguised: str) -> None:
    draft = f"隔壁那家人半夜还在打钻，{disguised}，明天我要去物业那里问个清楚"
    assert set(levels(linter, draft)) & {"warning", "error"}


@pytest.mark.parametrize(
    "draft",
    ["他那条狗再叫我就去找物业", "她租在大学城，我租在城南", "我替朋友们送花", "他喝醉脸红"],
)
def test_a_particle_does_not_make_a_homophone(linter: Linter, draft: str) -> None:
    assert levels(linter, draft) == []


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("那种人蛮不讲理，恶毒又下贱，看着就想吐", True),
        ("今天出门忘带伞，丢人丢大了，下次记得看天气预报，朋友还笑我", False),
        ("他送的花真是奇葩，开了整整两个月，邻居都来看", False),
    ],
)
def test_a_sharp_remark_needs_a_post_that_sounds_like_it(
    linter: Linter, draft: str, found: bool
) -> None:
    assert bool(levels(linter, draft)) is found


@pytest.mark.parametrize(
    ("draft", "level"),
    [("你真虚伪", "warning"), ("客套话说了一晚上，虚伪的笑容，好累", "info")],
)
def test_everyday_words_need_somebody_in_sight(linter: Linter, draft: str, level: str) -> None:
    assert levels(linter, draft) == [level]


@pytest.mark.parametrize(
    "draft", ["渣女董晓雯", "这个渣女叫董晓雯", "董晓雯，渣女一个", "😀矮矬穷董晓雯"]
)
def test_a_label_put_to_a_name_is_no_hint(linter: Linter, draft: str) -> None:
    assert levels(linter, draft) == ["error"]


def test_a_laugh_excuses_nothing_where_somebody_is_named(linter: Linter) -> None:
    assert levels(linter, "董晓雯就是个傻子，哈哈哈") == ["error"]


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("汤佳宁你个小傻子，毕业快乐呀，好想你", False),
        ("汤佳宁你个小傻子，连这都不会", True),
        ("汤佳宁你他妈也太牛了", False),
        ("汤佳宁你他妈等着", True),
        ("《春山》里的董晓雯真是个贱人", False),
        ("演董晓雯的那个女的真是个贱人", True),
        ("打野你个废物，会不会玩", True),
        ("下路的射手是个傻逼", True),
        ("射手座今天运气真好", False),
        ("我们公司有个贱人，背后告状", True),
        ("公司的贱人又把活推给我", True),
        ("外卖小哥就是个人渣", True),
        ("这家公司的破系统真是垃圾", False),
        ("你怕不是个弱智", True),
        ("你真不是个弱智", False),
    ],
)
def test_who_is_meant(linter: Linter, draft: str, found: bool) -> None:
    assert bool({"warning", "error"} & set(levels(linter, draft))) is found


@pytest.mark.parametrize(
    "draft", ["汪建民今天请客", "朱静，明天开会", "😀蒋志刚打球去了", "我妈叫陆建敏"]
)
def test_a_name_that_sounds_like_an_insult_is_a_name(linter: Linter, draft: str) -> None:
    report = linter.lint(draft)
    assert [(f.category, f.level) for f in report.findings] == [("person-name", "info")]


@pytest.mark.parametrize("draft", ["你这个朱静", "你个建民", "沙比"])
def test_behind_words_of_abuse_it_is_none(linter: Linter, draft: str) -> None:
    assert levels(linter, draft) == ["warning"]


@pytest.mark.parametrize(
    "draft",
    [
        "这批话筒音质不错",  # words meet
        "全市体操比赛我闺女拿了铜牌",
        "高考日逼近，全家都轻手轻脚",
        "羊毛衫掉毛严重，商家答应退货",  # it only sounds so
        "她被破格评为高级教师",  # an ordinary word
        "潮种子要晒干再存",
        "赔钱货？我爸妈说女儿是他们最赚的投资",  # taken up
        "去死吧，周一！我要休假",  # a thing is called so
        "傻叉就是我，记错了考试日期",
        "厚颜无耻地安利一下我家的民宿",
        "这群小畜生（三只兔子）把电线全咬了",
        "其他垃圾桶在楼道左边",
        "我女儿这个小白眼狼，把我口红吃了",
        "老婆，你个老流氓，又偷亲我，哈哈",
    ],
)
def test_what_is_no_insult_in_a_short_post_either(linter: Linter, draft: str) -> None:
    assert "warning" not in levels(linter, draft)


@pytest.mark.parametrize(
    "draft",
    [
        "你个破格，冇人中意你",
        "铸币吧你，这都能送人头",
        "黄伟这个二比，又把车停我车位",
        "李强，宝器一个",
        "山炮，净整那没用的",
        "操你们全家",
        "傻逼就是我老板",
        "王八蛋，我居然信了你三年",
        "脑残，谁要你管",
        "臭不要脸地勾引别人老公",
        "我前夫这个老流氓，偷亲我闺蜜",
        "你这个小白眼狼，白养你了",
    ],
)
def test_an_ordinary_word_thrown_at_somebody_is_one(linter: Linter, draft: str) -> None:
    assert {"warning", "error"} & set(levels(linter, draft))


@pytest.mark.parametrize("sign", ["！", "😡", "😂", "[怒]", "👨‍👩‍👧"])
def test_a_picture_behind_an_insult_ends_its_clause_as_a_sign_does(
    linter: Linter, sign: str
) -> None:
    report = linter.lint(f"刘志强，手机13912345678，就是个傻逼{sign}大家去人肉他")
    assert {f.level for f in report.findings if f.category == "insult"} == {"error"}

"""What is told of works and of history is a hint; what is said of somebody real is not."""

from __future__ import annotations

import pytest

from shenyan import Linter, lore
from shenyan.draft import Draft


def warned(linter: Linter, draft: str) -> set[str]:
    return {f.category for f in linter.lint(draft).findings if f.level != "info"}


@pytest.mark.parametrize(
    "draft",
    [
        "《情满四合院》许大茂就是个小人，到处告黑状",
        "重温《情满四合院》，许大茂就是个小人",
        "😀西游记里黄袍怪强抢公主，真是个畜生",
        "《父母爱情》江德华虽然泼，可真是好人；王秀娥偷东西那集笑死",
        "司马懿装病骗了曹爽，老奸巨猾",
        "和珅贪污的银子抵得上国库十五年收入",
        "慈禧就是个败家的老太婆，挪用军费修园子",
        "徐志摩抛弃怀孕的张幼仪去追林徽因",
        "鲁迅患肺结核，临终前还在写文章",
        "邓丽君因哮喘去世，那年才42岁",
    ],
)
def test_works_and_history_are_no_warning(linter: Linter, draft: str) -> None:
    assert warned(linter, draft) == set()


@pytest.mark.parametrize(
    ("draft", "category"),
    [
        ("看完《人世间》想起我们单位的王建国，也是个人渣", "insult"),
        ("邻居赵大海就是现实版骆士宾，《人世间》白看了，人渣", "insult"),
        ("《曝光贴》李文静出轨已婚上司，大家看看", "accusation"),
        ("《消费者权益法》学了没？刘伟就是个无耻的骗子", "accusation"),
        ("王磊就是个秦桧，卑鄙小人", "insult"),
        ("同事孙丽华偷公司的钱，跟《狂飙》里演的一样", "accusation"),
        ("邻居刘桂芳得了抑郁症，天天在家哭", "health"),
        ("吴亦凡强奸未成年人", "accusation"),
        ("古有秦桧今有周志鹏，卑鄙无耻", "insult"),
        ("《茶馆》那家店的老板王长河偷税漏税", "accusation"),
    ],
)
def test_somebody_real_stays_a_warning(linter: Linter, draft: str, category: str) -> None:
    assert category in warned(linter, draft)


@pytest.mark.parametrize(
    "draft",
    [
        "再见啦，四年级（1）班的小朋友们，老师永远爱你们",
        "我们班的同学都很可爱，六年级（3）班毕业快乐！",
        "【停电通知】因线路检修，本小区3-8栋周三停电，请各位业主相互转告",
    ],
)
def test_a_whole_class_or_estate_is_nobody(linter: Linter, draft: str) -> None:
    assert warned(linter, draft) == set()


@pytest.mark.parametrize(
    ("draft", "category"),
    [
        ("五年级二班那个戴眼镜的小胖子，再见！偷东西的", "minor"),
        ("翠湖小学五年级二班的王小宇，天天打人，毕业快乐", "minor"),
        ("停电的时候去，她住翠湖花园3栋502", "address"),
    ],
)
def test_one_child_and_one_home_stay(linter: Linter, draft: str, category: str) -> None:
    assert category in warned(linter, draft)


@pytest.mark.parametrize(
    "draft",
    [
        "寻猫启事：橘色，戴蓝项圈，怕生，听到叫声别追，拍个照片就好，电话 13698761234",
        "急招奶茶店员两名，底薪三千五加提成，有经验的优先，找李店长 13698761234",
        "捡到一副黑色耳机，失主请打 13698761234",
        "车停在坡道边上，挡路请打13698761234，马上下来挪",
        "拼车：初六早上长沙回衡阳，还有三个空座，电话13698761234",
        "快手号 shancun_adong，每晚直播做竹编，记得关注",
    ],
)
def test_the_number_of_a_notice_is_the_authors(linter: Linter, draft: str) -> None:
    assert warned(linter, draft) == set()


@pytest.mark.parametrize(
    "draft",
    [
        "招聘是假的，骗押金，这人电话13698761234",
        "顺风车司机半路甩客，电话13698761234，避雷",
        "这车天天占我车位，挪车电话13698761234，大家打爆他",
        "二手手机收了钱不发货，电话13698761234",
        "前男友电话13698761234，他出轨了，帮我问候他",
    ],
)
def test_a_number_beside_blame_is_an_error(linter: Linter, draft: str) -> None:
    found = linter.lint(draft).findings
    assert {f.level for f in found if f.category == "phone-number"} == {"error"}


@pytest.mark.parametrize(
    "draft",
    [
        "奶奶说她年轻时每天走二十里路去赶集",
        "她家住后山，每天走两个小时下来卖菜",
        "她今天下班路过花店，买了一束洋桔梗",
        "他从来不加班，下班就去接女儿",
    ],
)
def test_where_nobody_can_be_met(linter: Linter, draft: str) -> None:
    assert warned(linter, draft) == set()


@pytest.mark.parametrize(
    "draft",
    [
        "她每天下班路过建设路那家花语面包店，去那堵她",
        "他每天早上七点在人民公园北门遛狗",
        "她每天下班都去星河健身房",
    ],
)
def test_where_somebody_can_be_met(linter: Linter, draft: str) -> None:
    assert "address" in warned(linter, draft)


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("你给我记住，出门在外照顾好自己", set()),
        ("你给我记住，照顾好自己，哪天出门被车撞可别怪我", {"threat"}),
        ("闹钟你再响一声试试，我把你扔出窗外", set()),
        ("你给我记住，我知道你女儿在哪上学", {"threat"}),
        ("我是乙肝大三阳，治疗了四年转阴了", set()),
        ("王莉莉是乙肝大三阳，你们别跟她一起吃饭", {"health", "person-name"}),
        ("他家小龙虾缺斤少两吗？我亲自称过", set()),
        ("老板不缺斤少两，好评", set()),
        ("对话：\n儿子：妈妈，云为什么会走\n我：因为风推它", set()),
    ],
)
def test_jokes_own_illness_and_denials(linter: Linter, draft: str, found: set[str]) -> None:
    assert warned(linter, draft) == found


def test_who_stands_in_a_draft_is_looked_for_once(
    linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    crowd = lore._crowd

    def counting(draft: Draft) -> lore._Crowd:
        nonlocal looked
        looked += 1
        return crowd(draft)

    monkeypatch.setattr(lore, "_crowd", counting)
    report = linter.lint("王强是个骗子，刘洋出轨。" * 40)
    assert len(report.findings) > 80
    assert looked == 1

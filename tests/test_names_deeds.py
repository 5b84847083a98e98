"""Names right before what only people do or have: whole, with nothing of it, and no other words."""

from __future__ import annotations

import pytest

from shenyan import Linter
from shenyan.names.deeds import Deeds

NAME = "privacy.person-name"

NAMES = (
    *("王强", "王明", "王芳", "张丽", "张勇", "李静", "李军", "陈晨", "杨光", "黄海", "黄磊"),
    *("赵敏", "周杰", "吴刚", "马超", "朱红", "高强", "高峰", "何静", "林海", "宋佳", "冯刚"),
    *("金星", "白雪", "汪洋", "王大强", "张晓丽", "刘建国"),
)
DEEDS = (
    *("酒驾撞人", "诈捐", "虐猫", "家暴老婆", "出轨", "吸毒", "欠钱不还", "骗人", "嫖娼", "碰瓷"),
    *("网贷逾期", "跑路了", "中风了", "糖尿病", "怀孕了", "流产", "得了癌症", "抑郁了", "高血压"),
    *("发烧了", "结婚了", "生日快乐", "请客", "迟到了", "出差了", "升职了"),
)


def names_in(linter: Linter, text: str) -> list[str]:
    return [f.text for f in linter.lint(text).findings if f.rule == NAME]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_before_a_deed_is_found_whole(linter: Linter, name: str) -> None:
    reports = linter.lint_batch([name + deed for deed in DEEDS])
    found = {
        deed: [f.text for f in report.findings if f.rule == NAME]
        for deed, report in zip(DEEDS, reports, strict=True)
    }
    assert found == {deed: [name] for deed in DEEDS}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("老赵中风，在家躺着", "老赵"),
        ("听说王芳酒驾被抓", "王芳"),
        ("我同事李静诈捐", "李静"),
        ("骗子张丽网贷逾期", "张丽"),
        ("隔壁班朱红打人", "朱红"),
        ("我们班谢霞虐打孩子", "谢霞"),
        ("廖静拿回扣", "廖静"),
        ("周五聚餐，王强中风了", "王强"),
    ],
)
def test_a_name_before_a_deed_is_found_in_a_sentence(linter: Linter, text: str, name: str) -> None:
    assert names_in(linter, text) == [name]


TRAPS = """
高强度训练很累 明日讲座取消 黄海之滨 马上出发 王道 和田玉 这块和田玉真润 高中风云
朱红大门 朱红色的外套 关中风光 海内网 白酒驾到 高峰中风险 高峰期堵车 中风险地区
高中毕业 高中怀孕 高三抑郁 高考作弊 高管受贿 高官贪污 高校性侵 高龄怀孕 高危流产
高层跳楼 高空抛物 高速酒驾 高利贷逾期 马上结婚 马上离婚 马上迟到了 马路碰瓷 马拉松猝死
明天结婚 明年退休 明明出轨 常年酗酒 常年失眠 常常迟到 何时结婚 何必离婚 何苦自杀
何止出轨 江苏酒驾 江西诈骗 江南传销 江湖骗子 江边偷拍 安徽肺炎 武汉肺炎 许多流产
许久失眠 白天上班 白领猝死 白人打人 黄牛诈骗 黄毛打人 黄金诈骗 黄昏恋爱 金融诈骗
金牌月嫂偷东西 万一怀孕 万人失业 周一迟到 周二请假 周末加班 周六结婚 周边盗窃 时常家暴
平时打人 应该离婚 应届毕业 曾经吸毒 曾因酒驾被抓 曾公开家暴 曾长期吸毒 曾多次流产
易中风人群 易患糖尿病 易得癌症 于是离婚 关于家暴 全家感冒 全员加班 任何家暴 左右逢源
单身怀孕 单位请客 连夜跑路 连续加班 连环诈骗 陆续流产 成都酒驾 成年酗酒 方便偷看
严重抑郁 严查酒驾 严禁吸毒 严防诈骗 杜绝酒驾 杜绝家暴 孙子打人 孙女生日快乐 王者代练
老师打人 老板跑路 老公家暴 老年痴呆 小孩发烧 小车酒驾 小三怀孕 温州跑路 石家庄酒驾
林中自杀 汤里下毒 路人打人 房东打人 司机酒驾 党员受贿 干部贪污 师生恋爱 阎王打人
余生失眠 和尚结婚 向来迟到 后来离婚 官司离婚 强制离婚 他女儿明天结婚 我儿子明年结婚
我同学周末结婚 我姐姐马上离婚 我表哥常年酗酒 我妈曾经流产 我老公时常家暴 我朋友应该离婚
我爸容易感冒 老板连夜跑路了 高兴得哭了 安心养病 黄海海域偷渡 周密部署
"""


@pytest.mark.parametrize("text", TRAPS.split())
def test_words_before_a_deed_are_no_names(linter: Linter, text: str) -> None:
    assert names_in(linter, text) == []


def test_a_deed_that_another_word_runs_over_is_none() -> None:
    edges = {"中风险很大": {1, 3, 4, 5}, "中风了": {2, 3}}
    deeds = Deeds(["中风", "诈捐", "打人"], lambda text: edges.get(text, set(range(9))))
    assert deeds.end("高中风险很大", 1) == 1
    assert deeds.end("高中风了", 1) == 3
    assert deeds.end("高中", 1) == 1


@pytest.mark.parametrize(
    ("text", "believed", "name"),
    [
        ("李静诈捐", "李静诈", "李静"),
        ("赵中风了", "赵中风", "赵"),
        ("李静很好", "李静很", "李静很"),
        ("陈打人打人", "陈打人", "陈打人"),
        ("王打人", "王打", "王打"),
    ],
)
def test_a_name_ends_where_a_deed_begins(text: str, believed: str, name: str) -> None:
    deeds = Deeds(["中风", "诈捐", "打人"], lambda text: range(len(text) + 1))
    assert text[: deeds.cut(text, 0, len(believed))] == name

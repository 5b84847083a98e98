"""Names in whole drafts: who is told apart, who stays quiet, how they are masked."""

from __future__ import annotations

import pytest

from shenyan import Linter
from shenyan.finding import Finding

NAME = "privacy.person-name"


def named(linter: Linter, text: str, allow: tuple[str, ...] = ()) -> list[Finding]:
    return [f for f in linter.lint(text, allow=allow).findings if f.rule == NAME]


def test_one_person_is_masked_alike_all_through(linter: Linter) -> None:
    found = named(linter, "曝光霍启明！霍启明欠债不还，霍.启.明你躲不掉，他老婆霍美凤也一样")
    assert [f.text for f in found] == ["霍启明", "霍启明", "霍.启.明", "霍美凤"]
    masks = [f.fixes[0].replacement for f in found]
    assert masks == ["霍某某甲"] * 3 + ["霍某某乙"]


def test_a_given_name_is_masked_as_the_person_it_belongs_to(linter: Linter) -> None:
    found = named(linter, "刘志强来了，刘志强又走了，志强真烦")
    assert {f.text: f.fixes[0].replacement for f in found} == {"刘志强": "刘某某", "志强": "刘某某"}
    assert named(linter, "刘志强来了，志强真烦", allow=("刘志强",)) == []


def test_a_given_name_of_two_people_is_masked_for_itself(linter: Linter) -> None:
    found = named(linter, "刘志强来了，陈志强也来了，志强真烦")
    masks = {f.text: f.fixes[0].replacement for f in found}
    assert masks == {"刘志强": "刘某某", "陈志强": "陈某某", "志强": "志某"}


def test_a_masked_draft_names_nobody_any_more(linter: Linter) -> None:
    text = "家政公司的宋玉芝打碎了花瓶不赔"
    (found,) = named(linter, text)
    masked = text[: found.start] + found.fixes[0].replacement + text[found.end :]
    assert named(linter, masked) == []


@pytest.mark.parametrize(
    "text",
    ["大家好，我叫毛思齐，请多关照", "本人毛思齐，学生证丢失", "😀我的名字是毛思齐！毛思齐爱你们"],
)
def test_the_authors_own_name_is_left_alone(linter: Linter, text: str) -> None:
    assert named(linter, text) == []


def test_a_name_after_i_am_that_goes_on_is_somebody_else(linter: Linter) -> None:
    assert [f.text for f in named(linter, "我是毛思齐的妈妈，有话冲我来")] == ["毛思齐"]


@pytest.mark.parametrize("allowed", ["倪佳音", "倪 佳 音"])
def test_allowed_names_are_silent_however_written(linter: Linter, allowed: str) -> None:
    assert named(linter, "谢谢倪佳音帮我带饭", allow=(allowed.replace(" ", ""),)) == []
    assert named(linter, "谢谢倪.佳.音帮我带饭", allow=("倪佳音",)) == []


def test_public_people_stay_quiet_beside_an_insult(linter: Linter) -> None:
    private = named(linter, "卢雅琴就是个贱人")
    public = named(linter, "林黛玉就是个贱人")
    assert [f.level for f in private] == ["error"]
    assert [f.level for f in public] == ["info"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("我邻居张杰偷我快递", "error"),
        ("二房东张杰就是个骗子", "error"),
        ("张杰上个月找我借了三千，骗子一个", "error"),
        ("谢娜老公张杰是个骗子", "info"),
        ("我们班王凯打人，王凯你等着", "error"),
        ("张杰偷税了吧，演唱会还开", "info"),
        ("我老公肖战是个畜生", "info"),
    ],
)
def test_a_namesake_whom_the_author_knows_is_no_star(linter: Linter, text: str, level: str) -> None:
    assert {f.level for f in named(linter, text)} == {level}


def test_a_name_in_a_handle_is_info_at_most(linter: Linter) -> None:
    found = named(linter, "@卢雅琴 你就是个贱人")
    assert {f.level for f in found} <= {"info"}


@pytest.mark.parametrize(
    "text", ["她的QQ叁肆伍陆柒捌玖零", "加qq 壹贰叁肆伍陆柒", "手机一三九零零零一伍陆柒捌"]
)
def test_a_number_in_characters_holds_no_name(linter: Linter, text: str) -> None:
    assert named(linter, text) == []


def test_a_name_in_a_handle_is_still_seen(linter: Linter) -> None:
    assert [f.level for f in named(linter, "@毛思齐 你看看")] == ["info"]


@pytest.mark.parametrize(
    "text",
    [
        "万和骗人，客服不接电话",
        "杨国福偷工减料",
        "山竹骗人，剥开全是坏的",
        "她到处造我黄谣",
        "徐州人打人",
        "越南人骗婚",
        "我哥广东人骗我吃凉茶",
        "管培生偷懒",
        "前任高调出轨",
        "弟弟任性打人",
    ],
)
def test_brands_things_and_kinds_of_people_are_nobody(linter: Linter, text: str) -> None:
    assert named(linter, text) == []


@pytest.mark.parametrize(
    "text", ["同事李强人品差，骗我三万", "室友白雪偷我快递", "苏州的徐州平骗我"]
)
def test_who_is_called_nearly_so_is_somebody(linter: Linter, text: str) -> None:
    assert len(named(linter, text)) == 1


@pytest.mark.parametrize("text", ["尼玛扎西是我同学", "旦增尼玛是我班长"])
def test_a_name_is_no_curse(linter: Linter, text: str) -> None:
    assert [f.rule for f in linter.lint(text).findings] == [NAME]

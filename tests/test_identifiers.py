"""Identifiers in drafts: what is marked, what is left alone, what a fix writes.

Every bug arrives here as a line. `<<…>>` is the exact span; no mark means nothing is found.
"""

from __future__ import annotations

import re
from typing import Final

import pytest

from shenyan import Linter
from shenyan.finding import IDENTIFIERS, Finding

MARK: Final = re.compile("<<(.*?)>>", re.DOTALL)


def identifiers(linter: Linter, text: str) -> list[Finding]:
    """All findings of the identifier categories; mentions aside."""
    found = linter.lint(text).findings
    return [f for f in found if f.category in IDENTIFIERS and f.rule != "privacy.mention"]


@pytest.mark.parametrize(
    "draft",
    [
        # the number begins inside a run of digits
        "曝光一下<<19800000585>>",
        "统一<<19800000585>>",
        "星期一<<198 0000 0585>>",
        "他俩电话<<13800001234>>、<<13900005678>>",
        "<<138 0000 1234>> / <<139 0000 5678>> 两个号都是他的",
        "<<1️⃣3️⃣8️⃣ 0️⃣0️⃣0️⃣0️⃣ 1️⃣2️⃣3️⃣4️⃣>>",
        "号码<<一三八零零零零一二三四>>一个人来",
        "前三位<<138，中间0000，后四位1234>>",
        "tel<<13800001234>>",
        "<<13800001234>>vx同号",
        "电话：<<138\n0000\n1234>>",
        "<<+86（138）00001234>>",
        "<<0571 8888 0001 转 123>>",
        "他的whatsapp：<<+44 7700 900123>>",
        "香港手机 <<9123 4567>>",
        "她的手机号是 <<幺三八，四个零，一二三四>>，别客气",
        "打<<一五九，三个八，零六，七二一>>就能找到他",
        "前同事手机<<1三八-oooo-i234>>，欠我饭钱",
        "给<<13 900 456 782>>发个短信",
        "记下 <<13300 88 2749>> 是中介",
        "whatsapp wa.me/<<8613800220033>>",
        # accounts
        "微.信.号 <<tony8899>>",
        "威 信 号 <<tom2020x>>",
        "葳芯 <<abc8899>>",
        "蔻：<<1234567>>",
        "➕<<w_x_h_0055>>，备注“退钱”",
        "I love vx <<momo8899>>",
        "qq是<<1 2 3 4 5 6 7>>就是他",
        "QQ<<三四八五二三一一>>就是他",
        "<<liuwei1990>> 加他微信骂",
        "她抖音号：<<dy_abc123>>",
        "威❤信<<wxid_k28fj3l9>>",
        "W❤X：<<kk_0011k>>",
        "企e鹅 <<2938476510>>",
        "嶶信 <<chen0907yx>>",
        "魏xin：<<hhy20010>>",
        "钉钉<<dt_wang_qiang>>",
        "她大号<<jiji_wang01>>，小号<<jiji_wang02>>",
        "网名<<north_star_12>>，头像是猫",
        "滴滴他 <<ww_abc_998>>",
        "闲鱼那个卖镜头的 <<guangying_lao6>>，避雷",
        "这个女的 <<a18800_wx>>（薇）",
        "微信号我打在这：<<m i m i 0 7 2 1>>",
        "B站uid：<<3546573829102837>>",
        "代肝骗子避雷❗️<<xh_daigan77>>，收了钱就跑",
        "王者id <<小鱼儿123>>",
        "绿泡泡 <<ss-0418-x>>",
        "她的wx是她名字全拼加生日 <<liuyitong0923>>",
        "他主页 <<https://weibo.com/u/6655443322>>",
        "频道<<t.me/heishi_bot77>>是他的",
        # the rest
        "<<liu.wei+90@mail.example.edu.cn>>",
        "护照 <<E 1234 5678>>",
        "<<1101011990-0307-4514>>是她身份证",
        "他车<<粤A🚗12345>>",
        "他住<<朝阳门外大街甲6号万通中心C座1203>>",
        "住<<天通苑北一区10-3-501>>",
        "那女的<<周末下午两点去万象城二楼瑜伽馆>>",
        "<<WJ京12345>>武警车占道",
        "<<空K·3D245>>插队",
        "<<领014·57沪>>停在路口",
        "<<渝AD一二三四五>>",
        "<<苏A开头，后面K7Q21>>",
        "撞我的车<<鲸N·8JV92>>",
        "车牌<<A7K2Q9>>停我门口",
        "银行卡<<6222 0817 3300 9154 782>>就是她的",
        "她在<<302宿舍，6号楼>>",
        "<<幸福里小区，进门右手第二栋，三楼靠楼梯那户>>，自己去看",
        "住<<兴隆巷14号后院那间蓝铁皮房>>",
        "窝在<<城南水泥厂家属院11号楼东单元401>>",
        "<<世纪公寓22-8>>，找她",
        "<<柳林屯东头红铁门那家>>",
        "骗子老家<<阜南县黄岗镇前李村李小庄12号>>",
        "家住<<和悦路198号锦绣花园12栋1204>>",
        "<<重庆渝北区龙溪街道金岛花园C座19-4>>",
        "她公司在<<科创大厦B座17层>>，前台找她",
        "骗子公司 <<银河国际大厦1806>>，去堵他",
        "<<红旗小区三号楼，进单元门左拐第一家>>",
        "她家住<<番禺洛溪新城北环路 18 座 9 楼>>",
        "<<星海湾二期11号楼1单元902>> 是小三家",
        "撞我的是这台白色機車，<<NKX-3027>>",
        "<<51O723 1996 O3 1l 2846>>，都去要钱",
        "他<<在城北大润发三楼健身房，每晚八点准到>>",
        "<<每周三傍晚她都在江滨图书馆四楼>>自习",
        "<<人现在坐在中山路星巴克靠窗>>",
    ],
)
def test_a_value_is_marked_with_its_own_characters(linter: Linter, draft: str) -> None:
    found = [f.text for f in identifiers(linter, MARK.sub(r"\1", draft))]
    assert found == MARK.findall(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "订单13800001234还没到",
        "一共花了13800001234元",
        "得票13800001234票",
        "12345678901",
        "SN13800001234567",
        "http://example.com/item?id=13800001234",
        "π=3.14159265358979",
        "commit 1380000123456 有问题",
        "彩票 01 05 13 15 18 22 33",
        "13、14、15、16、17、8",
        "一三五七八十腊，三十一天永不差",
        "三七二十一不管了",
        "他爸把吧台的酒柜勾起来了",
        "微信8.0.49版本",
        "微信步数23456",
        "b站 av12345678 和 BV1GJ411x7h7",
        "薇薇今天穿了v领毛衣",
        "whose line is anyway",
        "我们小区3号楼停水了，5号楼也停",
        "快递放在3号驿站 取件码 5-2-3012",
        "公司地址：北京市海淀区中关村大街1号A座1203室",
        "沪G1234次列车晚点",
        "合作请加微信",
        "400-800-1234打不通",
        "评论13800 点赞138001",
        "北京177，天津57，成都59，上海74，重庆11",
        "insanity很多蹦跳动作",
        "user_name 字段",
        "v2ray_config",
        "1995-03-12-001",
        "我们小区3栋2单元有人家装修",
        "七号楼二单元那家小孩",
        "公司搬到科技路 5 号了",
        "奶奶家在村东头第三家，门口有棵枣树",
        "天天在棋牌室",
        "这b12345怎么样",
        "车牌照片发我",
        "meet at yahoo",
        "在淘宝搜 iphone15",
        "威武霸气 666666",
        "IMG_20241125_1380.jpg",
        "住院部12楼1203床，求祝福",
        "我们在教学楼B座402上课",
        "湖人府3-2",
        "公司：杭州某某科技 地址：余杭塘路1515号2幢",
        "他每天都在公司加班",
        "她周末都在家打游戏",
        "老师每天六点半就在教室了",
        "现在没有外地人，进京口有人查",
        "笔记在这里 xhslink.com/a/Kd83jx2",
    ],
)
def test_what_leads_to_nobody_is_left_alone(linter: Linter, draft: str) -> None:
    assert [f.text for f in identifiers(linter, draft)] == []


@pytest.mark.parametrize(
    ("draft", "mask"),
    [
        ("电话138-0000-1234", "138-****-1234"),
        ("电话一三八〇〇〇〇一二三四", "一三八****一二三四"),
        ("电话1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣", "1️⃣3️⃣8️⃣****1️⃣2️⃣3️⃣4️⃣"),
        ("座机010-60001234", "010-****1234"),
        ("工行卡6217001000080219473", "尾号9473"),
        ("车牌京A·12347", "京A·****7"),
        ("邮箱zhang@example.com", "z***@example.com"),
        ("邮箱zhang艾特163点com", "z***艾特163点com"),
        ("邮箱zhang艾特163", "z***艾特163"),
        ("车牌A7K2Q9", "A****9"),
        ("身份证110101199003074514", "110101********4514"),
        ("微信号momo_88", "mom****"),
        ("他住浙江省杭州市西湖区青禾路22号3栋2单元501室", "浙江省杭州市西湖区某小区"),
        ("他住朝阳区望京西园四区412楼1003", "朝阳区某小区"),
        ("宿舍：南苑5号楼313宿舍", "某宿舍"),
        ("娘家在临泉县老集镇王大庄村东头第三家", "临泉县老集镇某村"),
        ("台湾 0912-345-678", "09**-***-678"),
        ("她 +1 (415) 555-0132", "+1 (***) ***-0132"),
        ("手机幺三八，四个零，一二三四", "幺三八，***，一二三四"),
        ("频道t.me/heishi_bot77", "t.me/he**********"),
    ],
)
def test_the_first_fix_hides_the_value_in_its_own_script(
    linter: Linter, draft: str, mask: str
) -> None:
    [finding] = identifiers(linter, draft)
    assert [fix.replacement for fix in finding.fixes] == [mask, ""]


@pytest.mark.parametrize(
    ("draft", "level"),
    [
        ("我的电话13800001234，有事打给我", "info"),
        ("本人微信lily_8899，诚招代理", "info"),
        ("失物招领，失主请联系13800001234", "info"),
        ("我家住金桂苑3栋2单元501，丢了一只猫", "info"),
        ("我妈电话13800001234", "error"),
        ("我室友微信lily_8899", "warning"),
        ("他给我的电话13800001234", "error"),
        ("博主本人住金桂苑3栋2单元501", "error"),
        ("学校总机010-60001234", "info"),
        ("校医院电话 0551-6360-1120，半夜发烧记得打", "info"),
        ("单位电话(021)5500-7781打过去就说找她", "error"),
        ("社团纳新，QQ群 612 077 834", "info"),
        ("我的主页 weibo.com/u/6655443322", "info"),
        ("车牌京A·12347", "info"),
        ("邮箱zhang@example.com", "info"),
    ],
)
def test_own_and_public_numbers_are_only_hinted_at(linter: Linter, draft: str, level: str) -> None:
    assert [f.level for f in identifiers(linter, draft)] == [level]

"""The law is on file word for word, in force, and complete."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from shenyan.articles import (
    Article,
    Exemption,
    Withdrawn,
    load_articles,
    load_exemptions,
    load_withdrawn,
    read_article,
    read_exemption,
)
from shenyan.rules import RuleError, rules_dir

ARTICLES = load_articles(rules_dir())
EXEMPTIONS = load_exemptions(rules_dir())
WITHDRAWN = load_withdrawn(rules_dir())
SOURCE = rules_dir() / "articles" / "civil-code-1034.yml"


def digests() -> dict[str, str]:
    lines = Path(__file__).with_name("articles.sha256").read_text(encoding="utf-8").splitlines()
    return {article: digest for digest, article in (line.split() for line in lines)}


def test_every_article_has_a_digest_and_every_digest_an_article() -> None:
    assert digests().keys() == ARTICLES.keys()


@pytest.mark.parametrize("article", ARTICLES.values(), ids=lambda article: article.id)
def test_the_text_is_the_statute_to_the_letter(article: Article) -> None:
    assert hashlib.sha256(article.text.encode()).hexdigest() == digests()[article.id]


def test_one_changed_character_is_seen(tmp_path: Path) -> None:
    changed = tmp_path / SOURCE.name
    changed.write_text(SOURCE.read_text(encoding="utf-8").replace("电话号码", "电话号碼"), "utf-8")
    text = read_article(changed).text
    assert hashlib.sha256(text.encode()).hexdigest() != digests()["civil-code-1034"]


def test_paragraphs_survive_the_file() -> None:
    text = ARTICLES["civil-code-1034"].text
    assert text.count("\n") == 2
    assert text.startswith("自然人的个人信息受法律保护。\n")
    assert text.endswith("适用有关个人信息保护的规定。")


def test_an_article_says_what_the_contract_promises() -> None:
    article = ARTICLES["civil-code-1034"]
    assert article.title == "《民法典》第一千零三十四条"
    assert article.in_force_since == date(2021, 1, 1)
    assert article.url == "https://flk.npc.gov.cn/detail?id=ff808081729d1efe01729d50b5c500bf"
    assert ARTICLES["consumer-law-15"].url is None


def arabic(number: str) -> str:
    """Write 第一千零三十四条 as 1034 and 第二百五十三条之一 as 253-1."""
    digits, tens = "零一二三四五六七八九", {"千": 1000, "百": 100, "十": 10}
    main, _, branch = number.removeprefix("第").partition("条")
    total, digit = 0, 0
    for sign in main:
        if sign in tens:
            total += (digit or 1) * tens[sign]
            digit = 0
        else:
            digit = digits.index(sign)
    return f"{total + digit}" + (f"-{digits.index(branch[-1])}" if branch else "")


@pytest.mark.parametrize("article", ARTICLES.values(), ids=lambda article: article.id)
def test_every_way_to_name_an_article_gives_the_same_number(article: Article) -> None:
    number = arabic(article.number)
    assert article.title_en.endswith(f", Article {number}")
    assert article.short_en.endswith(f" {number}")
    main, _, branch = number.partition("-")
    assert article.short.endswith(f"第{main}条{'之一' if branch else ''}")
    assert article.id.endswith(f"-{number}")


@pytest.mark.parametrize("article", ARTICLES.values(), ids=lambda article: article.id)
def test_nothing_withdrawn_is_on_file(article: Article) -> None:
    assert article.status == "in-force"
    assert article.in_force_since <= article.checked
    assert not [entry for entry in WITHDRAWN if entry.covers(article.id)]


@pytest.mark.parametrize("entry", WITHDRAWN, ids=lambda entry: entry.pattern)
def test_what_is_withdrawn_has_a_replacement_in_force(entry: Withdrawn) -> None:
    assert entry.instead in ARTICLES


def test_the_seven_questions_are_there() -> None:
    expected = {"Q_SELF", "Q_CONSENT", "Q_PUBLIC", "Q_INTEREST", "Q_VERIFY", "Q_TONE", "Q_CHANNEL"}
    assert EXEMPTIONS.keys() == expected


@pytest.mark.parametrize("exemption", EXEMPTIONS.values(), ids=lambda exemption: exemption.id)
def test_a_question_rests_on_articles_on_file(exemption: Exemption) -> None:
    assert set(exemption.basis) <= ARTICLES.keys()
    assert "风险可能降低" in exemption.note
    assert exemption.question.endswith("？")
    assert exemption.question_en.endswith("?")


def test_only_consent_and_own_data_fit_private_information_among_the_exits_of_1036() -> None:
    exits = {e.id for e in EXEMPTIONS.values() if "civil-code-1036" in e.basis and e.fits == "any"}
    assert exits == {"Q_SELF", "Q_CONSENT"}


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


BROKEN_ARTICLES = [
    (swap("status: in-force", "status: repealed"), "status"),
    (swap("branch: civil", "branch: civilian"), "branch"),
    (swap("id: civil-code-1034", "id: civil-code-1035"), "id 应与文件名相同"),
    (swap("summary:", "sumary:"), "不认识的键“sumary”"),
    (swap("number: 第一千零三十四条", "number: 第一千零三十五条"), "第一千零三十五条"),
    (swap("checked: 2026-09-30", "checked: 去年"), "2021-01-01 这样的日期"),
    (swap("compared-with: 3", "compared-with: 三"), "数字"),
    (swap("url: https:", "url: http:"), "https://"),
    (lambda text: text.split("summary:", maxsplit=1)[0], "缺少：means、means-en"),
    (lambda _: "- 一条\n", "键: 值"),
]


@pytest.mark.parametrize(("change", "says"), BROKEN_ARTICLES)
def test_a_broken_article_is_refused_by_name(
    tmp_path: Path, change: Callable[[str], str], says: str
) -> None:
    path = tmp_path / SOURCE.name
    path.write_text(change(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(RuleError, match=says) as caught:
        read_article(path)
    assert path.name in str(caught.value)


def test_a_broken_question_is_refused_by_name(tmp_path: Path) -> None:
    source = rules_dir() / "exemptions" / "Q_TONE.yml"
    data = yaml.load(source.read_text(encoding="utf-8"), yaml.BaseLoader)
    path = tmp_path / "Q_TONE.yml"
    path.write_text(yaml.safe_dump({**data, "effect": "safe"}), encoding="utf-8")
    with pytest.raises(RuleError, match=r"Q_TONE\.yml.*effect"):
        read_exemption(path)
    path.write_text(yaml.safe_dump({**data, "basis": "civil-code-1024"}), encoding="utf-8")
    with pytest.raises(RuleError, match=r"Q_TONE\.yml.*basis"):
        read_exemption(path)

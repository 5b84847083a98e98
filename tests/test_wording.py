"""We warn a person and do not judge one: no word of guilt about the reader, anywhere."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from shenyan import pages
from shenyan.articles import load_articles, load_exemptions, load_withdrawn
from shenyan.categories import load_categories
from shenyan.guide import Entry, load_guide
from shenyan.normalize import fold
from shenyan.replies import load_law
from shenyan.rule_books import load_wording
from shenyan.rules import load_rules, rules_dir

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "server" / "shenyan"
WORDING = load_wording(rules_dir())
ASKED = {"违法", "犯罪", "侵权了", "必须删除", "放心发布"}
NEVER = re.compile("|".join(map(re.escape, WORDING.never)))
NEVER_EN = re.compile("|".join(map(re.escape, WORDING.never_en)))

QUOTED = {"statute", "claim", "flag", "pass"}
"""Classes of the elements that quote: the statute, a popular claim, drafts that are examples."""


def told_to_the_reader() -> Iterator[tuple[str, str]]:
    """Every text of ours with the place where it stands."""
    for rule in load_rules(rules_dir()):
        for name in ("title", "message", "advice", "no_fix"):
            yield f"{rule.id} {name}", getattr(rule, name)
        yield f"{rule.id} fix", " ".join((*rule.fix, *rule.replace))
    for article in load_articles(rules_dir()).values():
        yield f"{article.id} summary", article.summary
        yield f"{article.id} means", article.means
    for exemption in load_exemptions(rules_dir()).values():
        yield exemption.id, exemption.question + exemption.note
    for category in load_categories(rules_dir()).values():
        yield category.id, category.title
    for gone in load_withdrawn(rules_dir()):
        yield gone.pattern, gone.title + gone.reason
    for section in load_guide(rules_dir()):
        yield section.id, section.title + "".join(section.intro)
        yield from ((section.id, passage(entry)) for entry in section.entries)


def passage(entry: Entry) -> str:
    """What we say in a passage; its `claim` is what others say."""
    return entry.heading + entry.note + "".join(entry.text)


def test_the_list_of_words_holds_the_five_we_were_asked_for() -> None:
    assert set(WORDING.never) >= ASKED
    assert "可能" in WORDING.hedges


@pytest.mark.parametrize(("place", "text"), list(told_to_the_reader()))
def test_no_text_of_ours_judges_the_reader(place: str, text: str) -> None:
    assert not NEVER.findall(text), place


def locales() -> dict[str, dict[str, str]]:
    """Messages of the extension by language and key."""
    return {
        path.parent.name: {
            key: entry["message"]
            for key, entry in json.loads(path.read_text(encoding="utf-8")).items()
        }
        for path in ROOT.glob("extension/_locales/*/messages.json")
    }


def test_no_message_of_the_extension_judges_the_reader() -> None:
    assert {"en", "zh_CN"} <= locales().keys()
    for language, messages in locales().items():
        for key, message in messages.items():
            text = fold(message).text  # traditional characters become simplified ones
            assert not NEVER.findall(text), f"{language} {key}"
            assert language != "en" or not NEVER_EN.findall(text), key


def test_the_extension_says_that_it_is_no_legal_advice() -> None:
    for language, messages in locales().items():
        words = "legal advice" if language == "en" else "不是法律意见"
        assert any(words in fold(message).text for message in messages.values()), language


@pytest.mark.parametrize("path", sorted(ROOT.glob("extension/**/*.*s")), ids=lambda p: p.name)
def test_no_script_of_the_extension_judges_the_reader(path: Path) -> None:
    assert not NEVER.findall(fold(path.read_text(encoding="utf-8")).text)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_judges_the_reader(path: Path) -> None:
    assert not NEVER.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_no_string_in_the_code_judges_the_reader(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not NEVER.findall(node.value), node.lineno


class Unquoted(HTMLParser):
    """The text of a page outside the elements that quote."""

    VOID = frozenset({"meta", "link", "br", "wbr", "img", "input", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._quoted: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            classes = set((dict(attrs).get("class") or "").split())
            self._quoted.append(bool(classes & QUOTED))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._quoted.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._quoted):
            self.text += data


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """Every page in Chinese, by address."""
    app = Flask("shenyan")
    app.register_blueprint(pages.blueprint(rules_dir(), load_rules(rules_dir()), load_law()))
    client = app.test_client()
    addresses = ["/guide", "/rules", "/articles", "/articles/nothing", "/articles/psapl-2012-42"]
    addresses += [f"/articles/{name}" for name in load_articles(rules_dir())]
    return {a: client.get(f"{a}?language=zh").get_data(as_text=True) for a in addresses}


def test_no_page_judges_the_reader_outside_a_quotation(shown: dict[str, str]) -> None:
    judging = {address: NEVER.findall(Unquoted(html).text) for address, html in shown.items()}
    assert {address: words for address, words in judging.items() if words} == {}


def test_no_english_text_of_ours_judges_the_reader() -> None:
    told = [
        entry.heading_en + entry.note_en + "".join(entry.text_en)
        for section in load_guide(rules_dir())
        for entry in section.entries
    ]
    told += [a.summary_en + a.means_en for a in load_articles(rules_dir()).values()]
    told += [e.question_en + e.note_en for e in load_exemptions(rules_dir()).values()]
    judged = re.compile("is illegal|is unlawful|you must delete|safe to post")
    assert [text for text in told if judged.search(text.lower())] == []


def test_only_the_quoting_elements_are_exempt() -> None:
    page = '<p>你违法</p><div class="statute"><p>违法行为<br>二</p></div><p class="law">犯罪</p>'
    assert NEVER.findall(Unquoted(page).text) == ["违法", "犯罪"]


def test_every_page_says_that_it_is_no_legal_advice(shown: dict[str, str]) -> None:
    assert [a for a, html in shown.items() if "不是法律意见" not in html] == []


def test_the_guide_says_may_and_consider(shown: dict[str, str]) -> None:
    text = Unquoted(shown["/guide"]).text
    assert text.count("可能") > 10
    assert text.count("建议") > 10

"""Pages for people: what stands on them, in both languages, without script."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from shenyan import Linter, pages
from shenyan.app import create_app
from shenyan.articles import Article, load_articles, load_withdrawn
from shenyan.guide import Section, load_guide, read_section
from shenyan.replies import load_law
from shenyan.rules import RuleError, load_rules, rules_dir

ARTICLES = load_articles(rules_dir())
GUIDE = load_guide(rules_dir())
RULES = load_rules(rules_dir())
ADDRESSES = ["/guide", "/rules", "/articles", "/articles/civil-code-1034", "/articles/nothing"]


class Page(HTMLParser):
    """What a test asks of a page: text by element, links, ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def ids(self) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get("id"))]

    @property
    def links(self) -> list[str]:
        return [value for tag, attrs in self.tags if tag == "a" and (value := attrs.get("href"))]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    app = Flask("shenyan")
    app.register_blueprint(pages.blueprint(rules_dir(), RULES, load_law()))
    app.add_url_rule("/", view_func=lambda: "")
    return app.test_client()


def page(client: FlaskClient, address: str) -> Page:
    return Page(client.get(address).get_data(as_text=True))


@pytest.mark.parametrize("article", ARTICLES.values(), ids=lambda article: article.id)
def test_an_article_page_shows_the_statute_and_where_it_comes_from(
    client: FlaskClient, article: Article
) -> None:
    shown = page(client, f"/articles/{article.id}?language=zh").text
    for paragraph in article.text.split("\n"):
        assert paragraph in shown
    for part in (article.summary, article.means, article.law, str(article.checked), "请以官网为准"):
        assert part in shown


def test_an_article_page_names_the_rules_that_cite_it(client: FlaskClient) -> None:
    citing = [rule for rule in RULES if "civil-code-1034" in rule.articles]
    links = page(client, "/articles/civil-code-1034?language=zh").links
    assert citing
    for rule in citing:
        assert f"/rules?language=zh#{rule.id}" in links


def test_every_rule_stands_on_the_rules_page_with_its_examples(client: FlaskClient) -> None:
    shown = page(client, "/rules?language=zh")
    for rule in RULES:
        assert rule.id in shown.ids
        for line in (*rule.flag, *rule.passes):
            assert line.replace("<<", "").replace(">>", "") in shown.text


def test_the_marked_words_of_an_example_are_highlighted_and_nothing_is_markup() -> None:
    assert pages.marked("求<<人肉>>他 <b>") == "求<mark>人肉</mark>他 &lt;b&gt;"


@pytest.mark.parametrize("address", [f"{a}?language={x}" for a in ADDRESSES for x in ("zh", "en")])
def test_no_link_inside_the_product_is_dead(client: FlaskClient, address: str) -> None:
    here = address.split("?", maxsplit=1)[0]
    for link in page(client, address).links:
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = client.get(path or address)
        itself = path.partition("?")[0] in ("", here)
        assert target.status_code == 200 or itself, link
        assert not anchor or anchor in Page(target.get_data(as_text=True)).ids, link


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_script_no_inline_style_and_loads_only_its_own_sheet(
    client: FlaskClient, address: str
) -> None:
    for tag, attrs in page(client, address).tags:
        assert tag not in {"script", "style", "img", "iframe", "form"}
        assert not [name for name in attrs if name == "style" or name.startswith("on")]
        assert tag != "link" or str(attrs["href"]).startswith("/static/")
    sheet = Path(pages.__file__).with_name("static") / "shenyan.css"
    assert not re.search(r"url\(|@import", sheet.read_text(encoding="utf-8"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_ids_on_a_page_are_unique(client: FlaskClient, address: str) -> None:
    ids = page(client, address).ids
    assert len(ids) == len(set(ids))


def test_the_language_is_the_one_asked_for_then_the_browsers_then_chinese(
    client: FlaskClient,
) -> None:
    english = {"Accept-Language": "en-GB,en;q=0.9"}
    assert 'lang="zh-CN"' in client.get("/guide").get_data(as_text=True).split(">")[1]
    assert "What can be said" in client.get("/guide", headers=english).get_data(as_text=True)
    both = client.get("/guide?language=zh", headers=english).get_data(as_text=True)
    assert "哪些可以说" in both
    assert "哪些可以说" in client.get("/guide?language=xx").get_data(as_text=True)


def test_an_unknown_article_is_not_found_and_a_withdrawn_one_says_what_holds_now(
    client: FlaskClient,
) -> None:
    unknown = client.get("/articles/nothing?language=zh")
    assert unknown.status_code == 404
    assert "没有这一条" in unknown.get_data(as_text=True)
    old = page(client, "/articles/psapl-2012-42?language=zh")
    assert "2025年修订" in old.text
    assert "/articles/psapl-2025-50?language=zh" in old.links


def test_an_unknown_id_is_not_repeated_as_markup(client: FlaskClient) -> None:
    assert b"<script" not in client.get("/articles/%3Cscript%3E").data


def test_the_guide_checks_every_claim_of_the_two_popular_texts(client: FlaskClient) -> None:
    corrections = next(section for section in GUIDE if section.id == "corrections")
    expected = [f"A{n}" for n in range(1, 17)] + [f"B{n}" for n in range(1, 10)]
    assert [entry.heading for entry in corrections.entries] == expected
    shown = page(client, "/guide?language=zh").text
    for entry in corrections.entries:
        assert entry.claim
        assert entry.note
        assert pages.CITATION.findall(entry.text[0])
        assert entry.claim in shown


def test_the_cases_are_marked_as_unverified() -> None:
    cases = next(section for section in GUIDE if section.id == "cases")
    assert [entry.note for entry in cases.entries] == ["未经核实，仅供理解"] * 3


def test_the_exposed_find_every_step() -> None:
    exposed = next(section for section in GUIDE if section.id == "exposed")
    cited = {a for entry in exposed.entries for line in entry.text for a in citations(line)}
    expected = (995, 997, 1000, 1182, 1183, 188, 1195, 1196, 1197)
    assert {f"civil-code-{number}" for number in expected} <= cited
    assert "internet-court-2025-1" in cited
    channels = next(section for section in GUIDE if section.id == "channels")
    numbers = {entry.heading for entry in channels.entries}
    assert {"110", "12377", "12345", "12348"} <= numbers


def citations(line: str) -> list[str]:
    return pages.CITATION.findall(line)


@pytest.mark.parametrize("section", GUIDE, ids=lambda section: section.id)
def test_both_languages_of_the_guide_cite_the_same_articles_on_file(
    section: Section,
) -> None:
    for entry in section.entries:
        chinese = sorted(a for line in entry.text for a in citations(line))
        english = sorted(a for line in entry.text_en for a in citations(line))
        assert chinese == english, entry.heading
        assert set(chinese) <= ARTICLES.keys()
        assert "[[" not in pages.CITATION.sub("", "".join((*entry.text, *entry.text_en)))


def test_what_is_withdrawn_is_listed_with_the_law(client: FlaskClient) -> None:
    shown = page(client, "/articles?language=zh").text
    for entry in load_withdrawn(rules_dir()):
        assert entry.title in shown


def test_the_server_serves_the_pages(linter: Linter) -> None:
    server = create_app(linter=linter).test_client()
    for address in ("/guide", "/rules", "/articles", "/articles/civil-code-1034"):
        answer = server.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == "text/html"
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    with server.get("/static/shenyan.css") as sheet:
        assert sheet.mimetype == "text/css"


def test_a_broken_section_of_the_guide_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "1-x.yml"
    path.write_text(
        "id: x\ntitle: 题\ntitle-en: t\nintro:\n  - 引\nintro-en:\n  - i\n"
        "entries:\n  - heading: 节\n    heading-en: h\n    text: 不是列表\n"
        "    text-en:\n      - t\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match=r"1-x\.yml.*text 应是列表"):
        read_section(path)

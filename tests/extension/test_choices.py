"""What the author chose counts: switches, ignored findings, own data, people who agreed."""

from __future__ import annotations

from functools import partial
from typing import Any

from extension.fake_server import Fake
from extension.rig import Bench, until

DRAFT = "刘志强是骗子，电话13912345678"
SIZES = "() => ['error', 'warning', 'info'].map(l => CSS.highlights.get(`shenyan-${l}`)?.size ?? 0)"


def written(bench: Bench) -> dict[str, Any]:
    bench.odd("two")
    bench.type("a", DRAFT)
    return bench.field(DRAFT)


def shown(bench: Bench) -> list[str]:
    fields = (one for one in bench.state()["fields"] if one["text"] == DRAFT)
    return [finding["text"] for field in fields for finding in field["findings"]]


def shows(bench: Bench, words: list[str]) -> bool:
    return shown(bench) == words


def test_the_switches_take_everything_away_at_once_and_bring_it_back(
    fake_bench: Bench, fake: Fake
) -> None:
    bench = fake_bench
    written(bench)
    for off in ({"enabled": False}, {"sitesOff": ["weibo.com"]}):
        bench.settings(server=fake.address, **off)
        until(lambda: bench.page.evaluate(SIZES) == [0, 0, 0], 1)
        assert bench.state()["server"] == "off"
        assert bench.state()["fields"] == []
        fake.seen.clear()
        bench.type("b", "电话")
        bench.page.click(".a button")
        assert len(bench.posts()) == 1
        assert fake.seen == []
        bench.fresh()
        bench.settings(server=fake.address)
        until(lambda: shown(bench) == ["刘志强", "骗子", "13912345678"])


def test_a_finding_is_ignored_once_by_its_words_or_by_its_rule(
    fake_bench: Bench, fake: Fake
) -> None:
    bench = fake_bench
    field = written(bench)
    name, insult, phone = field["findings"]
    for finding, scope, left in (
        (name, "once", ["骗子", "13912345678"]),
        (insult, "phrase", ["13912345678"]),
        (phone, "rule", []),
    ):
        done = bench.ask("ignore", field=field["id"], finding=finding["id"], scope=scope)
        assert done == {"ok": True}
        until(partial(shows, bench, left))
    stored = bench.popup.evaluate("() => chrome.storage.local.get('settings')")["settings"]
    assert stored["words"] == ["骗子"]
    assert stored["rulesOff"] == ["test.phone-number"]
    bench.page.click(".a button")
    assert len(bench.posts()) == 1
    bench.settings(server=fake.address)
    until(lambda: shown(bench) == ["骗子", "13912345678"])


def test_own_data_and_people_who_agreed_are_not_marked(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    written(bench)
    agreed = {"name": "刘志强", "who": "本人", "when": "2026-11-01", "how": "短信"}
    own = {"names": [], "numbers": ["139 1234-5678"]}
    bench.settings(server=fake.address, people=[agreed], own=own)
    until(lambda: shown(bench) == ["骗子"])


def test_the_levels_that_ask_are_the_authors_choice(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.settings(server=fake.address, askLevels=["warning"])
    bench.page.wait_for_timeout(200)
    bench.type("a", "他是骗子")
    bench.field("他是骗子")
    bench.page.click(".a button")
    bench.asked()
    bench.ask("answer", choice="back")
    assert bench.posts() == []


def test_no_draft_and_no_answer_is_ever_stored(fake_bench: Bench) -> None:
    bench = fake_bench
    field = written(bench)
    bench.ask("ignore", field=field["id"], finding=field["findings"][0]["id"], scope="once")
    bench.page.click(".a button")
    bench.asked()
    bench.ask("answer", choice="publish")
    until(bench.posts)
    kept = bench.popup.evaluate(
        "async () => JSON.stringify([await chrome.storage.local.get(null),"
        " await chrome.storage.session.get(null), await chrome.storage.sync.get(null)])"
    )
    for word in ("刘志强", "骗子", "13912345678"):
        assert word not in kept


def test_only_the_site_and_this_computer_are_contacted(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    asked: list[str] = []
    bench.context.on("request", lambda request: asked.append(request.url))
    written(bench)
    bench.popup.reload()
    bench.popup.wait_for_timeout(300)
    ours = ("https://weibo.com/", "chrome-extension://", fake.address, "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []


def test_the_popup_lists_what_stands_and_jumps_to_it(fake_bench: Bench) -> None:
    bench = fake_bench
    written(bench)
    popup = bench.context.new_page()
    popup.goto(f"{bench.popup.url}?tab={bench.tab}")
    popup.wait_for_selector(".row")
    assert popup.locator(".row q").all_inner_texts() == ["13912345678", "骗子", "刘志强"]
    assert popup.locator(".count b").all_inner_texts() == ["1", "1", "1"]
    popup.locator(".row").first.click()
    until(lambda: bench.page.evaluate(SELECTED) == "13912345678")
    popup.locator("#all").click()
    until(lambda: bench.state()["server"] == "off")
    popup.close()


SELECTED = """() => {
  const {el} = __fx.fields.a;
  return el.value.slice(el.selectionStart, el.selectionEnd);
}"""


def test_the_options_keep_what_is_chosen(fake_bench: Bench, fake: Fake) -> None:
    bench = fake_bench
    options = bench.context.new_page()
    options.goto(bench.popup.url.replace("popup/popup", "options/options"))
    options.wait_for_selector("#levels input")
    options.fill("#server", "http://example.com:8765")
    options.press("#server", "Tab")
    options.wait_for_selector("#server[aria-invalid=true]")
    options.fill("#server", fake.address + "/anything")
    options.press("#server", "Tab")
    options.wait_for_selector("#state.ok")
    options.fill("#numbers", "13912345678\n\n")
    options.press("#numbers", "Tab")
    options.fill("[name=name]", "刘志强")
    options.fill("[name=how]", "当面")
    options.click("#person button")
    options.wait_for_selector("#people .entry")
    options.select_option("#language", "en")
    until(lambda: options.title() == "Shenyan · Options")
    until(lambda: options.locator("#rules span").all_inner_texts() == ["Somebody's number"])
    options.select_option("#language", "zh_TW")
    until(lambda: options.locator("#rules span").all_inner_texts() == ["电话号码"])
    kept = bench.popup.evaluate("() => chrome.storage.local.get('settings')")["settings"]
    assert kept["server"] == fake.address
    assert kept["own"]["numbers"] == ["13912345678"]
    assert [one["name"] for one in kept["people"]] == ["刘志强"]
    options.click("#people button")
    until(lambda: options.locator("#people .entry").count() == 0)
    options.close()


def test_the_first_page_checks_the_server_and_tries_a_draft(bench: Bench) -> None:
    page = bench.context.new_page()
    page.goto(bench.popup.url.replace("popup/popup", "welcome/welcome"))
    page.wait_for_selector("#state.ok")
    page.wait_for_selector("#marked li")
    page.fill("#sample", "今天天气真好")
    until(lambda: page.locator("#marked li").count() == 0)
    page.close()


def test_a_page_has_its_words_even_where_the_browser_gives_it_none(bench: Bench) -> None:
    page = bench.context.new_page()
    page.add_init_script("chrome.i18n.getMessage = () => ''")
    page.goto(bench.popup.url.replace("popup/popup", "welcome/welcome"))
    page.wait_for_selector("#marked li")
    assert "_" not in page.inner_text("body")
    page.close()

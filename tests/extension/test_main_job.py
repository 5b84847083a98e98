"""A draft typed key by key is marked, fixed, held once and published, with the real server."""

from __future__ import annotations

import pytest

from extension.rig import Bench, until

DRAFT = (
    "湖北某大学的黄雨桐，就是这个贱人，QQ 2849017735，电话13912345678，"
    "聊天记录都在图里，大家看看她什么德行"
)
FOUND = {
    ("person-name", "黄雨桐"),
    ("insult", "贱人"),
    ("account", "2849017735"),
    ("phone-number", "13912345678"),
}
SITES = [("weibo-home", "weibo"), ("douyin-video", "desc")]


@pytest.mark.parametrize(("name", "field"), SITES)
def test_a_draft_is_marked_fixed_held_once_and_published_once(
    bench: Bench, name: str, field: str
) -> None:
    route = bench.open(name)
    bench.type(field, DRAFT)
    seen = bench.field(DRAFT)
    marked = {(one["category"], one["text"]): one for one in seen["findings"]}
    assert set(marked) >= FOUND
    assert any("聊天记录" in text for category, text in marked if category == "chat-record")
    for category in ("person-name", "account", "phone-number"):
        assert [one["level"] for one in seen["findings"] if one["category"] == category] == [
            "error"
        ]
    phone = marked["phone-number", "13912345678"]
    assert all(one["rects"] for one in seen["findings"])

    bench.press(route["button"])
    bench.asked()
    bench.ask("answer", choice="back")
    assert bench.posts() == []

    mask = phone["fixes"][0]["replacement"]
    masked = DRAFT.replace("13912345678", mask)
    done = bench.ask("fix", field=seen["id"], finding=phone["id"], fix=0)
    assert done == {"ok": True, "text": masked}
    assert bench.model(field) == masked
    bench.editor(field).focus()
    bench.page.keyboard.press("Control+z")
    until(lambda: bench.model(field) == DRAFT)

    bench.field(DRAFT)
    bench.press(route["button"])
    bench.asked()
    bench.ask("answer", choice="publish")
    until(bench.posts)
    bench.page.wait_for_timeout(300)
    assert [post["text"] for post in bench.posts()] == [DRAFT]


@pytest.mark.parametrize(("name", "field"), SITES)
def test_an_untouched_draft_is_published_byte_for_byte(bench: Bench, name: str, field: str) -> None:
    """No child and no attribute of the editor changes that does not change without us."""
    route = bench.open(name)
    text = "今天天气真好👨‍👩‍👧，和朋友去西湖边走了一圈，吃了片儿川，开心！"
    bench.type(field, text)
    assert bench.field(text)["findings"] == []
    bench.page.evaluate(WATCH, field)
    bench.page.wait_for_timeout(600)
    assert bench.page.evaluate("() => __changes") == 0
    bench.press(route["button"])
    assert [post["text"] for post in bench.posts()] == [text]
    assert bench.state()["question"] is None


@pytest.mark.parametrize(("name", "field"), SITES)
def test_marking_writes_nothing_into_the_editor(bench: Bench, name: str, field: str) -> None:
    bench.open(name)
    bench.type(field, DRAFT[:-1])
    bench.page.evaluate(WATCH, field)
    bench.field(DRAFT[:-1])
    bench.page.mouse.move(5, 5)
    bench.editor(field).hover()
    bench.page.wait_for_timeout(500)
    assert bench.page.evaluate("() => __changes") == 0


WATCH = """name => {
  window.__changes = 0;
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  new MutationObserver(records => { __changes += records.length; })
    .observe(__fx.fields[name].el, all);
}"""

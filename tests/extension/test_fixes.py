"""A fix goes through the editor's own input path; one undo takes it back, the caret stays."""

from __future__ import annotations

import pytest

from extension.rig import ROUTES, Bench, until

DRAFT = "👧电话13912345678，好的"
MASKED = DRAFT.replace("13912345678", "139****5678")
TWINS = {"douyin-upload", "douyin-old"}
"""Pages that bring up the same form as another."""
FIELDS = [
    (name, field)
    for name, route in ROUTES.items()
    if name not in TWINS
    for field in route["fields"]
]
UNDOES = {"weibo", "comment1", "desc", "body"}
"""Fields whose page keeps an undo history; the page of Douyin's comments has none of its own."""

CARET = """name => {
  const {el} = __fx.fields[name];
  if ('value' in el) return el.selectionStart;
  const range = getSelection().getRangeAt(0).cloneRange();
  range.setStart(el, 0);
  return range.toString().replace(/[\\u200b\\ufeff]/g, '').length;
}"""


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=lambda value: value)
def test_a_fix_lands_in_the_model_and_the_caret_stays(
    fake_bench: Bench, name: str, field: str
) -> None:
    bench = fake_bench
    bench.open(name)
    bench.type(field, DRAFT)
    seen = bench.field(DRAFT)
    for _ in range(3):
        bench.page.keyboard.press("ArrowLeft")
    done = bench.ask("fix", field=seen["id"], finding=seen["findings"][0]["id"], fix=0)
    assert done == {"ok": True, "text": MASKED}
    assert bench.model(field) == MASKED
    assert bench.page.evaluate(CARET, field) == units(MASKED) - 3
    bench.page.keyboard.type("好")
    typed = MASKED[:-3] + "好" + MASKED[-3:]
    until(lambda: bench.model(field) == typed)
    bench.page.keyboard.press("Backspace")
    until(lambda: bench.model(field) == MASKED)


@pytest.mark.parametrize(("name", "field"), [one for one in FIELDS if one[1] in UNDOES])
def test_one_undo_restores_the_text_before_the_fix(
    fake_bench: Bench, name: str, field: str
) -> None:
    bench = fake_bench
    bench.open(name)
    bench.type(field, DRAFT)
    seen = bench.field(DRAFT)
    bench.ask("fix", field=seen["id"], finding=seen["findings"][0]["id"], fix=0)
    assert bench.model(field) == MASKED
    bench.page.keyboard.press("Control+z")
    until(lambda: bench.model(field) == DRAFT)


def test_an_editor_that_refuses_keeps_its_text_and_the_reply_says_so(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("stubborn")
    text = "电话13912345678"
    seen = bench.field(text)
    done = bench.ask("fix", field=seen["id"], finding=seen["findings"][0]["id"], fix=0)
    assert done == {"ok": False, "text": text, "reason": "unchanged"}
    assert bench.model("text") == text


def test_a_finding_that_is_gone_changes_nothing(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", "电话13912345678")
    seen = bench.field("电话13912345678")
    bench.page.keyboard.press("Backspace")
    done = bench.ask("fix", field=seen["id"], finding=seen["findings"][0]["id"], fix=0)
    assert done["ok"] is False
    assert bench.model("a") == "电话1391234567"


def test_keys_walk_the_marks_and_fix_from_the_card(fake_bench: Bench) -> None:
    """Alt+J opens a card and leaves the focus in the field; Alt+Enter goes in, Enter fixes."""
    bench = fake_bench
    bench.odd("two")
    text = "刘志强，电话13912345678，刘志强"
    bench.type("a", text)
    bench.field(text)
    bench.page.keyboard.press("Alt+k")
    bench.page.keyboard.press("Alt+k")
    assert bench.page.evaluate("() => document.activeElement === __fx.fields.a.el")
    bench.page.keyboard.press("Alt+Enter")
    assert not bench.page.evaluate("() => document.activeElement === __fx.fields.a.el")
    bench.page.keyboard.press("Enter")
    until(lambda: bench.model("a") == text.replace("13912345678", "139****5678"))
    assert bench.page.evaluate("() => document.activeElement === __fx.fields.a.el")


def test_an_open_card_takes_no_key_and_escape_closes_it(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", "电话13912345678")
    x, y, width, height = bench.field("电话13912345678")["findings"][0]["rects"][0]
    bench.page.mouse.move(x + width / 2, y + height / 2)
    until(lambda: bench.page.evaluate(OURS, [x + 20, y + height + 60]))
    bench.page.keyboard.type("8")
    assert bench.model("a") == "电话139123456788"
    until(lambda: not bench.page.evaluate(OURS, [x + 20, y + height + 60]))
    bench.page.keyboard.press("Alt+j")
    assert bench.page.evaluate("() => document.activeElement === __fx.fields.a.el")
    bench.page.keyboard.press("Escape")
    assert not bench.page.evaluate(OURS, [x + 20, y + height + 60])


OURS = "([x, y]) => document.elementFromPoint(x, y) === document.documentElement.lastElementChild"
"""Whether what we draw is at a point: its host stands after the body."""


def units(text: str) -> int:
    """The length that a browser counts."""
    return len(text.encode("utf-16-le")) // 2

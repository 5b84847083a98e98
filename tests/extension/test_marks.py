"""Marks sit on their words, whatever the page does; hidden rather than wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from extension.conftest import bench_in
from extension.fake_server import Fake
from extension.rig import Bench, launch, until
from extension.watching import GLIDE, HITS, MOVES, inside

LINES = "\n".join(f"第{n}行写几句闲话，凑成一行" for n in range(12))
DRAFT = f"电话13912345678👩‍🔧刘志强是骗子\n{LINES}\n他的电话13812345678"


@pytest.fixture(scope="module")
def old_context(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[object]:
    """A browser without ranges over form fields, as Firefox and Chromium up to 150 are."""
    profile = tmp_path_factory.mktemp("old")
    context = launch(playwright, profile, "--disable-blink-features=OpaqueRange")
    yield context
    context.close()


@pytest.fixture(params=["range", "mirror"])
def either(request: pytest.FixtureRequest, fake: Fake) -> Iterator[Bench]:
    """Both ways of marking a form field."""
    way = "context" if request.param == "range" else "old_context"
    for bench in bench_in(request.getfixturevalue(way), fake.address):
        bench.odd("two")
        has = bench.page.evaluate("() => 'createValueRange' in HTMLTextAreaElement.prototype")
        assert has == (request.param == "range")
        yield bench


def seen_rects(bench: Bench, text: str) -> list[list[float]]:
    findings = bench.field(text)["findings"]
    return [[*rect, one["start"], one["end"]] for one in findings for rect in one["rects"]]


def hit(bench: Bench, name: str) -> bool:
    """Tell whether marks are shown, and assert that every one that is lies on its words."""
    rects = seen_rects(bench, DRAFT)
    assert bench.page.evaluate(HITS, [name, rects]), rects
    return bool(rects)


def shake(bench: Bench, name: str) -> Iterator[str]:
    """Everything that moves text under its marks."""
    yield "typed"
    bench.page.evaluate("name => { __fx.fields[name].el.scrollTop = 0; }", name)
    yield "scrolled inside"
    bench.page.evaluate("() => { document.body.style.minHeight = '3000px'; scrollTo(0, 40); }")
    yield "scrolled"
    bench.page.set_viewport_size({"width": 700, "height": 600})
    yield "narrowed"
    bench.page.evaluate("() => { document.body.style.zoom = 1.25; }")
    yield "zoomed"
    bench.page.evaluate("name => { __fx.fields[name].el.style.fontSize = '19px'; }", name)
    yield "in another size"
    bench.page.evaluate("() => { document.body.prepend(document.createElement('hr')); }")
    yield "pushed down"
    bench.page.evaluate("name => { __fx.fields[name].el.scrollTop = 1e6; }", name)
    yield "scrolled to the end"


def test_marks_on_a_form_field_hit_their_words(either: Bench) -> None:
    """Asked at once after each move, and then until marks are shown again."""
    either.type("a", DRAFT)
    for _what in shake(either, "a"):
        until(lambda: hit(either, "a"))


def test_no_picture_shows_a_mark_beside_its_words(either: Bench) -> None:
    """Looked at after each of a hundred pictures, while the field moves in every way."""
    bench = either
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    shown, wrong = inside(bench, MOVES)
    assert wrong == []
    assert shown > 40


def test_a_turned_field_shows_no_mark_in_a_wrong_place(either: Bench) -> None:
    bench = either
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    bench.page.evaluate("() => { __fx.fields.a.el.style.transform = 'rotate(8deg)'; }")
    hit(bench, "a")


def test_a_wheel_which_scrolls_ahead_of_scripts_hides_the_mirror_until_it_rests(
    either: Bench,
) -> None:
    bench = either
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    asked = """(async () => {
      const {element, paint} = [...session.finder.fields.values()].find(one => one.text);
      element.dispatchEvent(new WheelEvent('wheel', {bubbles: true, deltaY: -40}));
      const at_once = paint.isRight();
      await new Promise(done => setTimeout(done, 600));
      return [at_once, paint.isRight(), Boolean(paint.mirror)];
    })()"""
    at_once, later, mirrored = inside(bench, asked)
    assert later
    assert at_once is not mirrored


def test_a_smooth_scroll_hides_the_mirror_until_it_rests(either: Bench) -> None:
    """The browser moves the words by itself; after two pictures no mark trails behind."""
    bench = either
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    moving, shown, later, mirrored = inside(bench, GLIDE)
    assert moving > 3
    assert later
    assert shown <= 2 or not mirrored


def test_marks_on_an_editor_hit_their_words(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.open("douyin-video")
    bench.type("desc", DRAFT)
    for _what in shake(bench, "desc"):
        until(lambda: hit(bench, "desc"))


def test_the_three_levels_have_three_highlights(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    sizes = "() => ['error', 'warning', 'info'].map(l => CSS.highlights.get(`shenyan-${l}`).size)"
    assert bench.page.evaluate(sizes) == [2, 1, 1]


def test_a_page_that_takes_our_highlights_away_gets_them_back(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    bench.page.evaluate("() => CSS.highlights.clear()")
    bench.page.keyboard.type("啊")
    until(lambda: bench.page.evaluate("() => CSS.highlights.has('shenyan-error')"))


def test_a_text_set_by_the_page_loses_the_marks_on_its_old_words(fake_bench: Bench) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", DRAFT)
    bench.field(DRAFT)
    bench.page.evaluate("() => { __fx.fields.a.el.value = ''; }")
    until(lambda: bench.state()["counts"] == {"error": 0, "warning": 0, "info": 0})
    assert bench.page.evaluate("() => CSS.highlights.get('shenyan-error').size") == 0


def test_marks_move_with_their_words_while_a_reply_is_under_way(
    fake_bench: Bench, fake: Fake
) -> None:
    bench = fake_bench
    bench.odd("two")
    bench.type("a", "电话13912345678，骗子")
    bench.field("电话13912345678，骗子")
    fake.delay = 3
    bench.page.keyboard.press("Home")
    bench.page.keyboard.type("请打")
    (field,) = (one for one in bench.state()["fields"] if one["text"])
    assert field["checked"] is False
    assert [(one["text"], one["start"]) for one in field["findings"]] == [
        ("13912345678", 4),
        ("骗子", 16),
    ]
    assert all(one["rects"] for one in field["findings"])
    for _ in range(4):
        bench.page.keyboard.press("ArrowRight")
    bench.page.keyboard.type("9")
    (field,) = (one for one in bench.state()["fields"] if one["text"])
    assert [one["text"] for one in field["findings"]] == ["骗子"]

"""The pages of every other shape: how each is brought up, written in and published from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extension.rig import Bench

DRAFT = "刘志强的电话13912345678"
MASKED = DRAFT.replace("13912345678", "139****5678")
CLEAN = "今天天气真好"


def middle(bench: Bench, what: str) -> tuple[float, float]:
    """The middle of an element, in the window."""
    x, y, width, height = bench.page.evaluate(f"() => __fx.spot({what})")
    return x + width / 2, y + height / 2


def mouse(bench: Bench) -> None:
    bench.page.mouse.click(*middle(bench, "__fx.send"))


def tap(bench: Bench) -> None:
    bench.page.touchscreen.tap(*middle(bench, "__fx.send"))


def key(name: str, where: str = "__fx.fields.text.el") -> Callable[[Bench], None]:
    def press(bench: Bench) -> None:
        bench.page.evaluate(f"() => {where}.focus()")
        bench.page.keyboard.press(name)

    press.__name__ = name
    return press


def nothing(bench: Bench) -> None:
    """The composer is there from the start."""


def opened(selector: str, times: int = 1) -> Callable[[Bench], None]:
    def open_it(bench: Bench) -> None:
        for _ in range(times):
            bench.page.click(selector)
            bench.page.wait_for_timeout(60)

    return open_it


def twice(bench: Bench) -> None:
    """Open, write, close, and open again."""
    bench.page.click(".new")
    bench.page.wait_for_selector(".w2")
    write(bench, "写到一半")
    bench.field("写到一半")
    bench.page.click(".shut")
    bench.page.click(".new")
    bench.page.wait_for_selector(".w2")


def write(bench: Bench, text: str, field: str = "text") -> None:
    """Click into the field, take out what is in it, and type."""
    bench.page.mouse.click(*middle(bench, f"__fx.fields.{field}.el"))
    bench.page.keyboard.press("Control+a")
    bench.page.keyboard.type(text)


@dataclass(frozen=True)
class Odd:
    """A page, what publishes on it, and what brings its composer up."""

    name: str
    act: Callable[[Bench], None] = mouse
    before: Callable[[Bench], None] = nothing
    undoes: bool = True

    def __str__(self) -> str:
        return f"{self.name}-{self.act.__name__}"


ENTER_ON_BUTTON = key("Enter", "__fx.send")
PAGES = (
    Odd("label-for"),
    Odd("srcdoc"),
    Odd("nested-frames"),
    Odd("frame-title"),
    Odd("shadow-nest"),
    Odd("late-shadow"),
    Odd("frame-in-shadow"),
    Odd("redrawn-editor"),
    Odd("controlled"),
    Odd("touch-end"),
    Odd("touch-end", tap),
    Odd("key-up", key("Enter")),
    Odd("before-input", key("Enter")),
    Odd("newline", key("Enter")),
    Odd("button-keys"),
    Odd("button-keys", ENTER_ON_BUTTON),
    Odd("button-keys", key("Space", "__fx.send")),
    Odd("dialog-twice", before=twice),
    Odd("spa", before=opened(".go")),
    Odd("far-foot"),
    Odd("flat"),
    Odd("form-attribute"),
    Odd("re-added", before=opened(".flip", 2)),
    Odd("decorated"),
    Odd("glyph"),
    Odd("glyph", tap),
    Odd("radio"),
    Odd("popover", before=opened(".open")),
    Odd("later-submit"),
    Odd("lines"),
    Odd("sandboxed"),
    Odd("new-root", undoes=False),
    Odd("label-button"),
    Odd("declarative"),
    Odd("form-rich"),
    Odd("after-word"),
    Odd("written-frame"),
    Odd("portal", before=opened(".pt-o")),
    Odd("outside"),
    Odd("closed-srcdoc"),
    Odd("reset"),
    Odd("slate"),
    Odd("observed"),
)

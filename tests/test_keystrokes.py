"""After each keystroke the answer is the one that a linter without any memory gives."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Final

import pytest

from shenyan import Linter
from shenyan.memory import Memory

EDITS: Final = int(os.environ.get("SHENYAN_EDITS", "60"))
"""How many edits are tried; 2,000 before a change of what is remembered."""

SIZE: Final = 700
TYPED: Final = (
    "昨晚他又来堵我，真怕了。\n \t,;；：…“”\"'@#1３a八微v信🐶😭\u200b\ufe0f王李某x.-_!?（)"
)
DEV: Final = Path(__file__).with_name("drafts") / "dev.jsonl"
POSTS: Final = [json.loads(line)["text"] for line in DEV.read_text("utf-8").splitlines()]


def draft(drawn: Random) -> str:
    """Put posts one behind the other, with or without a line break between them."""
    between = drawn.choice(("", "\n", "。", " "))
    text = between.join(drawn.sample(POSTS, 40))
    start = drawn.randrange(200)
    return text[start : start + SIZE]


def edited(text: str, drawn: Random, at: int) -> tuple[str, int]:
    """Type, delete or paste something at a place; give the text and where the caret is then."""
    kind = drawn.random()
    if kind < 0.6:
        added = drawn.choice(TYPED)
    elif kind < 0.8:
        return text[: max(at - 1, 0)] + text[at:], max(at - 1, 0)
    elif kind < 0.9:
        return text[:at] + text[at + drawn.randrange(30) :], at
    else:
        post = drawn.choice(POSTS)
        start = drawn.randrange(len(post))
        added = post[start : start + drawn.randrange(1, 40)]
    return text[:at] + added + text[at:], at + len(added)


def forgetful(patch: pytest.MonkeyPatch) -> None:
    """Let every memory forget at once."""
    patch.setattr(Memory, "known", lambda self, digests: [None] * len(digests))


@pytest.mark.parametrize("seed", range(3))
def test_after_each_edit_the_answer_is_that_of_a_linter_without_memory(
    linter: Linter, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    drawn = Random(seed)
    text, at = draft(drawn), 0
    for number in range(EDITS // 3):
        if number % 100 == 99:
            text = draft(drawn)
        if number % 10 == 0:
            at = drawn.randrange(len(text) + 1)
        text, at = edited(text, drawn, at)
        remembered = linter.lint(text)
        with monkeypatch.context() as patch:
            forgetful(patch)
            fresh = linter.lint(text)
        assert remembered == fresh, (number, at)

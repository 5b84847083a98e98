"""Find pasted chats by their shape: `name time` headers over messages, or lines `A: … / B: …`.

A single speaker's list (时间: … / 地点: …) is not a chat: somebody must speak twice, and somebody
else in between. A rule's `not-cues` (lessons, jokes, family) just before or inside silence it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words

STAGE: Final = 2
_TIME: Final = r"(?:(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ ,]*)?\d{1,2}:\d{2}(?::\d{2})?"
_NAME: Final = r"[^\s:,。!?\d][^\s:,。!?]{0,15}"
_HEADER: Final = re.compile(rf"\s*(?:({_NAME})[ \t(]+{_TIME}\)?|{_TIME}[ \t]+({_NAME}))\s*:?\s*")
_CLOCK: Final = re.compile(rf"\s*(?:\S{{1,6}} )?{_TIME}\s*")
_SPOKEN: Final = re.compile(
    rf"\s*(?:[\[(](?:\S{{1,3}} ?)?{_TIME}[\])]\s*)?({_NAME})(?:[ (]+{_TIME}\)?)?\s*:\s*\S.*"
)
_INTRODUCTION: Final = 24


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    speaker: str
    header: bool
    clock: bool
    blank: bool


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Make one detector that reports every pasted chat for each rule."""
    silent = {rule.id: tuple(fold_text(cue) for cue in rule.not_cues) for rule in rules}

    def detect(draft: Draft) -> Iterator[Span]:
        text = draft.folded.text
        for start, end in chats(text):
            around = text[max(start - _INTRODUCTION, 0) : end]
            for rule in rules:
                if not any(cue in around for cue in silent[rule.id]):
                    yield Span(*draft.folded.span(start, end), rule, rule.level)

    return detect


def chats(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of folded text that look like a pasted chat. Linear in the text."""
    block: list[_Line] = []
    headed = False
    for line in _lines(text):
        spoken = bool(line.speaker) or line.clock
        if spoken or (headed and (line.blank or not block[-1].blank)):
            block.append(line)
            headed = headed or line.header
        else:
            yield from _chat(block)
            block, headed = [], False
    yield from _chat(block)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        told = ":" in raw
        header = _HEADER.fullmatch(raw) if told else None
        spoken = _SPOKEN.fullmatch(raw) if told and not header else None
        named = (header[1] or header[2]) if header else spoken[1] if spoken else ""
        clock = told and not named and bool(_CLOCK.fullmatch(raw))
        yield _Line(start, end, named, header is not None, clock, not raw.strip())
        start = end + 1


def _chat(block: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Give the stretch of a block in which at least two speakers take turns."""
    named = [line for line in block if line.speaker]
    speakers = [line.speaker for line in named]
    messages = any(not line.speaker and not line.clock and not line.blank for line in block)
    headed = messages and sum(line.header for line in named) > 1 and len(set(speakers)) > 1
    if headed or (len(speakers) > 2 and 1 < len(set(speakers)) < len(speakers)):
        yield block[0].start, max(line.end for line in block if not line.blank)

"""What a detector sees of a draft, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from shenyan.normalize import Folded, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shenyan.disguise.undisguised import Undisguise
    from shenyan.finding import Level
    from shenyan.rules import Rule

PERSON: Final = "\ue000"
"""Stands for each character of a person's name in `Draft.masked`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the author's text (code points) that a rule speaks about.

    `level` starts as the rule's; context and combination move it. `mask` is the
    replacement that hides the value, or None where there is nothing to mask.
    `key` says whom or what it is (a name's canonical form), so that equal ones are masked alike.
    `public` marks a public, historical or invented person; `own` the author's own data, or what
    its owner let the author publish. `doubtful` is a word that its surroundings do not bear out:
    it is told only beside something surer.
    """

    start: int
    end: int
    rule: Rule
    level: Level
    mask: str | None = None
    key: str = ""
    public: bool = False
    own: bool = False
    doubtful: bool = False
    related: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Draft:
    """A draft, folded once. `masked` is the folded text with names replaced by PERSON."""

    source: str
    folded: Folded
    masked: str
    spans: tuple[Span, ...] = ()
    platform: str | None = None
    field: str | None = None


def read(
    source: str,
    platform: str | None = None,
    field: str | None = None,
    undisguise: Undisguise | None = None,
) -> Draft:
    """Fold the author's text; `undisguise` puts back words that somebody hid in it."""
    folded = fold(source)
    if undisguise is not None:
        folded = undisguise(folded)
    return Draft(source, folded, folded.text, (), platform, field)


def with_spans(draft: Draft, spans: Iterable[Span]) -> Draft:
    """Add what earlier detectors found; names among it become PERSON in `masked`."""
    added = tuple(spans)
    if not added:
        return draft
    names = [span for span in added if span.rule.category == "person-name"]
    masked = list(draft.masked) if names else []
    for span in names:
        start, end = draft.folded.within(span.start, span.end)
        masked[start:end] = PERSON * (end - start)
    hidden = "".join(masked) if names else draft.masked
    return replace(draft, masked=hidden, spans=draft.spans + added)

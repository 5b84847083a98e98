"""Read off a pattern which words a text must contain for it to match.

A search for words costs next to nothing; a search for a pattern does not. So a pattern is tried
only on texts that hold a word of each of its parts. Inside a choice the most telling part of each
branch is taken, all branches together; what may be absent counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Final, TypeVar

_RUN: Final = r"[^\\\[\](){}|*+?.^$]+"
TOKEN: Final = re.compile(
    r"(?P<slot>\{[a-z][a-z-]*\})"
    rf"|(?P<choice>\((?:\?P<\w+>|\?:)?(?P<words>{_RUN}(?:\|{_RUN})*)\))"
    r"|(?P<open>\((?:\?P<\w+>|\?[a-zA-Z-]*:)?)(?!\?)|(?P<flags>\(\?[a-zA-Z-]+\))|(?P<close>\))"
    r"|(?P<bar>\|)|(?P<repeat>(?:[*+?]|\{\d*,?\d*\})\??)"
    r"|(?P<set>\[(?:\\.|\[:\^?\w+:\]|[^\]\\])+\]|[.^$]|\\[dDwWsSbB]"
    r"|\\[pP](?:[A-Z]|\{\^?\w+\})|\\[0-7]{1,3}|\\x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\}))"
    r"|\\(?P<escaped>.)|"
    rf"(?P<run>{_RUN}(?![*+?{{]))|(?P<char>.)",
    re.DOTALL,
)
"""A `run` is characters that stand for themselves, none of which a repetition may follow.

A `choice` is a whole bracket of nothing but runs, `words` what stands in it: most brackets are one.
"""

_FLAGS: Final = re.compile(r"\(\?[a-zA-Z-]+:")

_OWN: Final = re.compile(r"\\(?![bBdDwWsSntrf])[A-Za-z0-9]|.\[:|&&|--|\|\||~~")
"""What RE2 writes in its own way (\\p{Han}, \\x{4e00}, [[:alpha:]]), or Python may one day."""

Words = frozenset[str]
Parts = list[frozenset[Words]]
"""What each part of a branch needs, in the order of the pattern: a word of each of these sets."""

_MORE_THAN_A_LIST: Final = frozenset("\\-[&")
"""Signs in a set that make it more than a list of characters."""

Level = TypeVar("Level")

NOTHING: Final[Words] = frozenset()
"""No word is needed: the pattern has to be tried on every text."""

MANY: Final = 99


def needed(pattern: str, slots: Mapping[str, Words]) -> frozenset[Words]:
    """Give sets of words; every match of the (RE2) pattern holds a word of each set.

    `slots` gives the words of the `{name}` slots; all that occur must be there. Raises ValueError
    for brackets that are not paired.
    """
    branches: list[Parts] = []
    parts: Parts = []
    run = ""
    outer: list[tuple[list[Parts], Parts]] = []
    for token in TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind in {"run", "char"} or (kind == "escaped" and not text.isalnum()):
            run += text.lower()  # as folded texts are, so that (?i:RUN) is tried on them
            continue
        if kind == "repeat":
            run, parts = _repeated(text, run, parts)
            continue
        if run:
            parts, run = [*parts, frozenset({frozenset({run})})], ""
        if kind == "choice":
            parts = [*parts, frozenset({frozenset(token["words"].lower().split("|"))})]
        elif kind == "open":
            outer.append((branches, parts))
            branches, parts = [], []
        elif kind == "bar":
            branches, parts = [*branches, parts], []
        elif kind == "close":
            whole = _either([*branches, parts])
            branches, parts = _opened(outer)
            parts = [*parts, whole]
        elif kind in {"set", "escaped"}:
            parts = [*parts, frozenset({_listed(text)})]
        elif kind == "slot":
            parts = [*parts, frozenset({slots[text[1:-1]]})]
    if run:
        parts = [*parts, frozenset({frozenset({run})})]
    return _either([*branches, parts]) - {NOTHING}


def most(pattern: str, signs: str, slots: Mapping[str, int]) -> int:
    """Tell how many of `signs` a match may hold at most; MANY where that is not bounded.

    A row of them, `!*` or `[!?]+`, counts once. `slots` gives the number for the `{name}` slots. A
    pattern with flags counts as MANY. Raises ValueError for brackets that are not paired.
    """
    outer: list[tuple[int, int]] = []
    best = sure = last = 0
    row = False
    none = frozenset(signs).isdisjoint

    def count(words: str) -> int:
        return sum(map(words.count, signs))

    for token in TOKEN.finditer(pattern):
        kind, text = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "repeat":
            sure += MANY if last and not row and not text.startswith("?") else 0
        elif kind == "open":
            outer.append((best, sure))
            best, sure, last = 0, MANY if _FLAGS.match(text) else 0, 0
        elif kind == "bar":
            best, sure, last = max(best, sure), 0, 0
        elif kind == "close":
            last = max(best, sure)
            best, sure = _opened(outer)
            sure += last
        elif kind == "choice":
            last = 0 if none(token["words"]) else max(map(count, token["words"].split("|")))
            sure += last
        elif kind == "run":
            last, sure = 0, sure + (0 if none(text) else count(text))
        else:
            last = slots[text[1:-1]] if kind == "slot" else _most(kind, text, signs)
            sure += last
        row = kind in {"set", "char"} and set(text.strip("[]")) <= set(signs)
    return min(max(best, sure), MANY)


def _opened(outer: list[Level]) -> Level:
    if not outer:
        raise ValueError("a bracket is closed that was not opened")
    return outer.pop()


@cache
def _most(kind: str, text: str, signs: str) -> int:
    """Tell the same of one token; what is not understood counts as MANY."""
    if kind == "flags":
        return MANY
    if kind == "set" and text in {"^", "$"}:
        return 0
    if kind == "set":
        return MANY if _OWN.search(text) else int(_holds_any(text, signs))
    if kind == "escaped" and text.isalnum():
        return int("\n" in signs) if text == "n" else MANY
    return int(text in signs)


def _holds_any(text: str, signs: str) -> bool:
    listed = text[1:-1].replace(r"\n", "\n").removeprefix("^")
    if text[0] == "[" and not _MORE_THAN_A_LIST & set(listed):
        return any((sign in listed) != text.startswith("[^") for sign in signs)
    return any(map(re.compile(text).match, signs))


def _repeated(sign: str, run: str, parts: Parts) -> tuple[str, Parts]:
    """Drop what a repetition makes optional: the last character, or the last part."""
    optional = sign[0] in "*?" or sign.startswith(("{0", "{,"))
    if run:
        words = (run[:-1], "" if optional else run[-1])
        return "", [*parts, frozenset(frozenset({word}) for word in words if word)]
    return "", [*parts[:-1], frozenset()] if optional else parts


def _listed(text: str) -> Words:
    """Give the characters that a plain set lists; NOTHING for one that says more than a list."""
    inside = text[1:-1].lower()
    plain = text[0] == "[" and inside[0] != "^" and not _MORE_THAN_A_LIST & set(inside)
    return frozenset(inside) if plain else NOTHING


def _either(branches: list[Parts]) -> frozenset[Words]:
    """Give what one branch needs; of several, one word of the most telling part of each."""
    if len(branches) == 1:
        return frozenset().union(*branches[0])
    best = [telling(chain.from_iterable(parts)) for parts in branches]
    return frozenset({frozenset().union(*best)}) if all(best) else frozenset()


def telling(parts: Iterable[Words]) -> Words:
    """Choose the part that is rarest in a text: longest words first, then fewest."""
    return max(filter(None, parts), key=_rarity, default=NOTHING)


@cache
def _rarity(part: Words) -> tuple[bool, int]:
    # Long word lists come back in hundreds of patterns.
    return min(map(len, part)) > 1, -len(part)

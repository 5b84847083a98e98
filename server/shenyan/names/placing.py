"""Put invented names into real posts, where a pronoun or a word for a person stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from shenyan.names.invent import Post


@dataclass(frozen=True, slots=True)
class Places:
    """Where a name can stand: instead of `instead`, or right after `after`."""

    instead: re.Pattern[str]
    after: re.Pattern[str]


def make_places(lists: Mapping[str, Sequence[str]]) -> Places:
    """Build the patterns from the sections of `texts/roles.txt`."""
    pronoun = (
        f"(?<![{''.join(lists['not-after'])}])[{''.join(lists['pronoun'])}]"
        f"(?![{''.join(lists['not-before'])}])"
    )
    persons = "|".join(sorted(lists["person"], key=len, reverse=True))
    roles = "|".join(sorted(lists["role"], key=len, reverse=True))
    follow = "".join(lists["may-follow"])
    return Places(re.compile(f"{persons}|{pronoun}"), re.compile(f"(?:{roles})(?=[{follow}])"))


def placed(post: Post, places: Places, draw: Callable[[], str], random: Random) -> Post:
    """Put a name into a post: one person for all its pronouns, or one after a role."""
    taken = {i for start, end in post.spans for i in range(start, end)}
    instead = [m.span() for m in places.instead.finditer(post.text) if m.start() not in taken]
    after = [(m.end(), m.end()) for m in places.after.finditer(post.text) if m.end() not in taken]
    if instead and (not after or random.random() < 0.6):
        name = draw()
        # A name is not said in every clause: the other pronouns stay.
        chosen = [span for i, span in enumerate(instead) if i == 0 or random.random() < 0.25]
        return _put(post, [(a, b, name) for a, b in chosen])
    if after:
        start, end = random.choice(after)
        return _put(post, [(start, end, draw())])
    return post


def _put(post: Post, new: list[tuple[int, int, str]]) -> Post:
    """Write names over the given stretches, which touch no name that is there."""
    old = [(a, b, post.text[a:b]) for a, b in post.spans]
    text, spans, done = "", [], 0
    for start, end, name in sorted([*old, *new]):
        text += post.text[done:start]
        spans.append((len(text), len(text) + len(name)))
        text += name
        done = end
    return Post(text + post.text[done:], tuple(spans))

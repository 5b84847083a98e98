"""Invent posts in which the words beside a name are easily read into it (张伟|光说不做)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from shenyan.names.invent import Inventor, Post

_KINDS: Final = "TTTTTTNNYV"
"""Mostly names of two characters: what follows them makes a name of three."""
_NOTHING: Final = "_"
_TITLED: Final = 0.12
_JOINED: Final = 0.28
_CLOSED: Final = 0.45
_DOUBLE: Final = 0.5


class Close:
    """Draws such posts from our own beginnings and ends (`texts/close.txt`)."""

    def __init__(
        self, inventor: Inventor, lists: Mapping[str, list[str]], double: list[str]
    ) -> None:
        self._inventor = inventor
        self._random = inventor.random
        self._lists = lists
        self._double = double

    def post(self) -> Post:
        """Draw one post with one name."""
        chance = self._random.random()
        name = self._inventor.drawn(self._random.choice(_KINDS))
        if chance < _TITLED:
            return self._put(self._one("heads"), name, self._one("titles") + self._one("deeds"))
        if chance < _JOINED:
            return self._put(self._one("joins"), name, self._one("tells"))
        if chance < _CLOSED:
            # The same characters where they are the name's own.
            name = self._inventor.certain("T") + self._one("closing")
            return self._put(self._one("heads"), name, self._one("says") + self._one("ends"))
        if chance < _DOUBLE:
            name = self._random.choice(self._double) + self._inventor.alone()
        return self._put(self._one("heads"), name, self._one("tails") + self._one("ends"))

    def _one(self, section: str) -> str:
        return self._random.choice(self._lists[section]).replace(_NOTHING, "")

    def _put(self, before: str, name: str, after: str) -> Post:
        return Post(before + name + after, ((len(before), len(before) + len(name)),))

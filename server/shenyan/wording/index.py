"""The place of each name in a long list, at a seventh of the memory of a dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]

BETWEEN: Final = "\0"
"""Parts the names: a sign that none of them holds."""


_SPREAD: Final = np.int64(0x1E3779B97F4A7C15)


class Index(Mapping[str, int]):
    """Names are told apart by Python's 64-bit hashes of them, which differ from start to start.

    So a name that is not in the list is taken for one that is, in one look-up of 10^13.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names in their order, each once."""
        self._names = BETWEEN.join(names)
        hashes = _hashes(self._names.split(BETWEEN))
        self._order = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._order]

    def places(self, names: Sequence[str]) -> Places:
        """Give the place of each name, or -1."""
        wanted = _hashes(names)
        found = np.searchsorted(self._hashes, wanted)
        found[found == len(self._hashes)] = 0
        places: Places = np.where(self._hashes[found] == wanted, self._order[found], -1)
        return places

    def __getitem__(self, name: str) -> int:
        """Give the place of one name. Raises KeyError."""
        place = int(self.places([name])[0])
        if place < 0:
            raise KeyError(name)
        return place

    def __iter__(self) -> Iterator[str]:
        """Give the names in their order."""
        return iter(self._names.split(BETWEEN))

    def __len__(self) -> int:
        """Count the names."""
        return len(self._hashes)


def _hashes(names: Sequence[str]) -> Places:
    """Hash names; two that lie alike in memory ("ab" and "\u6261") differ in length."""
    sizes = np.fromiter(map(len, names), np.int64, len(names))
    return np.fromiter(map(hash, names), np.int64, len(names)) + sizes * _SPREAD

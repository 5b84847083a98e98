"""The row of each feature by its name, at a tenth of the memory of a dictionary.

Nearly all features are of three characters or fewer. Three code points fit into one number, so
those are one sorted list of numbers, which numpy searches and the model's file holds as it is; no
name need be read or hashed when the model is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Chars = NDArray[np.uint32]
"""Code points of short names, a column for each name, a nought where it has ended."""

LONGEST: Final = 3
"""Characters of a short name, at most."""

Codes = Numbers | np.int64

_NONE: Final = np.int64(0)
_BITS: Final = 21
_ONE, _TWO = np.int64(2 * _BITS), np.int64(_BITS)
_MASK: Final = (1 << _BITS) - 1


class Index(Mapping[str, int]):
    """Names with their rows. Threads may share it."""

    def __init__(self, chars: Chars, rows: Numbers, longer: Mapping[str, int]) -> None:
        """Take short names in the order of their characters, with their rows, and the others'."""
        self.numbers = numbered(*chars.astype(np.int64))
        self.rows = rows
        self._longer = longer

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """Take names in the order of their rows, each once."""
        rows = {name: row for row, name in enumerate(names)}
        short = sorted(name for name in rows if len(name) <= LONGEST)
        longer = {name: row for name, row in rows.items() if len(name) > LONGEST}
        return cls(chars_of(short), np.array([rows[n] for n in short], dtype=np.int64), longer)

    def find(self, numbers: Numbers) -> tuple[NDArray[np.bool_], Numbers]:
        """Tell which of these numbers are a name's, and the rows of those."""
        if not len(self.numbers):
            return np.zeros(len(numbers), np.bool_), numbers[:0]
        places = np.searchsorted(self.numbers, numbers)
        places[places == len(self.numbers)] = 0
        known = self.numbers[places] == numbers
        return known, self.rows[places[known]]

    def places(self, names: Sequence[str]) -> Numbers:
        """Give the row of each name, or -1."""
        rows = np.array([self._longer.get(name, -1) for name in names], dtype=np.int64)
        short = np.array([len(name) <= LONGEST for name in names], dtype=np.bool_)
        numbers = numbered(*chars_of([n for n in names if len(n) <= LONGEST]).astype(np.int64))
        known, found = self.find(numbers)
        rows[np.flatnonzero(short)[known]] = found
        return rows

    def __getitem__(self, name: str) -> int:
        """Give the row of one name. Raises KeyError."""
        row = int(self.places([name])[0])
        if row < 0:
            raise KeyError(name)
        return row

    def __iter__(self) -> Iterator[str]:
        """Give the names in the order of their rows."""
        named = {row: _name(number) for number, row in zip(self.numbers, self.rows, strict=True)}
        named |= {row: name for name, row in self._longer.items()}
        return (named[row] for row in sorted(named))

    def __len__(self) -> int:
        """Count the names."""
        return len(self.numbers) + len(self._longer)


def numbered(one: Codes, two: Codes = _NONE, three: Codes = _NONE) -> Numbers:
    """Make one number of up to three code points; they sort as the characters do."""
    made: Numbers = np.bitwise_or(one << _ONE | two << _TWO, three)
    return made


def chars_of(short: Iterable[str]) -> Chars:
    """Give the characters of short names."""
    line = "".join([name.ljust(LONGEST, "\0") for name in short])
    codes = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes.reshape(-1, LONGEST).T


def _name(number: int) -> str:
    places = (int(number) >> shift & _MASK for shift in (2 * _BITS, _BITS, 0))
    return "".join(map(chr, places)).rstrip("\0")

"""Features of at most three characters as numbers, read off many clauses at once.

Most features of a clause are short: its characters, pairs and threes of them, its neighbours'
pairs. Three code points fit into one number, so that numpy looks all of them up in one sorted
list. Which they are `features` says; `tests/test_wordings.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shenyan.wording.clauses import Clause

Numbers = NDArray[np.int64]

LONGEST: Final = 3
_BITS: Final = 21
_ONE, _TWO = np.int64(_BITS), np.int64(2 * _BITS)
_SKIP, _FIRST, _LAST, _LEFT, _RIGHT = (np.int64(ord(sign)) for sign in "_^$<>")


class Grams:
    """The short ones among the features that a model knows, sorted by their numbers."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names of all features, in the order of their rows."""
        # All names as one line of characters, a nought before each of them.
        line = "\0".join(("", *names)).encode("utf-32-le")
        chars = np.append(np.frombuffer(line, np.uint32).astype(np.int64), [0] * LONGEST)
        starts = np.flatnonzero(chars[:-LONGEST] == 0) + 1
        sizes = np.diff(starts, append=len(chars) - LONGEST + 1) - 1
        one, two, three = (
            np.where(sizes > place, chars[starts + place], 0) for place in range(LONGEST)
        )
        numbers = one | two << _ONE | three << _TWO
        order = np.argsort(numbers)
        order = order[sizes[order] <= LONGEST]
        self._numbers = numbers[order]
        self._rows = order

    def find(self, clauses: Sequence[Clause]) -> tuple[Numbers, Numbers]:
        """Give the rows of the clauses' short features, and to which clause each belongs.

        The clauses follow each other in the view. What lies beside the first and the last of them
        is not looked at: ask for one more on either side, and leave out what is found for those.
        """
        sizes = np.array([clause.end - clause.start for clause in clauses])
        # Behind each clause two noughts, which no clause holds: no feature crosses its end.
        line = "".join([f"{clause.text}\0\0" for clause in clauses])
        chars = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), np.uint32)
        chars = chars.astype(np.int64)
        place = chars.nonzero()[0]
        one, two, three = chars[place], chars[place + 1], chars[place + 2]
        each = np.arange(len(clauses))
        owner = each.repeat(sizes)
        pair = one | two << _ONE
        firsts = sizes.cumsum() - sizes
        last = firsts + sizes - 1
        before_last = np.where(sizes > 1, pair[last - 1], one[last])
        paired = two > 0
        beside = pair[paired] << _ONE
        numbers = np.concatenate(
            (
                *(one, pair, pair | three << _TWO, one | _SKIP << _ONE | three << _TWO),
                *(_FIRST | pair[firsts] << _ONE, _LAST | before_last << _ONE),
                *(_LEFT | beside, _RIGHT | beside),
            )
        )
        whole = owner[paired]
        owners = np.concatenate((*(owner,) * 4, *(each,) * 2, whole + 1, whole - 1))
        return self._known(numbers, owners)

    def _known(self, numbers: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
        places = np.searchsorted(self._numbers, numbers)
        places[places == len(self._numbers)] = 0
        known = self._numbers[places] == numbers
        return self._rows[places[known]], owners[known]

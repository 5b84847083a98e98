"""量一量准不准、快不快 / how right and how fast, beside the peers."""

from __future__ import annotations

import argparse
from pathlib import Path


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan bench`."""
    parser.add_argument("--drafts", nargs="+", type=Path, metavar="FILE", default=[])
    parser.add_argument("--data", type=Path, metavar="DIR", help="外部数据 / external sets")
    parser.add_argument("--train", nargs="+", type=Path, metavar="FILE", default=[])
    parser.add_argument("--peers", action="store_true", help="同场比较 / score the peers too")
    parser.add_argument("--speed", action="store_true", help="也量速度 / measure speed too")
    parser.add_argument("--misses", action="store_true", help="列出错漏 / list what went wrong")
    parser.add_argument("--json", type=Path, metavar="FILE", help="同样的数据 / the same as data")
    parser.add_argument("--write", type=Path, metavar="FILE", help="写成一页 / write the page")
    parser.add_argument("--check", type=Path, metavar="FILE", help="不得低于 / fail on a fall")


def run(arguments: argparse.Namespace) -> int:
    """Print the board."""
    from shenyan.bench.run import bench

    return bench(arguments)

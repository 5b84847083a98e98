"""浏览器扩展在哪里 / where the browser extension is, or a copy of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from shenyan.extension_folder import copy_to, extension_dir, pack


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan extension`."""
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--to", type=Path, metavar="DIR", help="复制到 / copy it there")
    target.add_argument("--zip", type=Path, metavar="FILE", help="打包成 / pack it as a zip file")


def run(arguments: argparse.Namespace) -> int:
    """Print where the extension is after copying or packing it."""
    if arguments.to:
        print(copy_to(arguments.to))
    elif arguments.zip:
        print(pack(arguments.zip))
    else:
        print(extension_dir())
    return 0

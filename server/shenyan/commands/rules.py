"""检查规则文件 / check the rule files and say in plain words what is wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan rules`."""
    parser.add_argument("folder", nargs="?", type=Path, help="默认是自带的规则 / the shipped ones")


def run(arguments: argparse.Namespace) -> int:
    """Check every rule file; 1 when there is something to mend."""
    from shenyan.rule_checks import report
    from shenyan.rules import rules_dir

    return report(arguments.folder or rules_dir(), sys.stdout)

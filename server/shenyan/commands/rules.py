"""检查规则文件 / check the rule files and say in plain words what is wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan rules`."""
    parser.add_argument("folder", nargs="?", type=Path, help="默认是自带的规则 / the shipped ones")


def run(arguments: argparse.Namespace) -> int:
    """Read every rule; 1 when one is broken."""
    from shenyan.rules import RuleError, read_rule, rule_files, rules_dir

    folder = arguments.folder or rules_dir()
    files = rule_files(folder)
    broken = 0
    for path in files:
        try:
            read_rule(path, folder)
        except RuleError as error:
            broken += 1
            print(error, file=sys.stderr)
    print(f"{len(files) - broken} 条规则没有问题 / rules are fine")
    return int(broken > 0)

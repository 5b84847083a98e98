"""检查规则文件 / check the rule files and say in plain words what is wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

_FOLDER: Final = "默认是自带的和设置里的 / the shipped ones and those of the settings"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan rules`."""
    parser.add_argument("folder", nargs="?", type=Path, help=_FOLDER)


def run(arguments: argparse.Namespace) -> int:
    """Check every rule file; 1 when there is something to mend."""
    from shenyan.rule_checks import report
    from shenyan.rules import rules_dir
    from shenyan.settings import find_settings

    if arguments.folder:
        return report(arguments.folder, sys.stdout)
    own = find_settings(Path.cwd()).rules
    return max([report(folder, sys.stdout, named=bool(own)) for folder in (rules_dir(), *own)])

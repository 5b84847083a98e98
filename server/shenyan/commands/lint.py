"""检查文件或标准输入 / check files or standard input."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shenyan.checking import Checker

FORMATS = ("text", "json", "jsonl", "sarif")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan lint`."""
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="没有就读标准输入 / standard input without one")
    add("--format", choices=FORMATS, help="默认 / default: text")
    add("--jsonl", action="store_true", help='每行一篇 / one {"id","text"} a line, in and out')
    add("--fix", action="store_true", help="输出打码后的文字 / write the masked text")
    add("--in-place", action="store_true", help="改文件，旧的留作 .bak / change files, keep .bak")
    add("--allow", action="append", default=[], metavar="WORD", help="不提示的名字 / say nothing")
    add("--platform", choices=("weibo", "douyin"))
    add("--language", choices=("zh", "en"), default="zh")
    add("--color", choices=("auto", "always", "never"), default="auto")


def run(arguments: argparse.Namespace) -> int:
    """Check everything; 1 when an error-level finding stands, 2 when something cannot be read."""
    from shenyan.checking import checker

    if wrong := _misused(arguments):
        print(f"shenyan: {wrong}", file=sys.stderr)
        return 2
    checks = checker(arguments)
    status = _answered(checks, arguments)
    return 2 if checks.troubles.count else status


def _misused(arguments: argparse.Namespace) -> str:
    """Name the options that do not go together, Chinese first; empty when they do."""
    if arguments.in_place and not (arguments.fix and arguments.files):
        return "--in-place 需要 / needs --fix FILE"
    if arguments.in_place and "-" in arguments.files:
        return "--in-place 只改文件，不能用 - / changes files; - is none"
    if arguments.jsonl and (arguments.fix or arguments.format not in (None, "jsonl")):
        return "--jsonl 不能和 --fix、--format 一起用 / does not go with --fix or --format"
    if arguments.fix and arguments.format not in (None, "text"):
        return "--fix 不能和 --format 一起用 / does not go with --format"
    return ""


def _answered(checks: Checker, arguments: argparse.Namespace) -> int:
    from shenyan.output import WRITERS, lines_in_and_out, write_masked

    if arguments.jsonl:
        return lines_in_and_out(checks, arguments.files)
    checked = checks.checked(arguments.files)
    if arguments.fix:
        return write_masked(checked, checks, in_place=arguments.in_place)
    return WRITERS[arguments.format or FORMATS[0]](checked, checks)

"""检查文件或标准输入 / check files or standard input."""

from __future__ import annotations

import argparse
import sys

FORMATS = ("text", "json", "jsonl", "sarif")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan lint`."""
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="没有就读标准输入 / standard input without one")
    add("--format", choices=FORMATS, default="text")
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
    from shenyan.documents import DocumentError
    from shenyan.output import WRITERS, lines_in_and_out, write_masked

    if arguments.in_place and not (arguments.fix and arguments.files):
        print("shenyan: --in-place 需要 / needs --fix FILE", file=sys.stderr)
        return 2
    checks = checker(arguments)
    try:
        if arguments.jsonl:
            return lines_in_and_out(checks, arguments.files)
        checked = checks.checked(arguments.files)
        if arguments.fix:
            return write_masked(checked, in_place=arguments.in_place)
        return WRITERS[arguments.format](checked, checks)
    except DocumentError as error:
        print(f"shenyan: {error}", file=sys.stderr)
        return 2

"""The command `shenyan`. Each command loads what it needs when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from shenyan.config import DEFAULT_HOST, DEFAULT_PORT


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 fine, 1 found something, 2 wrong use."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shenyan", description="慎言：发出之前，看一眼。 Speaks up before you post."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_serve(commands)
    _add_extension(commands)
    return parser


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("serve", help="启动本机服务 / run the server on this computer")
    command.add_argument("--host", default=DEFAULT_HOST)
    command.add_argument("--port", default=DEFAULT_PORT, type=int)
    command.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    from shenyan.config import Config
    from shenyan.serve import serve

    serve(Config(), arguments.host, arguments.port)
    return 0


def _add_extension(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("extension", help="浏览器扩展在哪里 / where the extension is")
    target = command.add_mutually_exclusive_group()
    target.add_argument("--to", type=Path, metavar="DIR", help="复制到 / copy it there")
    target.add_argument("--zip", type=Path, metavar="FILE", help="打包成 / pack it as a zip file")
    command.set_defaults(run=_extension)


def _extension(arguments: argparse.Namespace) -> int:
    from shenyan.extension_folder import copy_to, extension_dir, pack

    if arguments.to:
        print(copy_to(arguments.to))
    elif arguments.zip:
        print(pack(arguments.zip))
    else:
        print(extension_dir())
    return 0

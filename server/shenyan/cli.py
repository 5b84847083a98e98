"""The command `shenyan`: finds the command, runs it, and says in one line what went wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from shenyan import __version__, commands
from shenyan.rules import RuleError

WRONG: Final = 2
"""Exit status of wrong use, unreadable files and broken rules."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 fine, 1 found something, 2 wrong use."""
    arguments = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    except (OSError, RuleError) as error:  # both name the file; a RuleError names the remedy
        print(f"shenyan: {error}", file=sys.stderr)
        return WRONG


def parser() -> argparse.ArgumentParser:
    """Build the parser from the modules in `commands`."""
    top = argparse.ArgumentParser(
        prog="shenyan", description="慎言：发出之前，看一眼。 Speaks up before you post."
    )
    top.add_argument("--version", action="version", version=f"shenyan {__version__}")
    names = top.add_subparsers(metavar="COMMAND", required=True)
    for info in iter_modules(commands.__path__):
        module = import_module(f"shenyan.commands.{info.name}")
        words = (module.__doc__ or "").strip()
        command = names.add_parser(
            info.name.replace("_", "-"), help=words.splitlines()[0], description=words
        )
        module.options(command)
        command.set_defaults(run=module.run)
    return top

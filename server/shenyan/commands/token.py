"""生成访问口令 / make a token for a server that others reach."""

from __future__ import annotations

import argparse
import secrets
import sys


def options(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(_: argparse.Namespace) -> int:
    """Print 256 random bits; nothing is stored."""
    print(secrets.token_urlsafe(32))
    print(
        "服务端 / server: SHENYAN_TOKEN=… shenyan serve --host …\n"
        "客户端 / client: Authorization: Bearer …",
        file=sys.stderr,
    )
    return 0

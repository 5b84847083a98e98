"""启动本机服务 / run the server on this computer."""

from __future__ import annotations

import argparse
from pathlib import Path

from shenyan.config import DEFAULT_HOST, DEFAULT_PORT


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan serve`."""
    parser.add_argument("--host", default=DEFAULT_HOST, help="监听的地址 / address to listen on")
    parser.add_argument("--port", default=DEFAULT_PORT, type=int)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    from shenyan.config import Config
    from shenyan.listening import serve
    from shenyan.settings import find_settings

    serve(Config(settings=find_settings(Path.cwd())), arguments.host, arguments.port)
    return 0

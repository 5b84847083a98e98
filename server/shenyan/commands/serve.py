"""启动本机服务 / run the server on this computer."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from shenyan.config import DEFAULT_HOST, DEFAULT_PORT, LOOPBACK, Config, ConfigError

MOST: Final = 65_535
"""The highest port; 0 takes any that is free."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan serve`."""
    add = parser.add_argument
    add("--host", default=DEFAULT_HOST, help="监听的地址 / address to listen on")
    add("--port", default=DEFAULT_PORT, type=_port, help="0–65535")
    add(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="Host: 里的名字 / its name",
    )
    add("--allow-origin", action="append", default=[], metavar="ORIGIN", help="可以调用的来源")
    add("--languagetool", action="store_true", help="提供 LanguageTool 接口 / offer /v2/check")
    add("--metrics", action="store_true", help="提供 Prometheus 计数 / offer /metrics")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped; 2 when it is set up wrongly: without a token, say, or a port taken."""
    from shenyan.listening import serve

    try:
        serve(_config(arguments), arguments.host, arguments.port)
    except ConfigError as error:
        print(f"shenyan: {error}", file=sys.stderr)
        return 2
    return 0


def _port(text: str) -> int:
    """Read a port. Raises ArgumentTypeError for what none can be."""
    if text.isascii() and text.isdigit() and int(text[:6]) <= MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"应是 0 到 {MOST} 的数字 / must be a number up to {MOST}")


def _config(arguments: argparse.Namespace) -> Config:
    from shenyan.config import with_environment
    from shenyan.settings import find_settings

    named = tuple(name.strip("[]") for name in (arguments.host, *arguments.allow_host))
    token = os.environ.get("SHENYAN_TOKEN") or None
    config = Config(
        hosts=LOOPBACK + tuple(name for name in named if name not in LOOPBACK),
        origins=tuple(arguments.allow_origin),
        token=token,
        languagetool=arguments.languagetool,
        metrics=arguments.metrics,
        settings=find_settings(Path.cwd()),
    )
    return with_environment(config, os.environ)

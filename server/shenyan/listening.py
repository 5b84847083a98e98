"""Run the server on this computer and say where everything is."""

from __future__ import annotations

import logging
import select
import signal
import sys
import threading
from time import monotonic
from typing import Any, Final

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, TcpWSGIServer, create_server

from shenyan.app import create_app
from shenyan.config import DEFAULT_PORT, Config, ConfigError
from shenyan.extension_folder import extension_dir
from shenyan.heaps import lasting, share_heaps
from shenyan.image_api import MAX_BODY
from shenyan.turns import WAITING
from shenyan.unreadable import Channel

_GREETING: Final = """\
慎言已启动 / Shenyan is running: {address}
扩展文件夹 / Extension folder: {folder}

  Chrome · Edge · Chromium
    打开 chrome://extensions，开启“开发者模式”，点“加载已解压的扩展程序”，选上面的文件夹。
    Open chrome://extensions, turn on Developer mode, choose "Load unpacked", pick that folder.
  Firefox
    打开 about:debugging#/runtime/this-firefox，点“临时载入附加组件”，选其中的 manifest.json。
    Open about:debugging#/runtime/this-firefox, "Load Temporary Add-on", pick its manifest.json.

没有扩展也可以直接打开 {address} / Without the extension, open {address}
按 Ctrl+C 停止 / Press Ctrl+C to stop
"""

Sockets = dict[int, Any]
"""What waitress watches, by file number: listeners, channels and its own trigger."""

_TICK: Final = 0.5
"""Seconds after which a signal is noticed at the latest."""

_GRACE: Final = 10.0
"""Seconds that requests under way get after the signal to stop."""

_BACKLOG: Final = 64
_THREADS: Final = WAITING + 8
"""More than may wait for the linter, so that a full queue can still be answered."""

_POLL: Final = hasattr(select, "poll")


def serve(config: Config, host: str, port: int) -> None:
    """Answer until stopped. Raises ConfigError when the port is taken."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    # It warns of each request that waits for a thread; waiting is what the queue is for.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    sockets: Sockets = {}
    share_heaps()
    with lasting():
        app = create_app(config)
    server = _listen(app, config, host, port, sockets)
    for listener in _listeners(sockets):
        listener.channel_class = Channel
    print(_greeting(config, host, _ports(sockets)), flush=True)
    _answer_until_told(sockets)
    server.task_dispatcher.shutdown()


def _listen(app: Flask, config: Config, host: str, port: int, sockets: Sockets) -> Any:
    try:
        return _server(app, config, host, port, sockets)
    except (OSError, ValueError) as error:  # a ValueError where the name of the host is unknown
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(
            f"{host}:{port}: {why}；换一个端口或地址 / take another port or address: "
            f"shenyan serve --port {DEFAULT_PORT + 1}"
        ) from None


def _server(app: Flask, config: Config, host: str, port: int, sockets: Sockets) -> Any:
    return create_server(
        app,
        map=sockets,
        host=host,
        port=port,
        threads=_THREADS,
        ident=None,
        max_request_body_size=MAX_BODY + 4096,
        # A body must never spill to a temporary file: a draft is not written to disk.
        inbuf_overflow=2 * MAX_BODY,
        outbuf_overflow=16 * MAX_BODY,
        channel_timeout=60,
        clear_untrusted_proxy_headers=not config.proxies,
    )


def _greeting(config: Config, host: str, ports: list[int]) -> str:
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{ports[0]}"
    settings = f"设置 / Settings: {config.settings.path}\n" if config.settings.path else ""
    return settings + _GREETING.format(address=address, folder=extension_dir())


def _listeners(sockets: Sockets) -> list[TcpWSGIServer]:
    return [s for s in sockets.values() if isinstance(s, TcpWSGIServer)]


def _ports(sockets: Sockets) -> list[int]:
    return [one.socket.getsockname()[1] for one in _listeners(sockets) if one.socket]


def _answer_until_told(sockets: Sockets) -> None:
    """Serve until SIGINT or SIGTERM, then take no more and finish what is under way."""
    told = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: told.set())
    while not told.is_set():
        wasyncore.loop(timeout=_TICK, map=sockets, use_poll=_POLL, count=1)
    for _ in range(_BACKLOG):  # who has connected already is still answered
        wasyncore.loop(timeout=0, map=sockets, use_poll=_POLL, count=1)
    for listener in [s for s in sockets.values() if isinstance(s, BaseWSGIServer)]:
        wasyncore.dispatcher.close(listener)
    until = monotonic() + _GRACE
    while _is_busy(sockets) and monotonic() < until:
        wasyncore.loop(timeout=_TICK, map=sockets, use_poll=_POLL, count=1)


def _is_busy(sockets: Sockets) -> bool:
    channels = [s for s in sockets.values() if isinstance(s, HTTPChannel)]
    return any(c.requests or c.request or c.total_outbufs_len for c in channels)

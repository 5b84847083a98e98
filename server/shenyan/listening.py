"""Run the server on this computer and say where everything is."""

from __future__ import annotations

import logging
import sys
from typing import Final

from waitress.server import create_server

from shenyan.app import create_app
from shenyan.config import Config
from shenyan.extension_folder import extension_dir
from shenyan.guard import MAX_BODY

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


def serve(config: Config, host: str, port: int) -> None:
    """Answer until stopped. Raises OSError when the port is taken."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    server = create_server(
        create_app(config),
        host=host,
        port=port,
        threads=8,
        ident=None,
        max_request_body_size=2 * MAX_BODY,
        # A body must never spill to a temporary file: a draft is not written to disk.
        inbuf_overflow=4 * MAX_BODY,
        outbuf_overflow=64 * MAX_BODY,
        channel_timeout=60,
    )
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    print(_GREETING.format(address=address, folder=extension_dir()), flush=True)
    server.run()

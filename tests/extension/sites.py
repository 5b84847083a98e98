"""The sites' real addresses, by a proxy, for a browser whose requests no test can answer."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

from extension.rig import page_at


class _Proxy(BaseHTTPRequestHandler):
    """Takes every https connection for its own, with a certificate made for the host asked for."""

    authority: trustme.CA

    def do_CONNECT(self) -> None:
        host = self.path.partition(":")[0]
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(host).configure_cert(context)
        self.close_connection = True
        self.host = host
        try:
            with context.wrap_socket(self.connection, server_side=True) as secured:
                self._answer_on(secured)
        except (ssl.SSLError, ConnectionError):
            return

    def _answer_on(self, secured: ssl.SSLSocket) -> None:
        outer = self.rfile, self.wfile
        with secured.makefile("rb") as self.rfile, secured.makefile("wb") as self.wfile:
            self.handle_one_request()
        self.rfile, self.wfile = outer
        self.close_connection = True

    def do_GET(self) -> None:
        status, kind, body = page_at(f"https://{self.host}{self.path}")
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def proxied_sites() -> Iterator[int]:
    """Run the proxy; give its port."""
    facts = {"authority": trustme.CA()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Proxy", (_Proxy,), facts))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()

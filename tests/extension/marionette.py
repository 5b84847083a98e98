"""Firefox's own remote control, Marionette: a length, a colon and JSON. No driver is needed."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable
from typing import Any


class MarionetteError(Exception):
    """Firefox could not do what it was told."""


class Marionette:
    """A session with a running Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._stream = self._socket.makefile("rb")
        self._sent = 0
        self._receive()
        self.do("WebDriver:NewSession", acceptInsecureCerts=True)

    def do(self, command: str, **parameters: Any) -> Any:
        """Send a command and give its result."""
        self._sent += 1
        body = json.dumps([0, self._sent, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(body), body))
        _, number, error, result = self._receive()
        assert number == self._sent
        if error:
            raise MarionetteError(f"{command}: {error['message']}")
        return result.get("value") if isinstance(result, dict) and "value" in result else result

    def _receive(self) -> Any:
        length = b""
        while (one := self._stream.read(1)) not in (b":", b""):
            length += one
        return json.loads(self._stream.read(int(length)))

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """Call a function in the page with arguments; wait for its promise.

        Raises MarionetteError when it threw, or when the page went away meanwhile, which Firefox
        itself answers with null.
        """
        call = (
            "const [done, ...given] = [...arguments].reverse(); "
            f"new Promise(go => go(({script})(...given.reverse())))"
            ".then(value => done({value}), error => done({error: String(error)}))"
        )
        told = self.do("WebDriver:ExecuteAsyncScript", script=call, args=list(arguments))
        if told is None or "error" in told:
            raise MarionetteError(f"{script}: {(told or {}).get('error', 'the page went away')}")
        return told.get("value")

    def address(self) -> str:
        """The address that the tab shows, which needs no script in it."""
        return str(self.do("WebDriver:GetCurrentURL"))

    def windows(self) -> list[str]:
        """The handles of the open tabs."""
        return list(self.do("WebDriver:GetWindowHandles"))

    def turn_to(self, handle: str) -> None:
        """Turn to an open tab."""
        self.do("WebDriver:SwitchToWindow", handle=handle)

    def type(self, text: str) -> None:
        """Type key by key into what has the focus."""
        self._keys((kind, one) for one in text for kind in ("keyDown", "keyUp"))

    def press(self, *keys: str) -> None:
        """Press keys together."""
        self._keys([*(("keyDown", one) for one in keys), *(("keyUp", one) for one in keys)])

    def _keys(self, moves: Iterable[tuple[str, str]]) -> None:
        keys = [{"type": kind, "value": value} for kind, value in moves]
        actions = [{"type": "key", "id": "keys", "actions": keys}]
        self.do("WebDriver:PerformActions", actions=actions)

    def click(self, x: float, y: float) -> None:
        """Press and release the mouse at a place of the window."""
        point = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        actions = [{"type": "pointer", "id": "mouse", "actions": [point, *press]}]
        self.do("WebDriver:PerformActions", actions=actions)

    def close(self) -> None:
        """End the session and Firefox."""
        try:
            self.do("Marionette:Quit", flags=["eForceQuit"])
        finally:
            self._stream.close()
            self._socket.close()

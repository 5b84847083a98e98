"""How a server is set up. The defaults are for one person's own computer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from shenyan.settings import Settings

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8765
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Config:
    """`hosts` are the names the server answers to; `origins` may call it beside the extension.

    With a `token`, every call to the API must carry it as a bearer token.
    """

    hosts: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    token: str | None = None
    languagetool: bool = False
    metrics: bool = False
    rate_limit: str = ""
    rate_storage: str = "memory://"
    settings: Settings = field(default_factory=Settings)

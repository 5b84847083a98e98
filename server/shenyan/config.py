"""How a server is set up. The defaults are for one person's own computer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from shenyan.settings import Settings

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8765
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
MIN_TOKEN: Final = 24
"""Characters of the shortest token taken; `shenyan token` makes longer ones."""


class ConfigError(ValueError):
    """The set-up would be unsafe or makes no sense. The message names the remedy."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a server answers to and what it offers.

    `hosts`: names in the Host header; `origins`: who may call beside the extension and our pages;
    `token`: every call to the API must carry it; `proxies`: trusted proxies in front;
    `rate_limit`: such as `60/minute` per address, counted in `rate_storage`.
    Raises ConfigError when others could call without a token.
    """

    hosts: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    token: str | None = None
    languagetool: bool = False
    metrics: bool = False
    rate_limit: str = ""
    rate_storage: str = "memory://"
    proxies: int = 0
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < MIN_TOKEN:
            raise ConfigError(f"口令太短，用 shenyan token 生成 / use a token from: {_MAKE}")
        if self.token is None and set(self.hosts) - set(LOOPBACK):
            raise ConfigError(
                f"别的机器也能访问时必须有口令 / beyond this computer a token is needed: {_MAKE}\n"
                "并在前面加 TLS（如 nginx） / and put TLS in front, nginx for example"
            )


_MAKE: Final = 'export SHENYAN_TOKEN="$(shenyan token)"'


def with_environment(config: Config, environment: Mapping[str, str]) -> Config:
    """Take SHENYAN_* variables over the defaults. Raises ConfigError."""
    value = environment.get
    return Config(
        hosts=config.hosts + _words(value("SHENYAN_HOSTS", "")),
        origins=config.origins + _words(value("SHENYAN_ORIGINS", "")),
        token=value("SHENYAN_TOKEN") or config.token,
        languagetool=config.languagetool or value("SHENYAN_LANGUAGETOOL") == "1",
        metrics=config.metrics or value("SHENYAN_METRICS") == "1",
        rate_limit=value("SHENYAN_RATE_LIMIT", config.rate_limit),
        rate_storage=value("SHENYAN_RATE_STORAGE", config.rate_storage),
        proxies=_count(value("SHENYAN_PROXIES", str(config.proxies))),
        settings=config.settings,
    )


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


def _count(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise ConfigError("SHENYAN_PROXIES 应是数字 / must be a number")
    return int(value)

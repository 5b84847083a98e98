"""The browsers of the tests: the installed ones, else ones that are installed here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NoReturn

NAMES: Final = ("chromium", "chromium-browser", "ungoogled-chromium")
PLACES: Final = (
    "/usr/bin/chromium",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
"""Chrome itself is not here: from version 137 on it ignores the switches that load an extension."""
FIREFOX_NAMES: Final = ("firefox-esr", "firefox")
FIREFOX_PLACES: Final = (
    "/usr/bin/firefox-esr",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)


def chromium() -> str:
    """Find Chromium, or install it. Raises RuntimeError with what to do when neither works."""
    return _named() or _installed() or _from_debian() or _from_playwright() or _give_up()


def firefox() -> str:
    """Find Firefox, or install it. Raises RuntimeError with what to do when neither works."""
    named = os.environ.get("SHENYAN_FIREFOX")
    found = named or _standing(FIREFOX_NAMES, FIREFOX_PLACES)
    return found or _firefox_from_debian() or _give_up_firefox()


def _named() -> str | None:
    return os.environ.get("SHENYAN_CHROMIUM")


def _installed() -> str | None:
    return _standing(NAMES, PLACES)


def _standing(names: tuple[str, ...], places: tuple[str, ...]) -> str | None:
    found = (shutil.which(name) for name in names)
    standing = (place for place in places if Path(place).is_file())
    return next((path for path in (*found, *standing) if path), None)


def _from_debian() -> str | None:
    return _installed() if _apt_install("chromium", "fonts-noto-cjk") else None


def _firefox_from_debian() -> str | None:
    return _standing(FIREFOX_NAMES, FIREFOX_PLACES) if _apt_install("firefox-esr") else None


def _apt_install(*packages: str) -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    _run("apt-get", "update", "-q")
    _run("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages)
    return True


def _from_playwright() -> str | None:
    """Playwright keeps its own; installing twice is a quick no."""
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    script = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as playwright: print(playwright.chromium.executable_path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    path = done.stdout.strip()
    return path if done.returncode == 0 and Path(path).is_file() else None


def _run(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, check=False, capture_output=True)


def _give_up() -> str:
    raise RuntimeError(
        "没有找到 Chromium，也装不上。请安装 Chromium（Debian：apt-get install chromium；"
        "macOS：brew install --cask chromium），或用 SHENYAN_CHROMIUM 指出它的路径。/ "
        "No Chromium was found and none could be installed. "
        "Install Chromium, or name its path in SHENYAN_CHROMIUM."
    )


def _give_up_firefox() -> NoReturn:
    raise RuntimeError(
        "没有找到 Firefox，也装不上。请安装 Firefox 140 以上（Debian：apt-get install firefox-esr；"
        "macOS：brew install --cask firefox），或用 SHENYAN_FIREFOX 指出它的路径。/ "
        "No Firefox was found and none could be installed. "
        "Install Firefox 140 or later, or name its path in SHENYAN_FIREFOX."
    )

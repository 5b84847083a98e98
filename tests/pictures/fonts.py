"""Find Chinese fonts to draw with; install one where there is none, or say what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

KNOWN: Final = (
    "/usr/share/fonts/**/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/**/NotoSerifCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)
OTHERS: Final = (
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "LXGWWenKai-Regular.ttf",
    "ukai.ttc",
    "uming.ttc",
)
"""Fonts of the held-out pictures; on Debian: fonts-wqy-microhei fonts-wqy-zenhei fonts-lxgw-wenkai
fonts-arphic-ukai fonts-arphic-uming. They may lie in a folder named by SHENYAN_FONTS."""


def _found() -> list[str]:
    paths = []
    for pattern in KNOWN:
        fixed, _, rest = pattern.partition("/**/")
        folder = Path(fixed)
        matches = folder.rglob(rest) if rest else [folder]
        paths += [str(path) for path in matches if path.is_file()][:1]
    return paths


@cache
def fonts() -> list[str]:
    """List paths of Chinese fonts, at least one. Raises RuntimeError saying what to install."""
    if not _found() and shutil.which("apt-get"):
        for command in (["update"], ["install", "-y", "fonts-noto-cjk"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True)
    if not _found():
        raise RuntimeError(
            "install a Chinese font, such as Noto Sans CJK, to run the picture tests"
        )
    return _found()


def other_fonts() -> list[str]:
    """List paths of the held-out fonts. Raises RuntimeError saying which are missing."""
    folder = Path(os.environ.get("SHENYAN_FONTS", "/usr/share/fonts"))
    found = {path.name: str(path) for path in folder.rglob("*.tt[cf]")}
    missing = [name for name in OTHERS if name not in found]
    if missing:
        raise RuntimeError(f"install these fonts, or name their folder in SHENYAN_FONTS: {missing}")
    return [found[name] for name in OTHERS]

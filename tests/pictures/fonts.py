"""Find Chinese fonts to draw with; install one where there is none, or say what to do."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

KNOWN = (
    "/usr/share/fonts/**/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/**/wqy-microhei.ttc",
    "/usr/share/fonts/**/NotoSerifCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


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
        for command in (["update"], ["install", "-y", "fonts-wqy-microhei"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True)
    if not _found():
        raise RuntimeError(
            "install a Chinese font, such as Noto Sans CJK, to run the picture tests"
        )
    return _found()

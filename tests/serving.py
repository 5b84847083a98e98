"""Run `shenyan serve` as a user would: its own process, stopped by a signal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shenyan

PACKAGE = Path(shenyan.__file__).parents[1]


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server on a free port in `folder`; give the process and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "shenyan", "serve", "--port", "0", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the first line names the address"
        yield process, found.group()
    finally:
        process.terminate()
        process.communicate(timeout=30)

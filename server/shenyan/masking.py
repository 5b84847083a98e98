"""Write a copy of a draft with the values masked: what one click per finding would give."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from shenyan.documents import Document, DocumentError
from shenyan.finding import Finding

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def masked(text: str, findings: Iterable[Finding]) -> str:
    """Put the first fix of each error and warning in its place.

    A fix that only deletes is left to the author. Of nested findings the outer one wins.
    """
    pieces = []
    done = 0
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if finding.start >= done and finding.level != "info" and (words := _replacement(finding)):
            pieces += [text[done : finding.start], words]
            done = finding.end
    return "".join([*pieces, text[done:]])


def write_in_place(document: Document, text: str) -> None:
    """Replace a file's content and keep the old one beside it as `NAME.bak`.

    Raises DocumentError rather than overwrite an older backup, and OSError.
    """
    path = Path(document.name)
    backup = path.with_name(f"{path.name}.bak")
    try:
        _write_new(backup, path.read_bytes())
    except FileExistsError:
        raise DocumentError(
            f"{backup}: 旧的备份还在，先移走它 / an older backup stands there; move it away first"
        ) from None
    path.write_bytes(text.encode(document.encoding))


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read: it holds what the masked one hides."""
    with os.fdopen(os.open(path, _NEW, mode=0o600), "wb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:  # half a backup is none
            path.unlink()
            raise


def _replacement(finding: Finding) -> str:
    return finding.fixes[0].replacement if finding.fixes else ""

"""Write a copy of a draft with the values masked: what one click per finding would give."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shenyan.documents import Document
from shenyan.finding import Finding


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

    Raises FileExistsError rather than overwrite an older backup.
    """
    path = Path(document.name)
    with path.with_name(f"{path.name}.bak").open("xb") as backup:
        backup.write(path.read_bytes())
    path.write_bytes(text.encode(document.encoding))


def _replacement(finding: Finding) -> str:
    return finding.fixes[0].replacement if finding.fixes else ""

"""Run the commands as a user would, in an empty folder and without a new process."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from shenyan import cli


class Shell:
    """Runs commands in an empty folder; `out` and `err` are what the last one wrote."""

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.out = ""
        self.err = ""
        self._capture = capture
        self._patch = patch

    def run(self, *argv: str, stdin: str | bytes = b"") -> int:
        """Run one command, and return its exit status."""
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        self._capture.readouterr()
        try:
            status = cli.main(argv)
        except SystemExit as end:
            status = int(end.code or 0)
        sys.stdout.flush()
        self.out, self.err = self._capture.readouterr()
        return status

    def json(self, *argv: str, stdin: str | bytes = b"") -> dict[str, Any]:
        """Run a command that writes JSON."""
        self.run(*argv, stdin=stdin)
        value: dict[str, Any] = json.loads(self.out)
        return value


def own_rule(folder: Path, level: str, fix: str, terms: tuple[str, ...] = ("青鸟",)) -> None:
    """Write a team's own rule beside its settings."""
    path = folder / "own" / "team" / "codename.yml"
    path.parent.mkdir(parents=True)
    words = "\n  - ".join(terms)
    path.write_text(
        f"id: team.codename\ncategory: account\nlevel: {level}\ntitle: 代号\nmessage: “{{text}}”\n"
        f"articles:\n  - civil-code-1034\ndetector: term\nterms:\n  - {words}\n{fix}"
        "flag:\n  - 青鸟\npass:\n  - 青岛\n",
        encoding="utf-8",
    )
    (folder / ".shenyan.toml").write_text('rules = ["own"]\n', encoding="utf-8")

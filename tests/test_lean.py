"""spaCy comes without its command line, and its command line is still there for who asks."""

from __future__ import annotations

import os
import subprocess
import sys

from serving import PACKAGE

LOAD = """
import sys
from shenyan import Linter
Linter().lint("黄雨桐")
print(*sorted({"spacy.cli", "typer", "weasel"} & set(sys.modules)))
import spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(spacy.cli.__file__.endswith("__init__.py"))
"""


def test_spacy_comes_without_its_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD],
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split("\n") == ["", "True", "True", ""]

"""spaCy comes without its command line and others' plug-ins, and has both for who asks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from serving import PACKAGE

LOAD = """
import sys
from shenyan import Linter
Linter().lint("黄雨桐")
print(*sorted({"spacy.cli", "typer", "weasel", "plugged"} & set(sys.modules)))
import spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(spacy.cli.__file__.endswith("__init__.py"))
spacy.blank("en")
print("plugged" in sys.modules)
"""


def test_spacy_comes_without_its_command_line_and_plug_ins(tmp_path: Path) -> None:
    (tmp_path / "plugged.py").write_text("def make(nlp, name): ...")
    plugged = tmp_path / "plugged-1.dist-info"
    plugged.mkdir()
    (plugged / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged\nVersion: 1\n")
    (plugged / "entry_points.txt").write_text("[spacy_factories]\nplugged = plugged:make\n")
    done = subprocess.run(
        [sys.executable, "-c", LOAD],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (PACKAGE, tmp_path)))},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split("\n") == ["", "True", "True", "True", ""]

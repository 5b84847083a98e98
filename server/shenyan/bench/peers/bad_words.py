"""npm `bad-words-chinese`, run through Node: what its `clean` replaces is what it marks."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from shenyan.bench.peers import PeerError
from shenyan.bench.score import Hit, Run

NAME: Final = "bad-words-chinese"
IN_PROCESS: Final = False
NEEDS: Final = "npm install --no-save --prefix .tools bad-words-chinese"
CATEGORIES: Final = frozenset({"insult"})
FOLDER: Final = Path(".tools/node_modules/bad-words-chinese")
MASK: Final = "\ue000"
"""Its place holder: a private-use character, so that an author's own asterisk is not a mark."""
SCRIPT: Final = """
const Filter = require(process.argv[1]);
const filter = new Filter({ placeHolder: process.argv[2] });
require("readline").createInterface({ input: process.stdin }).on("line", (line) =>
  console.log(JSON.stringify(filter.clean(JSON.parse(line)))));
"""


def load() -> Run:
    """Start Node once. Raises PeerError when Node or the package is not there."""
    node = shutil.which("node")
    if node is None or not FOLDER.is_dir():
        raise PeerError(f"no Node or no {FOLDER}")
    process = subprocess.Popen(  # noqa: S603 - a fixed script, texts go through standard input
        [node, "-e", SCRIPT, str(FOLDER.resolve()), MASK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    return lambda text: _masked(text, _ask(process, text))


def _ask(process: subprocess.Popen[str], text: str) -> str:
    if process.stdin is None or process.stdout is None:
        raise PeerError("Node has no pipes")
    process.stdin.write(json.dumps(text) + "\n")
    process.stdin.flush()
    cleaned: str = json.loads(process.stdout.readline())
    return cleaned


def _masked(text: str, cleaned: str) -> list[Hit]:
    """Its place holders count UTF-16 units, as a mark's length does outside the basic plane."""
    if len(cleaned) != len(text):
        return [Hit(0, len(text), "insult")] if cleaned != text else []
    return [Hit(m.start(), m.end(), "insult") for m in re.finditer(f"{MASK}+", cleaned)]

"""The network and the CRF, which find names together; `component` shows them to spaCy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
from threadpoolctl import ThreadpoolController

from shenyan.names.crf import Crf, load_crf
from shenyan.names.decode import Scores, decode, pooled
from shenyan.names.features import read_all
from shenyan.names.network import Network, Stretch, load_network
from shenyan.names.resources import Resources, resources
from shenyan.names.spans import TAGS

MODEL_DIR: Final = Path(__file__).with_name("model")
NETWORK: Final = "person_nn"
COMPONENT: Final = "person_names"
CRF_FILE: Final = "person.crf.z"
_NO_DOUBT: Final = 0.93
"""Where the CRF puts every character outside names with this probability, there is no name.

To outweigh it the network would have to be as sure of the opposite. Most posts end here; with 0.95
and four characters around each the network judged a third more, and found the same names in 4,402
posts; with 0.9 others in three of them.
"""

_NEAR: Final = 3
"""The network judges this many characters around each doubted one."""

_SEEN: Final = 4
"""So many more it reads: one for each of its convolutions."""

_EAGER: Final = np.array([0.0, *[2.5] * (len(TAGS) - 1)], dtype=np.float32)
"""Added to the scores, this brings forth what is one twelfth as likely a name as none."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """The names of one text: those found, and those half believed, which touch none of them."""

    sure: tuple[tuple[int, int], ...]
    doubtful: tuple[tuple[int, int], ...]


class Models:
    """The loaded network and CRF. Threads may share them."""

    def __init__(self, folder: Path, share: float, bias: float) -> None:
        """Load a trained pipeline's folder: `share` is the network's weight, `bias` favours names.

        Raises OSError where a file is missing.
        """
        self._lock = Lock()
        # These matrices are so small that threads of the matrix library only wait for each
        # other: on two busy cores a draft took 84 ms of CPU with them and 7 ms without.
        self._threads = ThreadpoolController()
        self.known: Resources = resources(folder / COMPONENT)
        self.crf: Crf = load_crf(folder / COMPONENT / CRF_FILE)
        self._layers: Network = load_network(folder / NETWORK, TAGS)
        self.share = share
        self.bias = bias

    def find(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Find the names in texts in the tagger's view (one character per token)."""
        return [decode(scores) for scores in self._scores(texts)]

    def opinions(self, texts: Sequence[str]) -> list[Opinions]:
        """Find the names as `find` does, and what is half believed to be one."""
        return [_opinions(scores) for scores in self._scores(texts)]

    def _scores(self, texts: Sequence[str]) -> list[Scores]:
        sheets = read_all(texts, self.known)
        crf = self.crf.all_scores(sheets)
        asked = [(i, *window) for i, scores in enumerate(crf) for window in _windows(scores[:, 0])]
        wide = [(max(0, a - _SEEN), b + _SEEN) for _, a, b in asked]
        stretches = [
            Stretch(sheets[i][left:right], a - left, b - left)
            for (i, a, b), (left, right) in zip(asked, wide, strict=True)
        ]
        merged = [pooled(scores, scores, 1.0, self.bias) for scores in crf]
        for (i, a, b), scores in zip(asked, self.network(stretches), strict=True):
            merged[i][a:b] = pooled(scores, crf[i][a:b], self.share, self.bias)
        return merged

    def network(self, stretches: Sequence[Stretch]) -> list[Scores]:
        """Give the network's tag probabilities for the asked rows of stretches of columns."""
        if not stretches:
            return []
        with self._lock, self._threads.limit(limits=1, user_api="blas"):
            return [_softmax(rows) for rows in self._layers.scores(stretches)]


def _opinions(scores: Scores) -> Opinions:
    """Decode twice, the second time with every name more likely."""
    sure = decode(scores)
    eager = scores + _EAGER
    doubtful = [
        (a, b) for a, b in decode(eager) if not any(a < end and start < b for start, end in sure)
    ]
    return Opinions(tuple(sure), tuple(doubtful))


def _windows(outside: Scores) -> list[tuple[int, int]]:
    """Give the stretches around characters that may be a name's."""
    windows: list[tuple[int, int]] = []
    for i in np.flatnonzero(outside < _NO_DOUBT).tolist():
        start, end = max(0, i - _NEAR), min(i + _NEAR + 1, len(outside))
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _softmax(rows: Scores) -> Scores:
    """Turn the tagger's logits into probabilities."""
    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def load_models(folder: Path = MODEL_DIR) -> Models:
    """Load a trained pipeline's folder with the weights of its configuration."""
    config = ConfigParser(interpolation=None)
    config.read(folder / "config.cfg", encoding="utf-8")
    settings = config[f"components.{COMPONENT}"]
    return Models(folder, *(json.loads(settings[name]) for name in ("share", "bias")))

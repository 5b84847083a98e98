"""Train the model of tone: `python -m shenyan.tone.train --data DIR`. Seconds on a CPU.

DIR holds `cold_train_clean` and `swsr_train`, and for the figures printed at the end
`cold_dev_clean` and `swsr_dev` (`.jsonl`, `{"text", "label"}`).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np

from shenyan.tone.corpus import Text, labelled, training
from shenyan.tone.fit import fit, sparse
from shenyan.tone.grams import grams, seen
from shenyan.tone.weights import SCALE, WEIGHTS, Tone, pack

RARE: Final = 4
"""A run of characters in fewer texts is not learnt."""


def learn(texts: list[Text]) -> tuple[dict[str, int], float]:
    """Learn the weights of runs, in steps of SCALE, and the bias."""
    found = [grams(seen(text.folded)) for text in texts]
    counts = Counter(gram for some in found for gram in some)
    columns = {g: i for i, g in enumerate(sorted(g for g, n in counts.items() if n >= RARE))}
    rows = sparse([[columns[g] for g in some if g in columns] for some in found], len(columns))
    labels = np.array([float(text.wounding) for text in texts])
    shares = np.array([text.share for text in texts])
    weights, bias = fit(rows, labels, shares)
    steps = {gram: round(weights[column] / SCALE) for gram, column in columns.items()}
    return {gram: step for gram, step in steps.items() if step}, bias


def figures(model: Tone, path: Path) -> str:
    """Say how well the model tells wounding posts from others at some thresholds."""
    texts = list(labelled(path))
    scores = np.array([model.score(text.folded) for text in texts])
    truth = np.array([text.wounding for text in texts])
    lines = [f"{path.stem}: accuracy {((scores > 0.5) == truth).mean():.3f}"]
    for least in (0.3, 0.5, 0.6, 0.7, 0.8):
        told = scores > least
        right, all_right = (told & truth).sum(), truth.sum()
        rates = right / told.sum(), right / all_right, (told & ~truth).sum() / (~truth).sum()
        lines.append("  over {}: P {:.3f} R {:.3f}, others {:.4f}".format(least, *rates))
    return "\n".join(lines)


def main() -> None:
    """Train, write the model and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = parser.parse_args()
    weights, bias = learn(training(chosen.data))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_bytes(pack(weights, bias))
    print(f"{len(weights)} weights, {chosen.out.stat().st_size / 1e6:.2f} MB")
    for name in ("cold_dev_clean", "swsr_dev"):
        print(figures(Tone(weights, bias), chosen.data / f"{name}.jsonl"))


if __name__ == "__main__":
    main()

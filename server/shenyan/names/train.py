"""Train the name tagger: `python -m shenyan.names.train --data DIR`. On a CPU, seed fixed.

DIR holds weibo_train, weibo_dev, uner_train, uner_dev and silver files (`.jsonl`); more folders
with silver files may follow, and with `--dev` files of marked drafts to choose by.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config, registry
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from shenyan.names.corpus import DEV_SETS, Corpus, dev_posts, read_posts, viewed
from shenyan.names.crf import pack as pack_crf
from shenyan.names.features import crf_keys, read
from shenyan.names.invent import TEXTS, Post, read_lists
from shenyan.names.layers import attach
from shenyan.names.lexicon import pack
from shenyan.names.models import COMPONENT, CRF_FILE, MODEL_DIR, NETWORK
from shenyan.names.pipeline import load_pipeline
from shenyan.names.resources import Makeup, Resources, count_makeup, resources
from shenyan.names.spans import to_tags
from shenyan.rules import load_words, rules_dir

CRF_PARAMETERS: Final = {"c1": 0.05, "c2": 0.5, "max_iterations": 50, "feature.minfreq": 2}
CRF_EPOCHS: Final = 1
"""How many drawn epochs (new names in each) the CRF sees at once."""

NEAR: Final = 0.5
"""The CRF's share of the posts about words close to a name: with all of them it finds fewer names
in encyclopaedic text (UNER dev 68.0 where it was 72.8)."""

NEWER_WORD_COUNT: Final = 3000


def write_resources(folder: Path, data: Path, dictionary: Path) -> None:
    """Write the packed word list and the make-up of names."""
    lines = dictionary.read_text(encoding="utf-8").splitlines()
    newer = (TEXTS / "words.txt").read_text(encoding="utf-8").splitlines()
    ours = {
        word: f"{word} {NEWER_WORD_COUNT} {tag}"
        for tag, *members in (line.split() for line in newer if not line.startswith("#"))
        for word in members
    }
    kept = [line for line in lines if line.split(" ")[0] not in ours]
    (folder / "words.z").write_bytes(pack([*kept, *ours.values()]))
    surnames = surname_list()
    others = read_lists(TEXTS / "others.txt")
    makeup = count_makeup(
        surnames,
        _known_names(lines, data, frozenset(surnames)),
        [*others["first"], *others["last"], *_transliterated(data)],
        others["日本姓"],
    )
    text = json.dumps(makeup, ensure_ascii=False, separators=(",", ":"))
    (folder / "makeup.json").write_text(text, encoding="utf-8")


def surname_list() -> list[str]:
    """Read the surnames among the rule authors' word lists."""
    return [word for line in load_words(rules_dir())["surnames"] for word in line.split()]


def _known_names(lines: list[str], data: Path, surnames: frozenset[str]) -> Iterator[str]:
    """Names to count characters in: the dictionary's, the training sets' and our own."""
    for line in lines:
        word, count, tag = line.split(" ")
        if tag in ("nr", "nrfg") and len(word) in (2, 3) and int(count) > 2:
            yield word
    for name in ("weibo_train", "uner_train", "silver2"):
        for post in read_posts(data / f"{name}.jsonl"):
            yield from (post.text[a:b] for a, b in post.spans)
    lists = read_lists(TEXTS / "given.txt")
    common = sorted(s for s in surnames if len(s) == 1)
    for i, given in enumerate((lists["two"] + lists["one"]) * 6):
        yield common[i % len(common)] + given


def _transliterated(data: Path) -> Iterator[str]:
    """Give the parts of the names with a dot in the training set."""
    for post in read_posts(data / "uner_train.jsonl"):
        for start, end in post.spans:
            parts = post.text[start:end].split("·")
            yield from (parts if len(parts) > 1 else ())


def _example(nlp: Language, known: Resources, post: Post, name: str = "") -> Example:
    doc = attach(nlp.make_doc(post.text), known)
    doc.user_data["set"] = name
    tags = to_tags(len(doc), post.spans)
    return Example(doc, Doc(nlp.vocab, words=list(post.text), spaces=[False] * len(doc), tags=tags))


def _readers(corpus: Corpus, dev: dict[str, list[Post]], known: Resources) -> None:
    def training(nlp: Language) -> Iterator[Example]:
        return (_example(nlp, known, post) for post in corpus.epoch())

    def measuring(nlp: Language) -> Iterator[Example]:
        return (_example(nlp, known, p, name) for name, posts in dev.items() for p in posts)

    registry.readers.register("shenyan.training_posts.v1", func=lambda: training)
    registry.readers.register("shenyan.dev_posts.v1", func=lambda: measuring)


def train_network(out: Path, seed: int, steps: int | None) -> None:
    """Train with spaCy's own loop and keep the best model by the dev sets."""
    set_current_ops(NumpyOps(use_blis=False))  # numpy's own products are three times as fast here
    config = load_config(Path(__file__).with_name("config.cfg"), interpolate=False)
    config["system"]["seed"] = seed
    if steps:
        config["training"]["max_steps"] = steps
    with TemporaryDirectory() as folder:
        nlp = init_nlp(config.interpolate())
        with threadpool_limits(limits=1):  # threads only wait for each other: a third of the speed
            train_loop(nlp, Path(folder))
        best = load_pipeline(Path(folder) / "model-best")
    best.add_pipe(COMPONENT)
    best.disable_pipe(NETWORK)
    best.to_disk(out, exclude=[COMPONENT])


def train_crf(out: Path, corpus: Corpus, settings: Mapping[str, float]) -> None:
    """Train the CRF on a few drawn epochs and pack its weights into a table."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=settings, verbose=True)
    for _ in range(CRF_EPOCHS):
        for post in corpus.epoch(NEAR):
            keys = crf_keys(read(post.text, resources(out)))
            rows = [[f"{key:x}" for key in row] for row in keys.T.tolist()]
            trainer.append(rows, to_tags(len(post.text), post.spans))
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "crf"
        trainer.train(str(plain))
        with pycrfsuite.Tagger().open(str(plain)) as model:
            trained = model.info()
    (out / CRF_FILE).write_bytes(pack_crf(trained.state_features, trained.transitions))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--dev", action="append", default=list(DEV_SETS))
    parser.add_argument("--out", type=Path, default=MODEL_DIR)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--only", choices=("resources", "network", "crf"))
    wanted = parser.parse_args()
    (wanted.out / COMPONENT).mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[], None]] = {
        "resources": partial(_resources, wanted),
        "crf": partial(_crf, wanted),
        "network": partial(_network, wanted),
    }
    for name, step in steps.items():
        if wanted.only in (None, name):
            step()


def _resources(wanted: argparse.Namespace) -> None:
    import jieba

    write_resources(
        wanted.out / COMPONENT, wanted.data[0], Path(jieba.__file__).with_name("dict.txt")
    )


def _corpus(wanted: argparse.Namespace) -> tuple[Corpus, Makeup]:
    makeup = resources(wanted.out / COMPONENT).makeup
    return Corpus(wanted.data, makeup, wanted.seed), makeup


def _crf(wanted: argparse.Namespace) -> None:
    train_crf(wanted.out / COMPONENT, _corpus(wanted)[0], CRF_PARAMETERS)


def _network(wanted: argparse.Namespace) -> None:
    corpus, makeup = _corpus(wanted)
    surnames = frozenset(makeup.surnames)
    dev = {
        name: [viewed(post, surnames) for post in dev_posts(wanted.data[0], name, makeup)]
        for name in wanted.dev
    }
    _readers(corpus, dev, resources(wanted.out / COMPONENT))
    train_network(wanted.out, wanted.seed, wanted.steps)


if __name__ == "__main__":
    main()

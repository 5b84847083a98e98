"""The spaCy component that lets the network and the CRF find names together."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc, Span

from shenyan.names.decode import Scores, decode, pooled
from shenyan.names.features import crf_features
from shenyan.names.layers import attach, reading_of
from shenyan.names.resources import Resources, resources
from shenyan.names.spans import TAGS

NETWORK: Final = "person_nn"
COMPONENT: Final = "person_names"
CRF_FILE: Final = "person.crf.z"
LABEL: Final = "PERSON"
_SURE: Final = 0.995
_NO_DOUBT: Final = 0.98
"""Where the CRF puts every character outside names with this probability, there is no name.

To outweigh it the network would have to be surer than 0.998. Two posts of three end here.
"""


class PersonNames:
    """Holds the opened CRF; the network is the pipeline's tagger `person_nn`."""

    known: Resources
    """The word list and the make-up of names, loaded with the model."""

    def __init__(self, nlp: Language, share: float, bias: float) -> None:
        self._nlp = nlp
        self._model = b""
        self._crf = pycrfsuite.Tagger()
        self.share = share
        self.bias = bias

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one document as its entities."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Set the names of many documents, the network running on whole batches."""
        for batch in _batches((attach(doc, self.known) for doc in docs), batch_size):
            for doc, scores in zip(batch, self.scores(batch), strict=True):
                doc.ents = [Span(doc, a, b, LABEL) for a, b in decode(scores)]
                yield doc

    def scores(self, docs: list[Doc]) -> Iterator[Scores]:
        """Give the pooled opinion per document; the network is asked where the CRF doubts."""
        crf = [self.crf(doc) for doc in docs]
        asked = [doc for doc, rows in zip(docs, crf, strict=True) if rows[:, 0].min() < _NO_DOUBT]
        network = iter(self.network(asked) if asked else ())
        for rows in crf:
            doubted = rows[:, 0].min() < _NO_DOUBT
            yield pooled(next(network) if doubted else rows, rows, self.share, self.bias)

    def network(self, docs: list[Doc]) -> list[Scores]:
        """Give the network's tag probabilities per document."""
        tagger: Any = self._nlp.get_pipe(NETWORK)
        order = [tagger.labels.index(tag) for tag in TAGS]
        return [_softmax(np.asarray(rows)[:, order]) for rows in tagger.model.predict(docs)]

    def crf(self, doc: Doc) -> Scores:
        """Give the CRF's marginal tag probabilities."""
        crf = self._crf
        crf.set(crf_features(reading_of(doc)))
        size = range(len(doc))
        scores = np.zeros((len(doc), len(TAGS)), dtype=np.float32)
        scores[:, 0] = [crf.marginal("O", i) for i in size]
        for i in np.flatnonzero(scores[:, 0] < _SURE).tolist():
            scores[i, 1:] = [crf.marginal(tag, i) for tag in TAGS[1:]]
        return scores

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the CRF; the training command puts the word list beside it."""
        Path(path).mkdir(exist_ok=True)
        (Path(path) / CRF_FILE).write_bytes(zlib.compress(self._model, 9))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> PersonNames:
        """Open the CRF (from memory: its own reader cannot open every path on Windows)."""
        self.known = resources(Path(path))
        self._model = zlib.decompress((Path(path) / CRF_FILE).read_bytes())
        self._crf.open_inmemory(self._model)
        return self


def _softmax(rows: Scores) -> Scores:
    """Turn the tagger's logits into probabilities."""
    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def _batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    rest = iter(docs)
    while batch := list(islice(rest, size)):
        yield batch


@Language.factory(COMPONENT, default_config={"share": 0.4, "bias": 0.0})
def make_person_names(nlp: Language, name: str, share: float, bias: float) -> PersonNames:
    """Make the component: `share` is the network's weight, `bias` favours finding names."""
    return PersonNames(nlp, share, bias)

"""The spaCy component that lets the network and the CRF find names together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from shenyan.names.models import COMPONENT, Models

LABEL: Final = "PERSON"


class PersonNames:
    """Finds names with the models of the folder that the pipeline was loaded from."""

    models: Models

    def __init__(self, share: float, bias: float) -> None:
        self._folder = Path()
        self._weights = share, bias

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one document as its entities."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Set the names of many documents, the network running on whole batches."""
        rest = iter(docs)
        while batch := list(islice(rest, batch_size)):
            found = self.models.find([doc.text for doc in batch])
            for doc, names in zip(batch, found, strict=True):
                doc.ents = [Span(doc, a, b, LABEL) for a, b in names]
                yield doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's files again."""
        Path(path).mkdir(exist_ok=True)
        for file in self._folder.iterdir():
            copyfile(file, Path(path) / file.name)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> PersonNames:
        """Load the CRF, the word list and the make-up of names, and the network beside them."""
        self._folder = Path(path)
        self.models = Models(self._folder.parent, *self._weights)
        return self


@Language.factory(COMPONENT, default_config={"share": 0.5, "bias": 0.0})
def make_person_names(nlp: Language, name: str, share: float, bias: float) -> PersonNames:
    """Make the component: `share` is the network's weight, `bias` favours finding names."""
    return PersonNames(share, bias)

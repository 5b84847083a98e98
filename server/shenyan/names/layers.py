"""The network's own layer for spaCy: characters to vectors."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d, Ragged

from shenyan.names.features import COLUMNS, Reading, columns, read
from shenyan.names.resources import Resources

_READING = "shenyan.reading"


def attach(doc: Doc, known: Resources) -> Doc:
    """Work out the features of a document, for the network and the CRF."""
    doc.user_data[_READING] = read(doc.text, known)
    return doc


def reading_of(doc: Doc) -> Reading:
    """Give the features that `attach` worked out."""
    found: Reading = doc.user_data[_READING]
    return found


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
    return [columns(reading_of(doc)) for doc in docs], lambda gradient: []


@registry.architectures("shenyan.CharacterEmbed.v1")  # type: ignore[untyped-decorator]
def character_embed(
    width: int, rows: list[int], dropout: float
) -> Model[list[Doc], list[Floats2d]]:
    """Embed each feature column by hashing and mix them into vectors of `width`."""
    embeds: list[Model[Any, Any]] = [
        HashEmbed(width, rows[i], column=i, seed=11 + i, dropout=dropout)
        for i in range(len(COLUMNS))
    ]
    mix: Model[Ragged, Ragged] = with_array(
        chain(
            concatenate(*embeds),
            Maxout(width, width * len(COLUMNS), nP=3, dropout=0.0, normalize=True),
        )
    )
    return chain(Model("character_columns", _forward), list2ragged(), mix, ragged2list())

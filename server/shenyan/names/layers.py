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

from shenyan.names.features import COLUMNS, read
from shenyan.names.resources import Resources

_COLUMNS = "shenyan.columns"


def attach(doc: Doc, known: Resources) -> Doc:
    """Work out the columns of a document, to train the network on."""
    doc.user_data[_COLUMNS] = read(doc.text, known)[:, : len(COLUMNS)]
    return doc


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
    return [doc.user_data[_COLUMNS] for doc in docs], lambda gradient: []


@registry.architectures("shenyan.CharacterEmbed.v2")  # type: ignore[untyped-decorator]
def character_embed(
    width: int, widths: list[int], rows: list[int], dropout: float
) -> Model[list[Doc], list[Floats2d]]:
    """Embed each feature column by hashing, to `widths`, and mix them into vectors of `width`."""
    embeds: list[Model[Any, Any]] = [
        HashEmbed(widths[i], rows[i], column=i, seed=11 + i, dropout=dropout)
        for i in range(len(COLUMNS))
    ]
    mix: Model[Ragged, Ragged] = with_array(
        chain(
            concatenate(*embeds),
            Maxout(width, sum(widths), nP=3, dropout=0.0, normalize=True),
        )
    )
    return chain(Model("character_columns", _forward), list2ragged(), mix, ragged2list())

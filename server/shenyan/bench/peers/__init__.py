"""Peers on the board, one module each, found by their file names.

A peer module has

    NAME: str                      as its makers call it
    NEEDS: str                     what to type to install it
    CATEGORIES: frozenset[str]     what it can find at all
    IN_PROCESS: bool               whether its CPU time is ours to measure
    def load() -> Run              raises ImportError or PeerError when it is not there

Each is used through its own public interface. A peer knows no levels: all it says is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from shenyan.bench.fence import fenced
from shenyan.bench.score import Run


class PeerError(RuntimeError):
    """A peer that is not a Python package is not there."""


class PeerModule(Protocol):
    """What a module in this folder offers."""

    NAME: str
    NEEDS: str
    CATEGORIES: frozenset[str]
    IN_PROCESS: bool

    def load(self) -> Run:
        """Return the peer as a function from a text to what it marks."""
        ...


@dataclass(frozen=True, slots=True)
class Peer:
    """One peer that is installed and loaded."""

    name: str
    categories: frozenset[str]
    in_process: bool
    run: Run


def modules() -> Iterator[PeerModule]:
    """Import every peer's module; that alone needs nothing installed."""
    for info in iter_modules(__path__):
        yield cast(PeerModule, import_module(f"{__name__}.{info.name}"))


def load_peers(found: Iterable[PeerModule]) -> tuple[list[Peer], list[str]]:
    """Load the peers that are there; the second list says in words which are not."""
    peers, notes = [], []
    for module in found:
        try:
            with fenced() as tried:
                peers.append(Peer(module.NAME, module.CATEGORIES, module.IN_PROCESS, module.load()))
        except (ImportError, PeerError) as error:
            notes.append(f"{module.NAME} is not on this board ({error}); {module.NEEDS}")
        if tried:
            notes.append(f"{module.NAME} tried to reach {', '.join(sorted(set(tried)))}: refused")
    return peers, notes

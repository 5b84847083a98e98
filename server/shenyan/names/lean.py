"""Import spaCy without its command line, before anything here asks for spaCy.

`import spacy` takes one function, `info`, from `spacy.cli`, and with it a terminal toolkit, a
project manager and two HTTP clients: a fifth of the time until the first answer, and libraries
that open connections have no place in a process that opens none.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_COMMANDS: Final = "spacy.cli"
_INFO: Final = "spacy.cli.info"


def _info(*arguments: Any, **options: Any) -> Any:
    """Do what `spacy.info` does; the command line is imported when somebody calls it."""
    return import_module(_INFO).info(*arguments, **options)


def _import_spacy() -> None:
    """Put stand-ins where spaCy looks for its command line, and take them away again."""
    stand_ins = {name: ModuleType(name) for name in (_COMMANDS, _INFO)}
    vars(stand_ins[_INFO])["info"] = _info
    sys.modules.update(stand_ins)
    try:
        import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]


if "spacy" not in sys.modules:
    _import_spacy()

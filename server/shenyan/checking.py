"""Check documents from the command line with the settings that stand beside them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tqdm import tqdm

from shenyan import Linter, Report
from shenyan.documents import STDIN, Document, DocumentError, read_document
from shenyan.finding import Language
from shenyan.replies import Law, load_law
from shenyan.settings import find_settings
from shenyan.terminal import visible

MANY: Final = 20
"""From so many files on a progress bar is shown, where somebody watches."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document and what was found in it."""

    document: Document
    report: Report


class Troubles:
    """Says on standard error what could not be read or written, and counts it."""

    def __init__(self) -> None:
        """Begin without any."""
        self.count = 0

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tell of what goes wrong inside, so that one file does not lose the others."""
        try:
            yield
        except BrokenPipeError:  # nobody reads any more
            raise
        except (DocumentError, OSError) as error:
            self.count += 1
            print(f"shenyan: {visible(str(error))}", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class Checker:
    """A linter with the arguments of one command."""

    linter: Linter
    law: Law
    language: Language
    platform: str | None
    allow: tuple[str, ...]
    color: str
    troubles: Troubles = field(default_factory=Troubles)

    def lint(self, text: str) -> Report:
        """Check one text."""
        return self.linter.lint(
            text, platform=self.platform, allow=self.allow, language=self.language
        )

    def documents(self, names: Sequence[str]) -> Iterator[Document]:
        """Read each file, or standard input; tell of those that cannot be read, and go on."""
        for name in names or (STDIN,):
            document = None
            with self.troubles.told():
                document = read_document(name)
            if document is not None:
                yield document

    def checked(self, names: Sequence[str]) -> Iterator[Checked]:
        """Check each file that can be read, or standard input."""
        watched = tqdm(
            self.documents(names),
            total=len(names),
            unit="file",
            leave=False,
            disable=None if len(names) >= MANY else True,
        )
        for document in watched:
            yield Checked(document, self.lint(document.text))


def checker(arguments: argparse.Namespace) -> Checker:
    """Load rules, settings and articles. Raises RuleError."""
    return Checker(
        linter=Linter(settings=find_settings(Path.cwd())),
        law=load_law(),
        language=arguments.language,
        platform=arguments.platform,
        allow=tuple(arguments.allow),
        color=arguments.color,
    )

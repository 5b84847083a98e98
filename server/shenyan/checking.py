"""Check documents from the command line with the settings that stand beside them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tqdm import tqdm

from shenyan import Linter, Report
from shenyan.documents import Document, read_documents
from shenyan.finding import Language
from shenyan.replies import Law, load_law
from shenyan.settings import find_settings

MANY: Final = 20
"""From so many files on a progress bar is shown, where somebody watches."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document and what was found in it."""

    document: Document
    report: Report


@dataclass(frozen=True, slots=True)
class Checker:
    """A linter with the arguments of one command."""

    linter: Linter
    law: Law
    language: Language
    platform: str | None
    allow: tuple[str, ...]
    color: str

    def lint(self, text: str) -> Report:
        """Check one text."""
        return self.linter.lint(
            text, platform=self.platform, allow=self.allow, language=self.language
        )

    def checked(self, names: Sequence[str]) -> Iterator[Checked]:
        """Check each file, or standard input. Raises DocumentError and OSError."""
        watched = tqdm(
            read_documents(names),
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

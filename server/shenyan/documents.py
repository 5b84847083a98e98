"""Texts to check from files or standard input, and where a position stands in them."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STDIN: Final = "-"
_ENCODINGS: Final = ("utf-8-sig", "gb18030")


class DocumentError(ValueError):
    """A file cannot be read as text. The message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text to check; `encoding` is how it was written, byte order mark included."""

    name: str
    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Place:
    """A position for people: line and column from 1, columns in code points."""

    line: int
    column: int


def read_document(name: str) -> Document:
    """Read one file, or standard input where it is named `-`. Raises DocumentError, OSError."""
    if name == STDIN:
        return _decoded("stdin", _from_stdin())
    if not name:
        raise DocumentError("文件名是空的 / the name of a file is empty")
    return _decoded(name, Path(name).read_bytes())


def _from_stdin() -> bytes:
    if sys.stdin is None:  # the shell closed it: `<&-`
        raise DocumentError("标准输入已关闭，请给出文件名 / standard input is closed; name a file")
    return sys.stdin.buffer.read()


def line_starts(text: str) -> list[int]:
    """Give the position of each line's first character; lines end at a line feed."""
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return starts


def place(starts: Sequence[int], position: int) -> Place:
    """Give line and column of a position, by the text's `line_starts`."""
    line = bisect_right(starts, position)
    return Place(line, position - starts[line - 1] + 1)


def _decoded(name: str, data: bytes) -> Document:
    # Chinese editors on Windows still write GBK; GB18030 is its superset.
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        marked = encoding == "utf-8-sig" and data.startswith(b"\xef\xbb\xbf")
        return Document(name, text, "utf-8" if encoding == "utf-8-sig" and not marked else encoding)
    raise DocumentError(f"{name}: 请存为 UTF-8 / save the file as UTF-8")

"""How characters and Latin letters sound: one code per toneless Mandarin syllable."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from shenyan.disguise.view import View

SILENT: Final = "\0"
"""Stands for whatever has no syllable."""

LATIN: Final = re.compile(r"[a-z]+")
_LONGEST_SYLLABLE: Final = 6
_LONGEST_RUN: Final = 40


@cache
def _table() -> dict[str, str]:
    """Read pypinyin's table: the readings of each character, by its code point in digits.

    The file is read directly because importing pypinyin also loads its 47,000 phrases.
    """
    spec = importlib.util.find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the readings of characters come with pypinyin; install it")
    table = Path(spec.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(table)
    return found


class _Readings(dict[int, str]):
    """The usual toneless reading of each character by code point, "" for what has none."""

    def __missing__(self, point: int) -> str:
        reading = _toneless(_first(_table().get(str(point), "")))
        if len(self) < 1 << 16:
            self[point] = reading
        return reading


_READINGS: Final = _Readings()


def _first(readings: str) -> str:
    return readings.partition(",")[0]


@cache
def _toneless(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(char for char in letters if "a" <= char <= "z")


@cache
def _syllables() -> dict[str, str]:
    """Give each syllable its code."""
    usual = map(_toneless, set(map(_first, _table().values())))
    found = sorted({syllable for syllable in usual if len(syllable) > 1} | set("aeo"))
    codes = {syllable: chr(0x100 + number) for number, syllable in enumerate(found)}
    # Who has no ü on the keys writes nue for nüe.
    return codes | {spelt.replace("v", "u"): codes[spelt] for spelt in ("nve", "lve")}


class _Codes(dict[int, str]):
    """Code of each character by code point, for `str.translate`; Latin letters stay."""

    def __missing__(self, point: int) -> str:
        code = _syllables().get(_READINGS[point], SILENT)
        if LATIN.fullmatch(chr(point)):
            code = chr(point)
        if len(self) < 1 << 16:
            self[point] = code
        return code


_CODES: Final = _Codes()


def sound(word: str) -> str | None:
    """Return the codes of a Chinese word, or None where a character has no reading."""
    codes = word.translate(_CODES)
    return None if SILENT in codes or LATIN.search(codes) else codes


def spelling(word: str) -> str:
    """Return a Chinese word in Latin letters without spaces or tones; "" for what has no sound."""
    return "".join([_READINGS[ord(char)] for char in word])


def spelled(run: str) -> tuple[int, ...]:
    """Cut Latin letters into as few syllables as possible: the ends, or () where they are none."""
    if len(run) > _LONGEST_RUN:
        return ()
    best: list[tuple[int, ...] | None] = [()] + [None] * len(run)
    for start in range(len(run)):
        so_far = best[start]
        if so_far is None:
            continue
        for end in range(start + 1, min(start + _LONGEST_SYLLABLE, len(run)) + 1):
            known = best[end]
            shorter = known is None or len(so_far) + 1 < len(known)
            if shorter and run[start:end] in _syllables():
                best[end] = (*so_far, end)
    return best[-1] or ()


Cuts = dict[str, tuple[int, ...]]
"""How runs of letters are cut: one per draft, for its views have the same; never for longer."""


def heard(view: View, cuts: Cuts) -> View:
    """Give the sounds of a view: `text` holds one code per syllable, SILENT for the rest."""
    codes = view.text.translate(_CODES)
    if not LATIN.search(codes):
        return View(view.source, codes, view.starts, view.ends)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for first, last in _runs(view, codes):
        chars.append(codes[done:first])
        starts += view.starts[done:first]
        ends += view.ends[done:first]
        begin = 0
        run = codes[first:last]
        if run not in cuts:
            cuts[run] = spelled(run) or (last - first,)
        for cut in cuts[run]:
            chars.append(_syllables().get(codes[first + begin : first + cut], SILENT))
            starts.append(view.starts[first + begin])
            ends.append(view.ends[first + cut - 1])
            begin = cut
        done = last
    chars.append(codes[done:])
    starts += view.starts[done:]
    ends += view.ends[done:]
    return View(view.source, "".join(chars), starts, ends)


def _runs(view: View, codes: str) -> list[tuple[int, int]]:
    """List the stretches of Latin letters that stand together in the source."""
    found = []
    for match in LATIN.finditer(codes):
        first = match.start()
        for i in range(match.start() + 1, match.end()):
            if view.starts[i] != view.ends[i - 1]:
                found.append((first, i))
                first = i
        found.append((first, match.end()))
    return found

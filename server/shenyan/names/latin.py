"""English and pinyin names in the author's text: Kevin, Amy Chen, Wang Xiaoming, xú jìng yí."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from shenyan.names.spans import NameSpan

_SYLLABLE: Final = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v))"
)
_SURNAME: Final = (
    "(?:Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Hu|Zhu|Gao|Lin|He|Guo|Ma|Luo|Liang|Song|Zheng|Xie|Han|Tang"
    "|Feng|Yu|Dong|Xiao|Cheng|Cao|Yuan|Deng|Fu|Shen|Zeng|Peng|Lv|Lu|Su|Jiang|Cai|Jia|Ding|Wei|Xue|Ye|Yan|Pan|Du|Dai|Xia"
    "|Zhong|Tian|Ren|Fan|Fang|Shi|Yao|Tan|Liao|Zou|Xiong|Jin|Hao|Kong|Bai|Cui|Kang|Mao|Qiu|Qin|Gu|Hou|Shao|Meng|Long|Wan"
    "|Duan|Lei|Qian|Yin|Chang|Qiao|Lai|Gong|Pang|Ouyang|Zhuge|Situ|Chan|Wong|Cheung|Leung|Chow|Lau|Kwok|Tsai|Hsu|Hsieh)"
)
_WORD: Final = r"[A-Z][a-z]+"
_ALONE: Final = r"(?<![A-Za-z0-9@#._/-])"
_END: Final = r"(?![A-Za-z0-9@_/]|[.-][A-Za-z0-9])"
_CAPITAL: Final = re.compile("[A-Z]")
_TWO_SYLLABLES: Final = re.compile(rf"(?:{_SYLLABLE}){{1,2}}", re.IGNORECASE)
_MARKED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_TONE: Final = re.compile(f"[{_MARKED}]", re.IGNORECASE)
_LETTER: Final = f"[a-zü{_MARKED}]"
_STRETCH: Final = re.compile(rf"{_LETTER}+(?: {_LETTER}+)*", re.IGNORECASE)
_QUOTE: Final = re.compile("[\"'“”‘’「」『』《》()（）\\[\\]【】/=]")
_PROVINCE: Final = "shěng"
_WORDS: Final = (2, 3)
_PEOPLE: Final = 2
"""A draft names hardly more people in pinyin with tone marks; a list of syllables goes on."""

_WRITTEN: Final = re.compile(_SURNAME)


@dataclass(frozen=True, slots=True)
class Latin:
    """The pattern of names in Latin letters, and how pinyin that teaches reading is told."""

    names: re.Pattern[str]
    lesson: re.Pattern[str]
    words: tuple[str, ...]
    """Words of every day in pinyin with tone marks, written together."""


def make_latin(names: Collection[str], lessons: Iterable[str], words: Iterable[str]) -> Latin:
    """Build the pattern of English given names, with or without a surname, and of pinyin names."""
    given = "|".join(sorted(names, key=len, reverse=True))
    english = rf"(?:{given})(?: ?(?:[A-Z]\. ?)?{_WORD}){{0,2}}"
    pinyin = rf"{_SURNAME} {_WORD}(?:[- ]{_WORD})?"
    pattern = re.compile(rf"{_ALONE}(?:(?P<english>{english})|(?P<pinyin>{pinyin})){_END}")
    return Latin(pattern, re.compile("|".join(lessons), re.IGNORECASE), tuple(words))


def latin_names(source: str, latin: Latin, taken: Iterable[NameSpan]) -> list[NameSpan]:
    """Find Latin names in the author's text; those inside an English sentence are left alone."""
    found = list(_toned(source, latin)) if _TONE.search(source) else []
    blocked = {i for span in taken for i in range(span.start, span.end)}
    for match in _matches(latin.names, source):
        if _in_english(source, match.start(), match.end()) or match.start() in blocked:
            continue
        if match["pinyin"] and not _is_pinyin(match.group()):
            continue
        found.append(NameSpan(match.start(), match.end(), "latin"))
    return found


def _toned(source: str, latin: Latin) -> list[NameSpan]:
    """Find pinyin names with tone marks: three syllables, or two words with capitals.

    Lessons have them too. There words and syllables stand beside them, or quotes around them.
    """
    if latin.lesson.search(source):
        return []
    stretches = [match for match in _STRETCH.finditer(source) if _TONE.search(match.group())]
    written = {match.group() for match in stretches}
    if len(written) > _PEOPLE or not all(_is_toned_name(text, latin) for text in written):
        return []
    return [
        NameSpan(*match.span(), "latin")
        for match in stretches
        if not _QUOTE.match(source[match.start() - 1 : match.start()])
        and not _QUOTE.match(source[match.end() : match.end() + 1])
    ]


def _is_toned_name(text: str, latin: Latin) -> bool:
    words = _plain(text).split(" ")
    if len(words) not in _WORDS or not all(_TONE.search(word) for word in text.split(" ")):
        return False
    together = unicodedata.normalize("NFC", text).replace(" ", "").lower()
    if together.startswith(latin.words) or together.endswith(_PROVINCE):
        return False
    long = len(words) > 2 or all(word[0].isupper() for word in words)
    surname = _WRITTEN.fullmatch(words[0].capitalize())
    return long and surname is not None and _is_pinyin(" ".join(words))


def _plain(toned: str) -> str:
    """Take the marks off letters, ü among them, which pinyin without marks writes v or u."""
    return "".join(c for c in unicodedata.normalize("NFD", toned) if not unicodedata.combining(c))


def _matches(pattern: re.Pattern[str], source: str) -> Iterator[re.Match[str]]:
    """Try the pattern at capitals only: every name begins with one, and hardly a post has any."""
    done = 0
    for capital in _CAPITAL.finditer(source):
        if capital.start() >= done and (match := pattern.match(source, capital.start())):
            done = match.end()
            yield match


def _is_pinyin(name: str) -> bool:
    return all(_TWO_SYLLABLES.fullmatch(part) for part in re.split("[- ]", name)[1:])


def _in_english(source: str, start: int, end: int) -> bool:
    """Tell whether an English word stands right before or after."""
    before = source[max(0, start - 2) : start].rstrip()
    after = source[end : end + 2].lstrip()
    return any(char.isascii() and char.isalpha() for char in (before[-1:], after[:1]) if char)

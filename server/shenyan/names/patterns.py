"""The patterns of what rules know about names better than the models: 某, titles, cues, traps."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from shenyan.alternation import any_of
from shenyan.names.deeds import Deeds
from shenyan.names.latin import Latin, make_latin
from shenyan.names.traps import NICK, Traps

_HAN: Final = "\u3400-\u9fff"
_BREAK: Final = rf"(?=$|[^{_HAN}·]|的|和|与|跟|，)"
_CUE: Final = (
    r"(?:名叫|(?<=[个位名人的他她你桌友妈爸学])叫"
    r"|(?<=我[公婆舅姑姨叔伯婶哥姐弟妹爷奶])叫"
    r"|(?<=公公|婆婆|岳父|岳母|丈人|舅子|姨子|外婆|外公|姥姥|姥爷|爷爷|奶奶|外甥|侄子|侄女|大哥"
    r"|舅舅|舅妈|姑姑|姑父|姨父|姨夫|叔叔|伯伯|表哥|表姐|表弟|表妹|堂哥|堂姐|堂弟|堂妹"
    r"|大姐|大叔|大爷|大妈|阿姨|邻居|小孩|前任|新郎|新娘|对象|小伙|男生|女生)叫"
    r"|(?<=[位个人他她名])真叫|叫(?=..?.?的(?:人|同学|男的|女的|家伙|姑娘|小伙))|我叫"
    r"|名字是|名字叫|[真本大原]名(?:就?[是叫:]|就是叫|(?![单和都来后那时于向连]))"
    r"|姓名[:是]|联系人:|收件人:?|举报人:?)"
)
_PET_CALLED: Final = "(?:的?(?:名字|大名|小名))?(?:就|也|都)?(?:叫|名叫|取名|起名)"
_AFTER_NICK: Final = "了的说也又和跟是在把被给都就"
_SCHOOLS: Final = "小学|初中|中学|高中|大学|幼儿园"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns, made once from the rule authors' word lists."""

    scanned: Mapping[str, re.Pattern[str]]
    """Those that are searched for all through a text."""
    title: re.Pattern[str]
    nick: re.Pattern[str]
    family: re.Pattern[str]
    place: re.Pattern[str]
    schooldays: re.Pattern[str]
    """A school word with what somebody did there (大学考试作弊): no part of a school's name."""
    village: re.Pattern[str]
    latin: Latin
    never_last: tuple[str, ...]
    """What ends peoples, places, shops and things, and no person's name."""
    surnames: frozenset[str]
    pet: re.Pattern[str]
    """What leads to an animal's name."""
    taken_by: re.Pattern[str]
    """After it 叫 meant that somebody did something to the animal (狗叫张强给打了)."""
    traps: Traps
    in_a_word: Callable[[str], bool]
    """Tells whether the last character of a text ends a longer word (南方, 山东)."""
    deeds: Deeds
    """What only people do or have, of which no character is a name's."""

    def sounds_like_a_name(self, public: str) -> bool:
        """Tell whether a public person's name is one wherever it stands (周杰伦, not 超人)."""
        han = all("\u3400" <= char <= "\u9fff" or char == "·" for char in public)
        known = public[0] in self.surnames or "·" in public or len(public) > 3
        return han and known and len(public) > 1 and public not in self.traps


def words_of(lines: tuple[str, ...]) -> list[str]:
    """Split a word list whose lines hold several words."""
    return [word for line in lines for word in line.split()]


def _natives(words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """List the people of each city: 宁波人打人 names nobody 宁波."""
    return frozenset(f"{city}人" for city in words_of(words.get("address-cities", ())))


def make_patterns(
    words: Mapping[str, tuple[str, ...]],
    everyday: Callable[[str], bool] = lambda _: False,
    in_a_word: Callable[[str], bool] = lambda _: False,
    edges: Callable[[str], Collection[int]] = lambda text: range(len(text) + 1),
) -> Patterns:
    """Build the patterns from the rule authors' lists; `everyday` words are traps too.

    `edges` gives where the likeliest words of a text end.
    """
    surnames = words_of(words["surnames"])
    titles = sorted(words_of(words["name-titles"]), key=len, reverse=True)
    double = "|".join(s for s in surnames if len(s) > 1)
    single = "".join(s for s in surnames if len(s) == 1)
    surname = f"(?:{double}|[{single}])"
    title = "|".join(titles)
    deeds = words_of(words["name-deeds"])
    long_title = (
        "|".join(t for t in titles if len(t) > 1) + "|总(?!是|不|会|有|要|得|能|算|之|共|体)"
    )
    scanned = {
        # Hardly a place passes the first look, and the surnames are not tried at it.
        "masked": rf"(?=..?[某x×*○〇])(?:{surname}某{{1,3}}"
        rf"|(?![{''.join(words_of(words['name-masks-not']))}])"
        rf"{surname}[x×*○〇]{{1,2}}(?![a-z0-9]))",
        "cued": rf"{_CUE}(?!.?(?:性别|年龄|电话|地址))({surname}[{_HAN}]{{1,2}}?){_BREAK}",
        "titled": rf"(?<![{_HAN}a-z\d])({surname})(?:{long_title})",
        "nicked": rf"[{NICK}]{surname}(?=$|[^{_HAN}]|[{_AFTER_NICK}](?!{surname})"
        rf"|{any_of(deeds)})",
    }
    return Patterns(
        {name: re.compile(pattern) for name, pattern in scanned.items()},
        re.compile(rf"(?:{title})$"),
        re.compile(
            rf"[老小阿大]{surname}$|{surname}(?:总|工|导|姐|哥|叔|婶|姨|妈|爸|爷|奶|氏|老)$"
        ),
        re.compile(f"{surname}(?:家|(?<![木田])村)"),
        re.compile(
            f"(?!{'|'.join(words_of(words['name-place-not']))})"
            f"(?:{'|'.join(words_of(words['name-place-ends']))})"
        ),
        re.compile(f"(?:{_SCHOOLS})(?:{any_of(words_of(words['name-school-deeds']))})"),
        re.compile(
            rf"{surname}家?[{''.join(words_of(words['name-village-ends']))}]"
            "(?:[东西南北前后][头边面街口]|[村口街](?!头))"
        ),
        make_latin(
            *(words_of(words[name]) for name in ("latin-names", "pinyin-lessons", "pinyin-words"))
        ),
        tuple(words_of(words["name-never-last"])),
        frozenset(surnames),
        re.compile(rf"(?:{any_of(words_of(words['name-pets']))}){_PET_CALLED}$"),
        re.compile("[给打偷毒抱撞弄踢杀]"),
        Traps(frozenset(words_of(words["name-traps"])) | _natives(words), everyday),
        in_a_word,
        Deeds(deeds, edges),
    )

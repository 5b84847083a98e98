"""What rules know about names better than the models: 某, titles, cues before a name, traps."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shenyan.alternation import any_of
from shenyan.names.deeds import Deeds
from shenyan.names.edges import trimmed
from shenyan.names.features import GAP
from shenyan.names.latin import Latin, make_latin
from shenyan.names.sight import Sights
from shenyan.names.spans import Kind, NameSpan
from shenyan.names.traps import Traps, in_a_word

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
_PET_NEAR: Final = 10
_NICK: Final = "老小"
_AFTER_NICK: Final = "了的说也又和跟是在把被给都就"
_TOO_LONG: Final = (4, 5)
_INSIDE: Final = "里上下中"
"""Characters after a thing (图里, 汤里), which end no nickname."""
_FULL: Final = 3
_SCHOOLS: Final = "小学|初中|中学|高中|大学|幼儿园"
_NEVER_END: Final = "别没不也就都又还很虐诈骗偷嫖赌贪骂打抢砍捅杀欠借逼拿癌肺肝肾胃骨"
"""Characters that go on after a name (佘曼|别吵, 谢霞|虐打孩子) and end hardly any."""
_TITLE_AND: Final = re.compile(".[总导工哥姐叔爷嫂婶姨局处科队][和跟与的把被说是给]")
"""A surname with a title of one character, and the word behind it (王总|和秘书)."""
_GIVEN_SIZES: Final = (2, 3)
_WORD: Final = 3
"""A word that a surname ends begins at most this many characters before it."""

_NEVER: Final = frozenset("@#:/[]()" + GAP)


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
        "nicked": rf"[{_NICK}]{surname}(?=$|[^{_HAN}]|[{_AFTER_NICK}](?!{surname})"
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
        Traps(frozenset(words_of(words["name-traps"])), everyday),
        in_a_word,
        Deeds(deeds, edges),
    )


def refine(
    text: str, seen: Sights, found: list[tuple[int, int]], known: Patterns
) -> list[NameSpan]:
    """Apply the rules to what the models found in a text (in the tagger's view)."""
    spans = list(_masked(text, seen, known))
    spans += free(_cued(text, seen, known), spans, len(text))
    spans += free(_made_of_parts(text, found, seen.get("parts", ())), spans, len(text))
    spans += free(accepted(text, found, known), spans, len(text))
    spans += free((NameSpan(*place, "title") for place in seen["titled"]), spans, len(text))
    spans += free(_nicked(text, seen, known), spans, len(text))
    return sorted((s for s in spans if not _pet(text, s, known)), key=lambda s: s.start)


def _made_of_parts(
    text: str, found: Sequence[tuple[int, int]], whole: Iterable[tuple[int, int]]
) -> Iterator[NameSpan]:
    """Find the whole names of known parts (阿曼古丽) of which the models found a piece or all."""
    for start, end in whole:
        pieces = [(a, b) for a, b in found if a < end and start < b]
        longest = end + text.startswith("人", end)
        if pieces and all(start <= a and b <= longest for a, b in pieces):
            yield NameSpan(start, end)


def _pet(text: str, span: NameSpan, known: Patterns) -> bool:
    """Tell whether an animal is called so (我家猫叫王富贵)."""
    called = known.pet.search(text, max(0, span.start - _PET_NEAR), span.start)
    return called is not None and known.taken_by.match(text, span.end) is None


def free(spans: Iterable[NameSpan], taken: Iterable[NameSpan], size: int) -> list[NameSpan]:
    """Keep the spans that touch none of those taken. Linear in the text's `size`."""
    spans = list(spans)
    if not spans:
        return []
    covered = bytearray(size)
    for span in taken:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return [span for span in spans if not any(covered[span.start : span.end])]


def _masked(text: str, seen: Sights, known: Patterns) -> Iterator[NameSpan]:
    """Find 张某 and 张xx, but not the end of a word before them (山东某高校, 南方某些人)."""
    for start, end in seen["masked"]:
        if not known.in_a_word(text[max(0, start - _WORD) : start + 1]):
            yield NameSpan(start, end, "surname-mou")


def _cued(text: str, seen: Sights, known: Patterns) -> Iterator[NameSpan]:
    """Find names after 叫, 姓名: and the like (but not in 叫花子), even if they look like words."""
    for start, end in seen["cued"]:
        if text[start - 1 : end] not in known.traps and not text[start:end].endswith(
            known.never_last
        ):
            yield NameSpan(start, end)


def _nicked(text: str, seen: Sights, known: Patterns) -> Iterator[NameSpan]:
    """Find 老王 and 小李, where they are no words."""
    for start, end in seen["nicked"]:
        if not _splits_a_word(text, start, known) and not in_a_word(text, start, end, known.traps):
            yield NameSpan(start, end, "nick")


def _splits_a_word(text: str, start: int, known: Patterns) -> bool:
    """Tell whether 老 or 小 ends a word that began before it (养老|钱)."""
    return text[start] in _NICK and text[max(0, start - 1) : start + 1] in known.traps


def accepted(text: str, found: Iterable[tuple[int, int]], known: Patterns) -> Iterator[NameSpan]:
    """Give the spans that are names as far as the rules can tell, cut to the name alone."""
    done = 0
    for start, end in found:
        for a, b in _blocks(text, start, end, known.surnames):
            span = _kept(text, a, b, known) if a >= done else None
            if span is not None:
                done = span.end
                yield span


def _blocks(text: str, start: int, end: int, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Cut a name said twice without a break (魏晨魏晨: a topic's name, then the post's) in two."""
    for size in _GIVEN_SIZES:
        name = text[start : start + size]
        if end - start > size and name[0] in surnames and text.startswith(name, start + size):
            while start < end and text.startswith(name, start):
                yield start, start + size
                start += size
            return
    cut = _second(text, start, end, surnames)
    yield start, cut
    if cut < end:
        yield cut, end


def _second(text: str, start: int, end: int, surnames: frozenset[str]) -> int:
    """Give where a second name begins in a span too long for one (严磊|史梦琪), or its end."""
    one = text[start] in surnames and text[start : start + 2] not in surnames
    for size in reversed(_GIVEN_SIZES):
        rest = text[start + size : end]
        two = len(rest) in _GIVEN_SIZES and rest[0] in surnames and "·" not in text[start:end]
        if one and two and end - start > _TOO_LONG[0]:
            return start + size
    return end


def _kept(text: str, start: int, end: int, known: Patterns) -> NameSpan | None:
    """Judge one span of the models: cut its title off, say its kind, or drop it."""
    end = known.deeds.cut(text, start, end)
    start, end = _bounded(text, start, end, known)
    start, end = trimmed(text, start, end, known.surnames, known.in_a_word)
    if start == end:
        return None
    if end - start == _FULL and text[end - 1] in _NEVER_END and text[start] in known.surnames:
        end -= 1
    if text[start] in known.surnames and _TITLE_AND.fullmatch(text, start, end):
        return NameSpan(start, start + 1, "title")
    tail = known.title.search(text, start, end)
    if tail and text[start : tail.start()] in known.surnames:
        return NameSpan(start, tail.start(), "title")
    if tail and tail.start() - start > 1 and len(tail.group()) > 1:
        end = tail.start()
    if _no_name(text, start, end, known):
        return None
    kind = _kind(text[start:end], known)
    if kind == "nick" and (text[end - 1] in _INSIDE or _splits_a_word(text, start, known)):
        return None
    return NameSpan(start, end, kind)


def _no_name(text: str, start: int, end: int, known: Patterns) -> bool:
    """Tell whether a span is no person's name, alone or with the words around it."""
    word = text[start:end]
    odd = len(word) == 1 or any(c in _NEVER or "\u3040" <= c <= "\u30ff" for c in word)
    odd = odd or word.endswith(known.never_last) or (len(word) > 2 and len(set(word)) == 1)
    return (
        odd
        or known.family.fullmatch(word) is not None
        or _names_a_place(text, start, end, known)
        or known.village.match(text, start) is not None
        or in_a_word(text, start, end, known.traps)
    )


def _names_a_place(text: str, start: int, end: int, known: Patterns) -> bool:
    """Tell whether a span and what follows it are a place's or a school's name."""
    if known.place.match(text, end) is None:
        return False
    return text[start] not in known.surnames or known.schooldays.match(text, end) is None


def _bounded(text: str, start: int, end: int, known: Patterns) -> tuple[int, int]:
    """Give back what a long span took from its neighbours: 孙女|程亦辰, 燕文卓|绝对."""
    size = end - start
    word_first = text[start : start + 2] in known.traps
    if size in _TOO_LONG and word_first and text[start + 2] in known.surnames:
        return start + 2, end
    single = text[start] in known.surnames and text[start : start + 2] not in known.surnames
    if size == _TOO_LONG[0] and single and text[end - 1 : end + 1] in known.traps:
        return start, end - 1
    return start, end


def _kind(word: str, known: Patterns) -> Kind:
    if known.nick.fullmatch(word):
        return "nick"
    if word[0] in known.surnames or word[:2] in known.surnames or len(word) > 2:
        return "full"
    return "nick"

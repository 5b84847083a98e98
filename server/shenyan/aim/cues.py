"""The lists `rules/words/aim-*.yml` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from shenyan.alternation import any_of
from shenyan.draft import PERSON
from shenyan.normalize import fold_text
from shenyan.rules import Words

_ROLE: Final = 2
"""Characters of the shortest word for somebody that is no mere pronoun (主播, 前任)."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Each list, or several, as it is looked for beside a word."""

    about: re.Pattern[str]
    against: re.Pattern[str]
    fiction: re.Pattern[str]
    reported: re.Pattern[str]
    oneself: re.Pattern[str]
    negated: re.Pattern[str]
    thing: re.Pattern[str]
    thing_next: re.Pattern[str]
    pet: re.Pattern[str]
    pet_owner: re.Pattern[str]
    generic: re.Pattern[str]
    exist: re.Pattern[str]
    praise: re.Pattern[str]
    fair: re.Pattern[str]
    warm: re.Pattern[str]
    redeemed: re.Pattern[str]
    own_people: re.Pattern[str]
    story: re.Pattern[str]
    told_of: re.Pattern[str]
    role_last: re.Pattern[str]
    placed: re.Pattern[str]
    beings: re.Pattern[str]
    among: re.Pattern[str]
    dear: re.Pattern[str]
    admired: re.Pattern[str]
    character: re.Pattern[str]
    animal: re.Pattern[str]
    animal_word: re.Pattern[str]
    animal_harm: re.Pattern[str]
    fond: re.Pattern[str]
    fond_word: re.Pattern[str]
    swear: re.Pattern[str]
    kin_word: re.Pattern[str]
    kin_before: re.Pattern[str]
    kin_next: re.Pattern[str]
    person: re.Pattern[str]
    anybody: re.Pattern[str]
    nobody: re.Pattern[str]
    tied: re.Pattern[str]
    pointed: re.Pattern[str]
    bare: re.Pattern[str]
    one: re.Pattern[str]
    ordinary: re.Pattern[str]
    thing_called: re.Pattern[str]
    thing_calling: re.Pattern[str]
    self_next: re.Pattern[str]
    self_after: re.Pattern[str]
    small: re.Pattern[str]
    own_child: re.Pattern[str]
    tease_word: re.Pattern[str]
    joy: re.Pattern[str]
    you: re.Pattern[str]
    you_next: re.Pattern[str]
    one_next: re.Pattern[str]
    role_next: re.Pattern[str]
    exclaimed: re.Pattern[str]
    foul: re.Pattern[str]
    sweet: re.Pattern[str]
    laughs: re.Pattern[str]


def read_cues(words: Words) -> Cues:
    """Make the patterns; a list that is missing is found nowhere."""

    def listed(*names: str, least: int = 1) -> str:
        every = (word for name in names for word in words.get(f"aim-{name}", ()))
        return any_of(word for word in every if len(fold_text(word)) >= least)

    def pattern(shape: str, *names: str, least: int = 1) -> re.Pattern[str]:
        return re.compile(shape.format(listed(*names, least=least)))

    link = f"(?:{listed('link')}){{0,4}}"
    # Not 其他垃圾, 吉他.
    one = f"(?:(?<![其吉])(?:{listed('you', 'third')})|{PERSON}+)"
    return Cues(
        about=pattern("{}", "about"),
        against=pattern("{}", "against"),
        fiction=pattern("{}", "fiction", "stories"),
        # 被老板骂傻逼了: whoever did it, the author tells of it; 贼喊捉贼 tells of nobody's words.
        reported=pattern("(?<!贼(?=喊))(?:{}|被[^,]{{1,6}}[骂喊])[^,]{{0,4}}$", "reported"),
        oneself=re.compile(f"(?:^|[^给跟对让你您他她{PERSON}])(?:{listed('self')}){link}$"),
        # 怕不是个傻子 and 是不是傻子 deny nothing.
        negated=pattern("(?<![是怕莫可岂])(?:{})$", "negation"),
        thing=pattern("{}", "things"),
        thing_next=pattern("(?:一样|一般|似的|般)?的?(?:{})", "things", "things-next"),
        pet=pattern("{}", "pets"),
        pet_owner=pattern("{}", "pet-owners"),
        generic=pattern("{}", "generic"),
        exist=pattern("(?:{})$", "exist"),
        praise=pattern("的?(?:{})", "praise", "fair"),
        fair=pattern("的?(?:{})", "fair"),
        warm=pattern("{}", "warm"),
        # 嘴毒，但讲得是真好; 长得丑，可是对我好
        redeemed=pattern(
            "^[^,。]{{0,6}}[, ]?(?:但是?|可是?|不过|却|又|就我|我就)[^。!?]{{0,12}}(?:{})",
            "redeemed",
        ),
        own_people=pattern("^(?!.*(?:勾引|抢|睡|缠|害|骗|打)).*(?:{})[^,。]{{0,6}}$", "own-people"),
        story=pattern("(?:{})(?![播持])", "stories"),  # 男主, but not 男主播
        # 同学叫她丑八怪, 村里都说他是傻子
        told_of=re.compile(
            r"(?:叫|喊)[他她]$|被[^,。]{1,6}[叫喊]$|(?:都|总|老|人人|有人|人)说[他她]就?是个?$"
            r"|谁说[他她](?:是个?)?$|觉得自己是个?$"
        ),
        placed=pattern("(?:{})[^,。]{{0,4}}?的?$", "placed"),
        role_last=pattern("(?:{})$", "third", "you", least=_ROLE),
        beings=pattern("(?:{})$", "beings"),
        among=pattern("(?:{})$", "among"),
        dear=pattern("{}", "dear"),
        admired=pattern("的?[,!]?[又也都可真太是]{{0,2}}(?:{})", "admired"),
        character=pattern(f"(?:{{}}){PERSON}", "characters"),
        animal=pattern("{}", "animals"),
        animal_word=pattern("(?:{})$", "animal-words"),
        animal_harm=pattern("{}", "animal-harm"),
        fond=pattern("{}", "fond"),
        fond_word=pattern("(?:{})$", "fond-words"),
        swear=pattern("(?:{})$", "swear"),
        kin_word=pattern("(?:{})$", "kin"),
        kin_before=pattern("(?:{})$", "kin-before"),
        kin_next=pattern("的?(?:{})", "kin-next"),
        person=re.compile(f"{one}|@"),
        anybody=re.compile(f"{one}|@|{listed('group')}"),
        nobody=pattern("{}", "nobody"),
        tied=re.compile(f"{one}{link}$"),
        pointed=pattern("(?:{})$", "pointed"),
        bare=re.compile(rf"\s*{link}\s*$"),
        one=re.compile(f"^{one}|{one}$"),
        ordinary=pattern("(?:{})", "ordinary"),
        thing_called=pattern("[, ]{{1,2}}(?:{})$", "things", "animals"),
        thing_calling=pattern("^ ?(?:{})[, ]{{1,2}}$", "things", "animals"),
        # 老色批就是我，天打雷劈的我把…, 厚颜无耻地晒一下, but not 傻逼是我老板.
        self_next=pattern(
            "(?:就|正|说的就)?是(?:我|俺|本人|在下)(?:没错|没跑|本人|自己|了|吧|啊|呀|$)"
            "|的我(?:$|[把又在就终也还竟居今昨刚不没已只])|地(?:{})",
            "self-deeds",
        ),
        self_after=pattern(
            "^[, ]*(?:{}|(?:没错)?[, ]*(?:说的)?就?是我(?:没错|本人|自己|$|[,!~]))"
            "|\\((?:就是|说的是|对,?)?我(?:自己|本人)?\\)",
            "self-after",
        ),
        joy=pattern("{}", "joy"),
        you=pattern("{}|@", "you"),
        you_next=pattern("[吧啊呀呢啦哦](?:{})$", "you"),
        one_next=re.compile(one),
        # 傻逼主播, but 傻逼你, 傻逼他 say nothing yet of who is called so.
        role_next=pattern("的?(?:{})", "third", "you", least=_ROLE),
        exclaimed=pattern("(?:{})", "exclaimed"),
        foul=pattern("{}", "foul"),
        sweet=pattern("{}", "sweet"),
        laughs=pattern("{}", "laughs"),
        small=re.compile("^小|小$"),
        own_child=pattern("{}", "own-child"),
        tease_word=pattern("(?:{})$", "tease-words"),
    )

"""What `shenyan rules` says: for each slip what is wrong, how to mend it, and both in English."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final


@dataclass(frozen=True, slots=True)
class Slip:
    """Words with `{…}` for what differs from case to case."""

    what: str
    remedy: str
    english: str


@dataclass(frozen=True, slots=True)
class Hint:
    """The nearest known word, or where to look."""

    chinese: str
    english: str


def suggest(word: str, choices: Collection[str]) -> Hint:
    """Name the nearest of `choices`, or where to look."""
    near = get_close_matches(word, choices, n=1)
    if near:
        return Hint(f"是不是“{near[0]}”", f"did you mean “{near[0]}”?")
    return Hint("对照 rules/README.md 改正，或删掉它", "see rules/README.md, or leave it out.")


_QUOTE: Final = "值里有“: ”或以 { [ 开头时，整个值加英文双引号"
_QUOTE_EN: Final = "put the whole value into double quotes if it holds “: ” or begins with { or [."

SLIPS: Final[dict[str, Slip]] = {
    "wide-colon": Slip(
        "冒号是全角的“：”",
        "换成半角冒号加一个空格“: ”",
        "The colon is full-width; write an ASCII colon and a space.",
    ),
    "no-space": Slip(
        "冒号后面没有空格", "在冒号后加一个空格", "There is no space after the colon; add one."
    ),
    "wide-dash": Slip(
        "列表的短横不是半角的“-”", "换成半角“- ”开头", "A list item must begin with an ASCII “- ”."
    ),
    "tight-dash": Slip(
        "短横后面没有空格", "写成“- ”加内容", "There is no space after the dash; add one."
    ),
    "tab": Slip("缩进里有制表符", "换成空格", "The line is indented with a tab; use spaces."),
    "wide-space": Slip(
        "缩进里有全角空格",
        "换成半角空格",
        "The line is indented with full-width spaces; use ASCII ones.",
    ),
    "encoding": Slip(
        "文件不是 UTF-8 编码",
        "在编辑器里另存为 UTF-8",
        "The file is not UTF-8; save it as UTF-8 in your editor.",
    ),
    "unreadable": Slip(
        "这一行读不懂",
        "检查缩进是否对齐；值里有“: ”或以 {{ [ * & % @ ` 引号开头的，整个值加英文双引号",
        "This line cannot be read; check the indentation, and put a value into double quotes if it "
        "holds “: ” or begins with {{ [ * & % @ ` or a quotation mark.",
    ),
    "no-keys": Slip(
        "这个文件不是“键: 值”的形式",
        "对照别的规则文件修改",
        "The file does not consist of keys and values; compare it with another rule file.",
    ),
    "unknown-key": Slip("不认识的键“{key}”", "{hint}", "Unknown key “{key}”; {hint_en}"),
    "twice": Slip("“{key}”写了两次", "合并成一处", "“{key}” stands there twice; make it one."),
    "not-text": Slip("“{key}”应是一段文字", "{quote}", "“{key}” must be one text; {quote_en}"),
    "item-not-text": Slip(
        "“{key}”的这一项不是一段文字", "{quote}", "This item of “{key}” must be a text; {quote_en}"
    ),
    "no-pass": Slip(
        "缺少 pass",
        "写至少三句相近、但不应被标出的话",
        "“pass” is missing; write three sentences or more that are close but must not be marked.",
    ),
    "missing": Slip("缺少 {key}", "加上“{key}: ”", "“{key}” is missing; add it."),
    "identity": Slip(
        "id 与文件夹、文件名不一致",
        "写成“id: {expected}”",
        "The id must be the folder and the file name: “id: {expected}”.",
    ),
    "no-such": Slip(
        "没有这个 {key}：“{value}”", "{hint}", "There is no {key} “{value}”; {hint_en}"
    ),
    "no-detector": Slip(
        "没有这种 detector：“{value}”",
        "一般用 term 或 pattern",
        "There is no detector “{value}”; mostly it is term or pattern.",
    ),
    "pattern": Slip(
        "这个模式（pattern）读不懂",
        "看括号是否成对、{{…}} 是不是 words/ 里的词表；不能用 (?=…)、(?!…)、(?<…) 和 \\1",
        "This pattern cannot be read: see whether the brackets are paired and each {{…}} is a list "
        "in words/; (?=…), (?!…), (?<…) and \\1 do not exist here.",
    ),
    "order": Slip(
        "条文的先后不对：先民法典，再专门规定，再行政，最后刑事",
        "把 {article} 移到 {other} 前面",
        "Articles stand in the wrong order (Civil Code, special, administrative, criminal law); "
        "move {article} before {other}.",
    ),
    "criminal": Slip(
        "“{category}”这一类不列刑事条文",
        "删掉 {article}",
        "No criminal law is cited in the category {category}; leave {article} out.",
    ),
    "withdrawn": Slip(
        "不能引用 {article}（{title}）：{reason}",
        "改引 {instead}，或与内容相合的现行条文",
        "{article} ({title_en}) cannot be cited: {reason_en}. Cite {instead}, or a provision in "
        "force that fits.",
    ),
    "unknown-article": Slip(
        "rules/articles 里没有 {article}",
        "{hint}",
        "There is no {article} under rules/articles; {hint_en}",
    ),
    "unknown-question": Slip(
        "没有这个问题：{question}", "{hint}", "No {question} exists; {hint_en}"
    ),
    "private": Slip(
        "“{category}”是私密信息，{question} 只适合普通个人信息",
        "改用 Q_CONSENT：私密信息需要明确同意",
        "{category} is private information, which {question} does not fit; use Q_CONSENT: it needs "
        "express consent.",
    ),
    "verdict": Slip(
        "{key} 里有“{word}”，这是在替法院下结论",
        "改成“可能影响……权”“建议……”",
        "“{word}” in {key} is for a court to say; write “may affect …” or “consider …”.",
    ),
    "certain": Slip(
        "message 说得太死",
        "用“可能”或“建议”",
        "The message is too certain; write “可能” or “建议”.",
    ),
    "certain-en": Slip(
        "message-en 说得太死",
        "用 may 或 consider",
        "message-en is too certain; write “may” or “consider”.",
    ),
    "no-right": Slip(
        "message 没有点明影响的是什么权益",
        "写出其中之一：{rights}",
        "The message does not name the right concerned; name one of: {rights}.",
    ),
    "no-fix": Slip(
        "没有修改办法",
        "写 fix 或 replace；确实没有就用 no-fix 说明原因",
        "There is no way to mend the text; write fix or replace, or say why not with no-fix.",
    ),
    "few": Slip(
        "{key} 只有 {count} 句",
        "至少写 {least} 句",
        "“{key}” has but {count}; write {least} or more.",
    ),
    "far-pass": Slip(
        "这句 pass 和规则不沾边，证明不了什么",
        "换成一句相近的：含有规则要找的词，却不该被标出",
        "This “pass” line has nothing to do with the rule; take one that holds a word the rule "
        "looks for and must not be marked.",
    ),
    "flag-missed": Slip(
        "这句 flag 没有被标出",
        "补上词或句式，或改这句",
        "This “flag” line is not marked; add its words or pattern, or change the line.",
    ),
    "flag-elsewhere": Slip(
        "标出的是“{found}”，不是“{marked}”",
        "改 <<…>> 的位置，或改规则",
        "“{found}” is marked, not “{marked}”; move the <<…>>, or change the rule.",
    ),
    "pass-marked": Slip(
        "这句 pass 被标出了“{found}”",
        "加一条 unless，或把句式写窄些",
        "This “pass” line is marked (“{found}”); add an “unless”, or make the pattern narrower.",
    ),
}


def said(name: str, hint: Hint | None = None, **values: object) -> Slip:
    """Put a slip into words."""
    hints = {"hint": hint.chinese, "hint_en": hint.english} if hint else {}
    words = {"quote": _QUOTE, "quote_en": _QUOTE_EN, **hints, **values}
    slip = SLIPS[name]
    return Slip(*(text.format(**words) for text in (slip.what, slip.remedy, slip.english)))

"""Find people's names and say how to mask them; the same person is masked alike all through."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from shenyan import names
from shenyan.alternation import any_of
from shenyan.detectors import Detector
from shenyan.draft import Draft, Span
from shenyan.names import NameSpan
from shenyan.names.mask import mask_all
from shenyan.names.patterns import words_of
from shenyan.names.tagger import Tagger
from shenyan.normalize import fold_text
from shenyan.rules import Rule, Words

STAGE: Final = 1

_SHOWN: Final = frozenset({"full", "latin", "nick"})
"""Kinds of names that make a finding: 张某 is masked already, and 周老师 names nobody fully."""

_VALUES: Final = frozenset({"phone-number", "account", "id-number", "bank-card", "license-plate"})
"""Numbers, where they are written in characters (伍陆柒), hold what looks like a surname."""

_NOT_LETTERS: Final = re.compile(r"[^\w·]+|_")
_HANDLE: Final = re.compile(r"[@＠][\w·-]*$")
_NEAR: Final = 12
"""No relation of the list is told in more code points."""
_DID_TO_ME: Final = re.compile(
    r"[^\s,，。!！?？:：《]{0,5}?(?:(?:找|跟|向|问)我借|(?:欠|还|打|揍|抢|偷|踹|扇|拉黑|睡|骂|骗|坑)了?我"
    r"(?!的?(?:眼|心|票|流|泪|笑|哭))|[，,:：\s的]?(?:电话|手机号?|微信)号?[是:：]?\s?\d)"
)
"""What a star does to nobody whom they do not know: 马超欠我三千."""
_AFTER_OWN: Final = re.compile(r"$|[^\w·]")


def prepare(rules: Sequence[Rule], words: Words) -> Detector:
    """Load the name tagger, once."""
    tagger = names.load(words)
    surnames = frozenset(words_of(words["surnames"]))
    said = sorted(words_of(words["own-names"]), key=len, reverse=True)
    own = re.compile(rf"(?:{'|'.join(map(re.escape, said))})[ :：]?$")
    relations, roles = (any_of(words_of(words[f"name-private{n}"])) for n in ("", "-roles"))
    known = re.compile(
        rf"(?:[我俺咱](?:的|家)?(?:{relations})|(?<![\u3400-\u9fff])[这那]?[个位]?(?:{roles}))[叫,，:：]?$"
    )

    return _Detector(rules, tagger, own, known, surnames)


class _Detector:
    """The loaded tagger as a detector that can also read many drafts at once."""

    def __init__(
        self,
        rules: Sequence[Rule],
        tagger: Tagger,
        own: re.Pattern[str],
        known: re.Pattern[str],
        surnames: frozenset[str],
    ) -> None:
        self._rules = rules
        self._tagger = tagger
        self._own = own
        self._known = known
        self._surnames = surnames

    def warm(self, texts: Sequence[str]) -> None:
        """Read many texts together, which is faster; their sentences are remembered."""
        self._tagger.find_batch(texts)

    def __call__(self, draft: Draft) -> Iterator[Span]:
        values = [(s.start, s.end) for s in draft.spans if _is_number(s.rule)]
        spans = [
            span
            for span in self._tagger.find_in([draft.folded])[0]
            if span.kind in _SHOWN and not _inside(span, values)
        ]
        said = [_key(draft.source[span.start : span.end]) for span in spans]
        persons = _persons(set(said), self._surnames)
        keys = [persons[name] for name in said]
        masks = mask_all(keys, self._surnames)
        mine = {
            key
            for span, key in zip(spans, keys, strict=True)
            if self._own.search(draft.source, max(0, span.start - 12), span.start)
            and _AFTER_OWN.match(draft.source, span.end)
        }
        # 我邻居张杰 is no star, here and in all the draft.
        private = {
            key
            for span, key in zip(spans, keys, strict=True)
            if span.public and self._is_known(draft.source, span)
        }
        for span, key in zip(spans, keys, strict=True):
            for rule in self._rules:
                yield Span(
                    span.start,
                    span.end,
                    rule,
                    rule.level,
                    mask=masks[key],
                    key=key,
                    public=key not in private and _quiet(span, draft.source),
                    own=key in mine,
                )

    def _is_known(self, source: str, span: NameSpan) -> bool:
        """Tell whether a public person's namesake is meant: the author's own 邻居, 房东, debtor."""
        before = self._known.search(source, max(0, span.start - _NEAR), span.start)
        return before is not None or _DID_TO_ME.match(source, span.end) is not None


def _is_number(rule: Rule) -> bool:
    return rule.category in _VALUES and rule.detector != "mention"


def _inside(span: NameSpan, values: Sequence[tuple[int, int]]) -> bool:
    return any(a <= span.start and span.end <= b for a, b in values)


def _quiet(span: NameSpan, source: str) -> bool:
    """Tell whether a name stays `info` whatever stands beside it.

    Public people do, and nicknames, and names in an @handle, which its owner chose to show.
    """
    in_handle = _HANDLE.search(source, max(0, span.start - 20), span.start) is not None
    return span.public or span.kind == "nick" or in_handle


def _key(text: str) -> str:
    """One person is one key, with separators inside the name or not, traditional or simplified."""
    return _NOT_LETTERS.sub("", fold_text(text))


def _persons(said: Collection[str], surnames: Collection[str]) -> dict[str, str]:
    """Give each name its person: a given name (志强) is the one full name (刘志强) ending in it."""
    owners: dict[str, list[str]] = defaultdict(list)
    for name in said:
        for given in (name[1:], name[2:]):
            if given in said and name.removesuffix(given) in surnames:
                owners[given].append(name)
    return {name: owners[name][0] if len(owners[name]) == 1 else name for name in said}

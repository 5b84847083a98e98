"""What is remembered between drafts: places behind keyed digests, for minutes, and no text."""

from __future__ import annotations

import gc
from random import SystemRandom

from shenyan import Linter
from shenyan.memory import Memory


def test_places_are_kept_behind_digests_that_differ_from_process_to_process() -> None:
    one, other = Memory[int](), Memory[int]()
    for memory in (one, other):
        memory.keep("黄雨桐就是个贱人", 3)
    assert one.recall("黄雨桐就是个贱人") == other.recall("黄雨桐就是个贱人") == 3
    assert one.recall("黄雨桐就是个贱人。") is None
    assert {len(digest) for digest in one._found} == {16}
    assert one._found.keys().isdisjoint(other._found)


def test_what_is_new_is_read_once() -> None:
    memory = Memory[int]()
    reads = iter((1, 2))
    assert memory.remember("你好", lambda: next(reads)) == 1
    assert memory.remember("你好", lambda: next(reads)) == 1
    assert memory.remember("再见", lambda: next(reads)) == 2


def test_rows_of_what_is_new_are_read_at_once() -> None:
    memory = Memory[int]()
    memory.keep("三", 3)
    rows: list[tuple[int, int]] = []

    def read(low: int, high: int) -> list[int]:
        rows.append((low, high))
        return list(range(low + 1, high + 1))

    for _ in range(2):
        assert memory.remember_all(["一", "二", "三", "四"], read) == [1, 2, 3, 4]
    assert rows == [(0, 2), (3, 4)]
    assert memory.remember_all([], read) == []


def test_forgetting_takes_the_key_too() -> None:
    memory = Memory[int](silence=0.01)
    memory.keep("你好", 1)
    key, timer = memory._secret.key, memory._timer
    while timer is not None:
        timer.join()
        timer = memory._timer
    assert len(memory) == 0
    assert memory._secret.key != key


def test_lone_surrogates_are_remembered_too() -> None:
    memory = Memory[int]()
    memory.keep("\ud83d", 1)
    assert memory.recall("\ud83d") == 1


def test_no_piece_of_a_draft_is_left_in_the_process(linter: Linter) -> None:
    drawn = SystemRandom()
    backwards = [
        "".join(drawn.choices("abcdefghijklmnopqrstuvwxyz", k=12)),
        "".join(drawn.choices("0123456789", k=9)) + "31",
        "".join(drawn.choices("赵钱孙李周吴郑王冯陈褚卫", k=9)),
    ]
    _lint(linter, backwards)
    gc.collect()
    texts = [one for held in gc.get_objects() for one in gc.get_referents(held) if _is_text(one)]
    for piece in backwards:
        assert not any(text.find(piece[::-1]) >= 0 for text in texts)


def _lint(linter: Linter, backwards: list[str]) -> None:
    latin, phone, han = (piece[::-1] for piece in backwards)
    draft = (
        f"{han}就是个贱人，微信{latin}，电话{phone}，\u200b@{latin} 人肉他！https://{latin}.com/"
    )
    assert len(linter.lint(draft).findings) > 2


def _is_text(value: object) -> bool:
    return type(value) is str

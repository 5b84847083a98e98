"""The scoreboard counts right, says what is wrong with a file, and says the same thing twice."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from shenyan.bench.external import find_external, read_identifiers, read_labels
from shenyan.bench.fence import FencedError, fenced
from shenyan.bench.figures import alarm_figures, category_figures, label_figures
from shenyan.bench.leaks import LeakError, leak_notes, refuse_leaks
from shenyan.bench.peers import PeerError, load_peers, modules
from shenyan.bench.score import Hit, Judged, judge, judge_label
from shenyan.bench.sets import ALL, Mark, Row, SetError, read_drafts
from shenyan.cli import main
from shenyan.linter import Linter

PHONE = Mark(2, 13, "phone-number", "error")
NAME = Mark(0, 2, "person-name", "info")


def row(*marks: Mark) -> Row:
    return Row("r1", "小周13800001234在此", marks)


def span(category: str = "insult", level: str = "warning") -> dict[str, Any]:
    return {"start": 0, "end": 2, "category": category, "level": level}


def draft(id_: str, text: str, *spans: dict[str, Any]) -> str:
    return json.dumps({"id": id_, "text": text, "spans": list(spans)}, ensure_ascii=False)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def cell(judged: Judged, category: str) -> tuple[int, ...]:
    c = judged.cells[category]
    return c.marks, c.found, c.exact, c.touched, c.right


@pytest.mark.parametrize(
    ("marks", "hits", "counts"),
    [
        ([PHONE], [Hit(2, 13, "phone-number")], (1, 1, 1, 1, 1)),
        ([PHONE], [Hit(3, 13, "phone-number")], (1, 1, 0, 1, 1)),
        ([PHONE], [Hit(2, 5, "phone-number"), Hit(8, 13, "phone-number")], (1, 2, 0, 1, 2)),
        ([PHONE], [Hit(13, 15, "phone-number")], (1, 1, 0, 0, 0)),
        ([PHONE], [Hit(2, 13, "account")], (1, 0, 0, 0, 0)),
        ([PHONE], [], (1, 0, 0, 0, 0)),
        ([], [Hit(2, 13, "phone-number")], (0, 1, 0, 0, 0)),
    ],
)
def test_a_finding_is_right_if_it_overlaps_a_mark_of_its_category(
    marks: list[Mark], hits: list[Hit], counts: tuple[int, ...]
) -> None:
    assert cell(judge(row(*marks), hits, ALL), "phone-number") == counts


def test_an_optional_mark_is_neither_a_miss_nor_a_false_alarm() -> None:
    optional = Mark(0, 2, "person-name", "info", optional=True)
    for hits in ([], [Hit(0, 2, "person-name", "info")]):
        judged = judge(row(optional), hits, ALL)
        assert cell(judged, "person-name") == (0, 0, 0, 0, 0)
        assert judged.misses == ()
    loud = judge(row(optional), [Hit(0, 2, "person-name", "error")], ALL)
    assert (loud.alarm.shown, loud.alarm.right, loud.alarm.startled) == (1, 0, 1)


def test_a_finding_of_an_equivalent_category_counts_for_the_mark() -> None:
    wechat = Mark(2, 13, "account", also=frozenset({"phone-number"}))
    judged = judge(row(wechat), [Hit(2, 13, "phone-number")], ALL)
    assert cell(judged, "account") == (1, 1, 1, 1, 1)
    assert cell(judged, "phone-number") == (0, 0, 0, 0, 0)


def test_a_quiet_mark_shown_as_a_warning_is_a_wrong_warning() -> None:
    judged = judge(row(NAME), [Hit(0, 2, "person-name", "warning")], ALL)
    assert (judged.alarm.shown, judged.alarm.right, judged.alarm.startled) == (1, 0, 1)
    assert (judged.alarm.levels, judged.alarm.agreeing) == (1, 0)


def test_a_post_that_asks_for_a_warning_is_not_a_calm_one() -> None:
    judged = judge(row(PHONE), [Hit(0, 2, "insult", "warning")], ALL)
    assert (judged.alarm.calm, judged.alarm.startled, judged.alarm.right) == (0, 0, 0)


def test_misses_say_what_was_missed_and_which_rule_was_wrong() -> None:
    judged = judge(row(PHONE), [Hit(0, 2, "insult", "warning", "insult.x")], ALL)
    said = [(m.kind, m.category, m.text, m.source) for m in judged.misses]
    assert said == [
        ("missed", "phone-number", "13800001234", ""),
        ("wrong place", "insult", "小周", "insult.x"),
    ]


def test_figures_are_those_one_computes_by_hand_and_the_same_twice() -> None:
    judged = [
        judge(row(PHONE), [Hit(2, 13, "phone-number")], ALL),
        judge(row(PHONE), [], ALL),
        judge(row(), [Hit(0, 2, "phone-number")], ALL),
    ]
    figures = {f.category: f for f in category_figures(judged)}
    phone = figures["phone-number"]
    assert (phone.precision.value, phone.recall.value, phone.f1.value) == (0.5, 0.5, 0.5)
    assert phone.f1.low <= 0.5 <= phone.f1.high
    assert figures["all"].marks == 2
    assert repr(category_figures(judged)) == repr(category_figures(judged))
    alarms = alarm_figures(judged)
    assert (alarms.shown, alarms.wrong, alarms.calm_posts, alarms.startled_posts) == (2, 1, 1, 1)


def test_document_labels_are_answered_by_abusive_findings_only() -> None:
    answers = [
        judge_label(row(), hits)
        for hits in ([Hit(0, 1, "insult", "info")], [Hit(0, 1, "threat", "error")], [])
    ]
    assert answers == [(True, False), (True, True), (False, False)]
    assert judge_label(row(), [Hit(0, 2, "person-name", "error")]) == (False, False)
    info, warning = label_figures([True, False, True], answers)
    assert (info.precision.value, info.recall.value, info.false_alarms.value) == (0.5, 0.5, 1.0)
    assert (warning.precision.value, warning.recall.value) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not a line of JSON"),
        ("", "not a line of JSON"),
        ("[]", "expected a JSON object"),
        (draft("b", ""), "`text`"),
        (json.dumps({"id": "b", "text": "好"}), "`spans` must be a list"),
        (draft("b", "好"), ""),
        (draft("b", "好", span()), "not inside the text"),
        (draft("b", "好人", span("insults")), "unknown category"),
        (draft("b", "好人", span(level="high")), "unknown level"),
        (draft("b", "好人", span() | {"start": "0"}), "whole numbers"),
        (draft("a", "好人"), "occurs twice"),
    ],
)
def test_a_malformed_line_is_named_by_file_and_line(
    tmp_path: Path, line: str, problem: str
) -> None:
    path = write(tmp_path / "x.jsonl", draft("a", "第一行"), line)
    if not problem:
        assert len(read_drafts(path).rows) == 2
        return
    with pytest.raises(SetError, match=problem) as caught:
        read_drafts(path)
    assert str(caught.value).startswith(f"{path}:2:")


def test_a_set_may_leave_levels_out_but_not_of_some_marks(tmp_path: Path) -> None:
    bare = {key: value for key, value in span().items() if key != "level"}
    without = write(tmp_path / "x.jsonl", draft("a", "好人", bare), draft("b", "好人"))
    assert not read_drafts(without).levelled
    mixed = write(tmp_path / "y.jsonl", draft("a", "好人", bare), draft("b", "好人", span()))
    with pytest.raises(SetError, match=r"y\.jsonl:2: some marks"):
        read_drafts(mixed)


def test_an_empty_set_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("")
    with pytest.raises(SetError, match="empty"):
        read_drafts(tmp_path / "x.jsonl")


def test_a_text_of_a_training_file_is_refused_with_the_ids(tmp_path: Path) -> None:
    gold = read_drafts(write(tmp_path / "x.jsonl", draft("a", "今天 天气\n好"), draft("b", "别的")))
    train = write(tmp_path / "t.jsonl", draft("t7", "今天天气好"))
    with pytest.raises(LeakError, match="a = t7"):
        refuse_leaks([gold], [train])
    refuse_leaks([gold], [write(tmp_path / "u.jsonl", draft("t8", "今天天气好吗"))])


def test_every_leak_is_named_and_noted(tmp_path: Path) -> None:
    gold = read_drafts(write(tmp_path / "x.jsonl", draft("a", "天气好"), draft("b", "别的")))
    first = write(tmp_path / "t.jsonl", draft("t1", "天气 好"))
    second = write(tmp_path / "u.jsonl", draft("u1", "别的"))
    with pytest.raises(LeakError, match=r"a = t1.*b = u1"):
        refuse_leaks([gold], [first, second])
    assert [note.split(";")[0] for note in leak_notes([gold], tmp_path)] == [
        "x: 1 of 2 texts are also in t",
        "x: 1 of 2 texts are also in u",
    ]


def test_identifiers_of_the_other_set_become_our_categories(tmp_path: Path) -> None:
    spans = [[0, 2, "QQ"], [2, 4, "COURIER"], [4, 6, "WECHAT"]]
    line = json.dumps({"text": "一二三四五六", "spans": spans})
    bad = json.dumps({"text": "一二三", "spans": [[0, 3, "IDCARD"]], "checksum": False})
    gold = read_identifiers(write(tmp_path / "dev.jsonl", line, bad))
    assert [(m.start, m.category, sorted(m.also)) for m in gold.rows[0].marks] == [
        (0, "account", []),
        (4, "account", ["phone-number"]),
    ]
    assert [m.optional for m in gold.rows[1].marks] == [True]
    wrong = write(tmp_path / "w.jsonl", json.dumps({"text": "一二", "spans": [[0, 2, "FAX"]]}))
    with pytest.raises(SetError, match="unknown span type 'FAX'"):
        read_identifiers(wrong)


def test_a_folder_of_external_sets_is_read_whole(tmp_path: Path) -> None:
    for name in ("names", "identifiers", "abuse"):
        (tmp_path / name).mkdir()
    write(tmp_path / "names" / "n_dev.jsonl", json.dumps({"text": "周宁来了", "spans": [[0, 2]]}))
    write(tmp_path / "identifiers" / "dev.jsonl", json.dumps({"text": "无", "spans": []}))
    labels = write(tmp_path / "abuse" / "a_dev.jsonl", json.dumps({"text": "嗯", "label": 1}))
    names = [gold.name for gold in find_external(tmp_path)]
    assert names == ["names/n_dev", "identifiers/dev", "abuse/a_dev"]
    assert [row.label for row in read_labels(labels).rows] == [True]
    write(labels, json.dumps({"text": "嗯", "label": "yes"}))
    with pytest.raises(SetError, match="`label` must be 0 or 1"):
        find_external(tmp_path)


def test_the_fence_refuses_the_world_and_notes_it_but_lets_loopback_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, fenced() as tried:
        socket.create_connection(server.getsockname()).close()
        with pytest.raises(FencedError, match=r"example\.org"):
            socket.create_connection(("example.org", 443))
        with socket.socket() as client, pytest.raises(FencedError):
            client.connect(("192.0.2.1", 443))
    assert tried == ["example.org", "192.0.2.1"]


def test_every_peer_is_there_or_says_how_to_get_it(tmp_path: Path) -> None:
    class Absent:
        NAME = "absent"
        NEEDS = "pip install absent"
        CATEGORIES = frozenset({"insult"})
        IN_PROCESS = True

        @staticmethod
        def load() -> Any:
            raise PeerError("no Node")

    peers, notes = load_peers([Absent()])
    assert peers == []
    assert notes == ["absent is not on this board (no Node); pip install absent"]
    assert len({module.NAME for module in modules()}) == 7


def test_a_peer_marks_the_very_characters() -> None:
    wanted = {"phonenumbers", "word list"}
    peers, _ = load_peers(module for module in modules() if module.NAME in wanted)
    runs = {peer.name: peer.run for peer in peers}
    (phone,) = runs["phonenumbers"]("😀电话13800001234谢谢")
    assert (phone.start, phone.end) == (3, 14)
    assert runs["word list"]("今天天气好") == []


@pytest.fixture(autouse=True)
def _one_linter(monkeypatch: pytest.MonkeyPatch, linter: Linter) -> None:
    """The command would load the language model each time it is called."""
    monkeypatch.setattr("shenyan.bench.run.Linter", lambda: linter)


def bench(*arguments: str | Path) -> int:
    return main(["bench", *map(str, arguments)])


def figures_of(path: Path) -> dict[str, Any]:
    board: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {c["category"]: c for c in board["sets"][0]["systems"][0]["categories"]}


def board(tmp_path: Path, *lines: str, more: Sequence[str | Path] = ()) -> tuple[int, Path]:
    gold, out = write(tmp_path / "g.jsonl", *lines), tmp_path / "out.json"
    return bench("--drafts", gold, "--json", out, *more), out


PHONES = (
    draft("a", "找他13800001234", span("phone-number", "error") | {"start": 2, "end": 13}),
    draft("b", "今天天气好"),
)


def test_the_command_prints_the_same_board_twice_and_swapped_labels_change_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = board(tmp_path, *PHONES)
    first, printed = out.read_text(encoding="utf-8"), capsys.readouterr().out
    assert status == 0
    assert figures_of(out)["phone-number"]["f1"]["value"] == 1.0
    board(tmp_path, *PHONES)
    assert out.read_text(encoding="utf-8") == first
    assert capsys.readouterr().out == printed
    board(tmp_path, PHONES[0].replace("phone-number", "bank-card"), PHONES[1])
    assert figures_of(out)["phone-number"]["precision"]["value"] == 0.0
    assert figures_of(out)["bank-card"]["recall"]["value"] == 0.0


def test_the_command_writes_a_page_with_digest_and_misses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    missed = draft("c", "天气好极了", span("threat", "error"))
    board(tmp_path, *PHONES, missed, more=["--write", page, "--misses"])
    text = page.read_text(encoding="utf-8")
    assert read_drafts(tmp_path / "g.jsonl").sha256 in text
    assert "1 missed" in text
    assert "天气好极了" not in text
    assert "c: missed threat/error “天气” in “天气好极了”" in capsys.readouterr().out


def test_a_fall_under_the_recorded_figure_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = board(tmp_path, *PHONES)
    recorded = tmp_path / "recorded.json"
    recorded.write_text(out.read_text(encoding="utf-8"), encoding="utf-8")
    assert board(tmp_path, *PHONES, more=["--check", recorded])[0] == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    for figures in data["sets"][0]["systems"][0]["categories"]:
        if figures["category"] == "threat":
            figures["f1"]["value"] = 0.5
    recorded.write_text(json.dumps(data), encoding="utf-8")
    assert board(tmp_path, *PHONES, more=["--check", recorded])[0] == 1
    assert "threat fell from 0.500 to 0.000" in capsys.readouterr().err
    changed = (PHONES[0], draft("b", "今天天气很好"))
    assert board(tmp_path, *changed, more=["--check", recorded])[0] == 1
    assert "not the one" in capsys.readouterr().err


def test_what_may_not_be_scored_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train = write(tmp_path / "t.jsonl", draft("t1", "今天天气好"))
    assert board(tmp_path, *PHONES, more=["--train", train])[0] == 2
    assert "b = t1" in capsys.readouterr().err
    assert board(tmp_path, "{")[0] == 2
    assert "g.jsonl:1:" in capsys.readouterr().err
    assert bench("--drafts", tmp_path / "absent.jsonl") == 2
    recorded = write(tmp_path / "recorded.json", "[]")
    assert board(tmp_path, *PHONES, more=["--check", recorded])[0] == 2
    assert "recorded.json" in capsys.readouterr().err

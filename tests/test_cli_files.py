"""Files on the command line: backups, several at once, their names, and what goes where."""

from __future__ import annotations

import io
import json
import stat
import sys

import pytest

from shell import Shell
from shenyan.documents import Document
from shenyan.sarif import _artifact

CALL = "有没有人认识他？人肉他！"
NUMBER = "刘志强手机13912345678"


def test_standard_input_is_never_changed_in_place(shell: Shell) -> None:
    notes = shell.folder / "stdin"
    notes.write_text("precious", encoding="utf-8")
    assert shell.run("lint", "--fix", "--in-place", "-", stdin=NUMBER) == 2
    assert "--in-place" in shell.err
    assert notes.read_text(encoding="utf-8") == "precious"
    assert list(shell.folder.iterdir()) == [notes]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_a_backup_is_read_by_nobody_who_could_not_read_the_draft(shell: Shell, mode: int) -> None:
    file = shell.folder / "x.txt"
    file.write_text(NUMBER, encoding="utf-8")
    file.chmod(mode)
    assert shell.run("lint", "--fix", "--in-place", "x.txt") == 1
    backup = shell.folder / "x.txt.bak"
    assert backup.read_text(encoding="utf-8") == NUMBER
    assert not stat.S_IMODE(backup.stat().st_mode) & ~mode
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.fixture
def three(shell: Shell) -> Shell:
    """A folder with two drafts; a third is asked for between them."""
    for name in ("a.txt", "c.txt"):
        (shell.folder / name).write_text(CALL, encoding="utf-8")
    return shell


THREE = ("lint", "a.txt", "missing.txt", "c.txt")


def test_a_missing_file_hides_no_other(three: Shell) -> None:
    assert three.run(*THREE) == 2
    assert "missing.txt" in three.err
    assert "a.txt:1:9" in three.out
    assert "c.txt:1:9" in three.out
    assert "没能检查的文件：1" in three.out


def test_a_missing_file_hides_no_other_in_json(three: Shell) -> None:
    reports = three.json(*THREE, "--format", "json")["reports"]
    assert [report["file"] for report in reports] == ["a.txt", "c.txt"]
    assert three.run("lint", "a.txt", "missing.txt", "--format", "json") == 2
    assert len(json.loads(three.out)["reports"]) == 1


def test_a_missing_file_hides_no_other_in_sarif(three: Shell) -> None:
    (run,) = three.json(*THREE, "--format", "sarif")["runs"]
    assert len(run["results"]) == 2


def test_of_missing_files_alone_nothing_is_said_to_be_fine(shell: Shell) -> None:
    assert shell.run("lint", "missing.txt") == 2
    assert "没有发现" not in shell.out
    assert shell.run("lint", "missing.txt", "--format", "json") == 2
    assert not shell.out


def test_an_old_backup_stops_only_its_own_file(shell: Shell) -> None:
    for name in ("a.txt", "c.txt"):
        (shell.folder / name).write_text(NUMBER, encoding="utf-8")
    (shell.folder / "a.txt.bak").write_text("old", encoding="utf-8")
    assert shell.run("lint", "--fix", "--in-place", "a.txt", "c.txt") == 2
    assert "a.txt.bak" in shell.err
    assert "move it away" in shell.err
    assert (shell.folder / "a.txt").read_text(encoding="utf-8") == NUMBER
    assert (shell.folder / "a.txt.bak").read_text(encoding="utf-8") == "old"
    assert "13912345678" not in (shell.folder / "c.txt").read_text(encoding="utf-8")


def test_a_masked_copy_is_utf_8_on_any_console(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert shell.run("lint", "--fix", stdin=f"😂{NUMBER}\r\n好\n") == 1
    text = narrow.buffer.getvalue().decode("utf-8")
    assert text == "😂刘某某手机139****5678\r\n好\n"


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a/b.txt", "a/b.txt"),
        ("中 文?.txt", "%E4%B8%AD%20%E6%96%87%3F.txt"),
        ("a:b#%.txt", "a%3Ab%23%25.txt"),
        ("/a b.txt", "file:///a%20b.txt"),
    ],
)
def test_sarif_names_files_by_uris(name: str, uri: str) -> None:
    if name.startswith("/") and sys.platform == "win32":
        pytest.skip("not absolute there")
    assert _artifact(Document(name, "", "utf-8")) == {"uri": uri}


def test_sarif_speaks_english_on_request(three: Shell) -> None:
    log = three.json("lint", "a.txt", "--format", "sarif", "--language", "en")
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["reputation.doxxing-call"]["shortDescription"]["text"].isascii()


def test_a_file_name_cannot_drive_the_terminal(shell: Shell) -> None:
    name = "evil\x1b[31m.txt"
    (shell.folder / name).write_text(CALL, encoding="utf-8")
    assert shell.run("lint", name, name + "x") == 2
    assert "evil·[31m.txt:1:9" in shell.out
    (shell.folder / name).write_bytes(b"\xff\xfe\x00\xd8")
    assert shell.run("lint", name) == 2
    assert "\x1b" not in shell.out + shell.err


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    "line", ["x", DEEP, '{"id": NaN, "text": "好"}', '{"id": [1e999], "text": "好"}']
)
def test_a_line_that_is_no_post_has_its_own_number(shell: Shell, line: str) -> None:
    assert shell.run("lint", "--jsonl", stdin=f'{{"text": "好"}}\n\n\n\n{line}') == 2
    assert "stdin:5:" in shell.err
    assert len(shell.out.splitlines()) == 1


def test_a_bad_line_ends_only_its_own_file(shell: Shell) -> None:
    (shell.folder / "a.jsonl").write_text("x", encoding="utf-8")
    (shell.folder / "b.jsonl").write_text('{"id": 7, "text": "好"}', encoding="utf-8")
    assert shell.run("lint", "--jsonl", "a.jsonl", "b.jsonl") == 2
    assert json.loads(shell.out)["id"] == 7


@pytest.mark.parametrize(
    "options",
    [
        ["--jsonl", "--fix"],
        ["--jsonl", "--format", "sarif"],
        ["--fix", "--format", "json"],
    ],
)
def test_options_that_would_be_ignored_are_refused(shell: Shell, options: list[str]) -> None:
    assert shell.run("lint", *options, stdin='{"text": "好"}') == 2
    assert options[0] in shell.err


def test_a_closed_standard_input_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shell.io.TextIOWrapper", lambda *_, **__: None)
    assert shell.run("lint") == 2
    assert "standard input is closed" in shell.err


def test_an_empty_file_name_is_told(shell: Shell) -> None:
    assert shell.run("lint", "") == 2
    assert "empty" in shell.err

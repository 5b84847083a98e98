"""The command line: exit codes, formats, settings, and the caret under wide characters."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from wcwidth import wcswidth

from shell import Shell, own_rule
from shenyan import cli
from shenyan.terminal import marked_line, visible

CALL = "有没有人认识他？人肉他！"
CALM = "今天天气真好"
PACKAGE = Path(cli.__file__).parents[1]


def test_an_error_finding_makes_the_exit_status_one(shell: Shell) -> None:
    assert shell.run("lint", stdin=CALL) == 1
    assert "人肉他" in shell.out
    assert "《民法典》第一千零三十四条" in shell.out


def test_a_calm_draft_is_fine(shell: Shell) -> None:
    assert shell.run("lint", stdin=CALM) == 0
    assert shell.run("lint", "--format", "jsonl", stdin=CALM) == 0


@pytest.mark.parametrize(
    "argv",
    [
        ["lint", "no-such-file"],
        ["lint", "--in-place"],
        ["lint", "--format", "xml"],
        ["nonsense"],
        [],
        ["scan", "no-such-file", "--out", "out"],
    ],
)
def test_wrong_use_gives_two_and_says_why(shell: Shell, argv: list[str]) -> None:
    assert shell.run(*argv) == 2
    assert "shenyan" in shell.err
    assert "Traceback" not in shell.err


def test_a_file_is_named_with_line_and_column(shell: Shell) -> None:
    (shell.folder / "稿.txt").write_text(f"第一行\n😀{CALL}", encoding="utf-8")
    assert shell.run("lint", "稿.txt") == 1
    assert "稿.txt:2:10" in shell.out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_of_chinese_editors_are_read(shell: Shell, encoding: str) -> None:
    (shell.folder / "x.txt").write_text(CALL, encoding=encoding)
    assert shell.json("lint", "x.txt", "--format", "json")["findings"][0]["start"] == 8


def test_a_binary_file_is_refused(shell: Shell) -> None:
    assert shell.run("lint", stdin=b"\xff\xfe\x00\xd8") == 2
    assert "UTF-8" in shell.err


def test_json_is_what_the_server_would_answer(shell: Shell) -> None:
    reply = shell.json("lint", "--format", "json", stdin="😀" + CALL)
    assert reply["offset_unit"] == "codepoint"
    assert [finding["text"] for finding in reply["findings"]] == ["人肉他"]
    assert reply["findings"][0]["start"] == 9
    assert set(reply["articles"]) == set(reply["findings"][0]["articles"])


def test_several_files_give_several_reports(shell: Shell) -> None:
    for name, text in (("a.txt", CALL), ("b.txt", CALM)):
        (shell.folder / name).write_text(text, encoding="utf-8")
    reports = shell.json("lint", "a.txt", "b.txt", "--format", "json")["reports"]
    assert [(r["file"], len(r["findings"])) for r in reports] == [("a.txt", 1), ("b.txt", 0)]


def test_json_lines_go_in_and_out_in_order(shell: Shell) -> None:
    posts = [{"id": 1, "text": CALM}, {"id": "二", "text": CALL}, {"id": None, "text": "\ud83d"}]
    status = shell.run("lint", "--jsonl", stdin="\n".join(map(json.dumps, posts)))
    lines = [json.loads(line) for line in shell.out.splitlines()]
    assert status == 1
    assert [line["id"] for line in lines] == [1, "二", None]
    assert [len(line["findings"]) for line in lines] == [0, 1, 0]


@pytest.mark.parametrize("line", ["x", "[]", '{"id": 1}', '{"text": 3}'])
def test_a_line_that_is_no_post_is_named_but_not_repeated(shell: Shell, line: str) -> None:
    assert shell.run("lint", "--jsonl", stdin=f'{{"id": 0, "text": "好"}}\n{line}') == 2
    assert "stdin:2" in shell.err
    assert line not in shell.err.splitlines()


def test_sarif_says_where_and_what(shell: Shell) -> None:
    (shell.folder / "a.txt").write_text(f"好\n{CALL}", encoding="utf-8")
    log = shell.json("lint", "a.txt", "--format", "sarif")
    (run,) = log["runs"]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert log["version"] == "2.1.0"
    assert result["level"] == "error"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [region[k] for k in ("startLine", "startColumn", "endLine", "endColumn")] == [
        2,
        9,
        2,
        12,
    ]


def test_a_masked_copy_goes_to_standard_output(shell: Shell) -> None:
    own_rule(shell.folder, "warning", "replace:\n  - 某项目\n")
    assert shell.run("lint", "--fix", stdin="a\r\n青鸟😀\n") == 0
    assert shell.out == "a\r\n某项目😀\n"


def test_a_file_is_changed_only_when_asked_and_with_a_backup(shell: Shell) -> None:
    own_rule(shell.folder, "error", "replace:\n  - 某项目\n")
    file, backup = shell.folder / "x.txt", shell.folder / "x.txt.bak"
    file.write_bytes("青鸟\r\n".encode("gb18030"))
    shell.run("lint", "--fix", "x.txt")
    assert file.read_bytes() == "青鸟\r\n".encode("gb18030")
    assert shell.run("lint", "--fix", "--in-place", "x.txt") == 1
    assert file.read_bytes() == "某项目\r\n".encode("gb18030")
    assert backup.read_bytes() == "青鸟\r\n".encode("gb18030")
    file.write_text("青鸟", encoding="utf-8")
    assert shell.run("lint", "--fix", "--in-place", "x.txt") == 2, "an older backup stays"
    assert backup.read_bytes() == "青鸟\r\n".encode("gb18030")


@pytest.mark.parametrize(
    ("settings", "status", "count"),
    [
        ('off = ["reputation.doxxing-call"]', 1, 1),  # the model of wordings has a rule of its own
        ('off = ["reputation.doxxing-call", "reputation.worded-call"]', 0, 0),
        ('levels = {"reputation.doxxing-call" = "info"}', 0, 1),
        ('allow = ["人肉他"]', 0, 0),
        ("", 1, 1),
    ],
)
def test_a_project_has_its_own_settings(
    shell: Shell, settings: str, status: int, count: int
) -> None:
    (shell.folder / "pyproject.toml").write_text(f"[tool.shenyan]\n{settings}\n", encoding="utf-8")
    assert shell.run("lint", "--format", "json", stdin=CALL) == status
    assert len(json.loads(shell.out)["findings"]) == count


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ("of = []", "off"),
        ('off = ["reputation.doxing-call"]', "reputation.doxxing-call"),
        ('off = "x"', "off = "),
        ('rules = ["nowhere"]', "nowhere"),
        ('levels = {"reputation.doxxing-call" = "high"}', "warning"),
        ("off = [", "TOML"),
    ],
)
def test_broken_settings_are_named_with_the_remedy(shell: Shell, settings: str, hint: str) -> None:
    (shell.folder / ".shenyan.toml").write_text(settings, encoding="utf-8")
    assert shell.run("lint", stdin=CALL) == 2
    assert ".shenyan.toml" in shell.err
    assert hint in shell.err


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("有人 ", "，谁"),
        ("\t😀👨‍👩‍👧", "尾"),
        ("ｗｉｄｅ １３９", ""),
        ("前一行\n中", "后\n下一行"),
        ("长" * 500, "长" * 500),
        ("e\u0301\u200b", ""),
    ],
)
def test_the_caret_stands_right_under_the_span(before: str, after: str) -> None:
    text = f"{before}张三😀{after}"
    start = len(before)
    line, caret = marked_line(text, start, start + 3, 80)
    place = line.index("张三😀")
    assert wcswidth(line[:place]) == len(caret) - len(caret.lstrip())
    assert caret.count("^") == 6
    assert "\n" not in line
    assert wcswidth(line) <= 80


def test_a_draft_cannot_drive_the_terminal() -> None:
    assert visible("\x1b[31m红\u202e\x07\x9b") == "·[31m红···"


def test_colours_are_given_on_request_only(shell: Shell) -> None:
    shell.run("lint", stdin=CALL)
    assert "\x1b[" not in shell.out
    shell.run("lint", "--color", "always", stdin=CALL)
    assert "\x1b[" in shell.out


def test_a_broken_rule_is_named(shell: Shell) -> None:
    own_rule(shell.folder, "warning", "nonsense: 1\n")
    assert shell.run("rules", str(shell.folder / "own")) != 0
    assert "codename.yml" in shell.out + shell.err


def test_help_loads_no_linter() -> None:
    code = "import sys; from shenyan.cli import parser; parser(); print('flask' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
    )
    assert done.stdout.strip() == b"False"


def test_json_output_survives_a_console_of_another_encoding(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shenyan", "lint", "--format", "jsonl"],
        input=CALL.encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONIOENCODING": "ascii"},
    )
    assert json.loads(io.BytesIO(done.stdout).read().decode())["findings"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lint", {"lint", "lint-image"}),
        ("lint --form", {"--format"}),
        ("lint --format js", {"json", "jsonl"}),
        ("lint --platform w", {"weibo"}),
        ("completion z", {"zsh"}),
        ("--v", {"--version"}),
    ],
)
def test_a_shell_completes_what_is_typed(shell: Shell, typed: str, offered: set[str]) -> None:
    assert shell.run("completion", "bash") == 0
    last = len(typed.split())
    script = f"{shell.out}\nCOMP_WORDS=(shenyan {typed}); COMP_CWORD={last}; _shenyan\n"
    ask = 'printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "-c", script + ask], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == offered


def test_a_shell_leaves_the_names_of_files_to_itself(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a b.txt").touch()
    assert shell.run("completion", "bash") == 0
    script = f"{shell.out}\nIFS=:; COMP_WORDS=(shenyan lint a); COMP_CWORD=2; _shenyan\n"
    ask = 'printf "%s." "${#COMPREPLY[@]}"; complete -p shenyan'
    command = ["bash", "-c", script + ask]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.startswith("0."), "it would cut a name at its space"
    assert "-o default" in done.stdout


@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_other_shells_are_served_too(shell: Shell, name: str) -> None:
    assert shell.run("completion", name) == 0
    assert "--format" in shell.out or "-l format -x" in shell.out
    assert "text json" in shell.out


def test_a_token_is_new_each_time_and_long(shell: Shell) -> None:
    tokens = {shell.out for _ in range(2) if shell.run("token") == 0}
    assert len(tokens) == 2
    assert all(len(token.strip()) >= 40 for token in tokens)

"""What a team decides for itself: rules that are off, levels and words of one's own, own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from shell import Shell, own_rule
from shenyan import Linter, rule_checks
from shenyan.rules import rules_dir
from shenyan.settings import Settings

BOTH = "张伟是傻逼，手机13800001111"
ILL = "刘志强得了艾滋病"
NOTHING = ["", "\u200b", "\ufe0f", "\u00ad"]
"""Words of which nothing is left when they are folded."""


def levels(linter: Linter, text: str) -> dict[str, str]:
    return {f.rule: f.level for f in linter.lint(text).findings}


@pytest.fixture(scope="module")
def nameless() -> Linter:
    """A linter of a team that is tired of hints about names."""
    return Linter(settings=Settings(off=("privacy.person-name",)))


@pytest.fixture(scope="module")
def softer() -> Linter:
    """A linter of a team that takes some words less seriously, and a hint more so."""
    chosen = {"insult.intelligence": "info", "privacy.mention": "warning"}
    return Linter(settings=Settings(levels=chosen))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", NOTHING)
def test_an_empty_allowed_word_silences_nothing(linter: Linter, word: str) -> None:
    assert linter.lint(BOTH, allow=[word]) == linter.lint(BOTH)


def test_empty_allowed_words_of_the_settings_silence_nothing(linter: Linter) -> None:
    allowing = Linter(settings=Settings(allow=tuple(NOTHING)))
    assert allowing.lint(BOTH) == linter.lint(BOTH)


@pytest.mark.parametrize("text", [BOTH, ILL, "刘志强，大家去人肉他", "他叫张伟，QQ 2849017735"])
def test_names_that_are_off_take_no_other_finding_along(
    linter: Linter, nameless: Linter, text: str
) -> None:
    usual = levels(linter, text)
    assert usual.pop("privacy.person-name") == "error"
    assert levels(nameless, text) == usual


def test_related_findings_are_told_ones(nameless: Linter) -> None:
    findings = nameless.lint(BOTH + "，QQ 2849017735").findings
    told = {finding.id for finding in findings}
    assert findings
    assert all(set(finding.related) <= told for finding in findings)


def test_a_number_that_is_off_raises_no_name() -> None:
    quiet = Linter(settings=Settings(off=("privacy.phone-number",)))
    assert levels(quiet, "张伟，手机13800001111") == {"privacy.person-name": "info"}


def test_a_rule_that_is_off_hides_no_other_of_its_category(tmp_path: Path) -> None:
    own_rule(tmp_path, "warning", "no-fix: 无\n", terms=("青鸟计划",))
    other = (tmp_path / "own/team/codename.yml").read_text(encoding="utf-8")
    other = other.replace("codename", "bird").replace("青鸟计划", "青鸟")
    (tmp_path / "own/team/bird.yml").write_text(other, encoding="utf-8")
    own = (tmp_path / "own",)
    both = Linter(settings=Settings(rules=own))
    quiet = Linter(settings=Settings(rules=own, off=("team.codename",)))
    assert levels(both, "青鸟计划") == {"team.codename": "warning"}
    assert levels(quiet, "青鸟计划") == {"team.bird": "warning"}


@pytest.mark.parametrize("text", ["你是傻逼", "张伟是傻逼", "真的是个傻逼，你说呢"])
def test_a_hint_of_the_settings_stays_a_hint(linter: Linter, softer: Linter, text: str) -> None:
    assert levels(linter, text)["insult.intelligence"] != "info"
    assert levels(softer, text)["insult.intelligence"] == "info"


def test_a_level_of_the_settings_may_be_higher(linter: Linter, softer: Linter) -> None:
    text = "和@小鱼爱吃糖 一起吃饭"
    assert levels(linter, text) == {"privacy.mention": "info"}
    assert levels(softer, text) == {"privacy.mention": "warning"}


def test_what_context_softened_stays_as_soft() -> None:
    strict = Linter(settings=Settings(levels={"insult.intelligence": "error"}))
    text = "他骂我“傻逼”，我很难过"
    assert levels(strict, text).get("insult.intelligence", "info") == "info"


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        (".shenyan.toml", '[levels]\nprivacy.mention = "info"', '"privacy.mention" = "info"'),
        (".shenyan.toml", 'levels = {"privacy.mention" = ["info"]}', "warning"),
        (".shenyan.toml", "[tool.shenyan]\noff = []", "pyproject.toml"),
        ("pyproject.toml", "tool = 5", "tool"),
        ("pyproject.toml", "[tool]\nshenyan = 5", "[tool.shenyan]"),
    ],
)
def test_a_mistake_in_the_settings_is_told_in_words(
    shell: Shell, name: str, text: str, hint: str
) -> None:
    (shell.folder / name).write_text(text, encoding="utf-8")
    assert shell.run("lint", stdin=BOTH) == 2
    assert name in shell.err
    assert hint in shell.err


def test_settings_that_notepad_wrote_are_read(shell: Shell) -> None:
    (shell.folder / ".shenyan.toml").write_text('allow = ["人肉他"]', encoding="utf-8-sig")
    assert shell.run("lint", stdin="有没有人认识他？人肉他！") == 0


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("detector: term", "detector: phon", "phon"),
        ("civil-code-1034", "civil-code-9999", "civil-code-9999"),
        ("detector: term", "exemptions:\n  - Q_NONE\ndetector: term", "Q_NONE"),
        ("terms:\n  - 青鸟", "patterns:\n  - 青(鸟", "青(鸟"),
    ],
)
def test_an_own_rule_that_cannot_work_stops_the_start_and_says_where(
    shell: Shell, right: str, wrong: str, told: str
) -> None:
    own_rule(shell.folder, "warning", "no-fix: 无\n")
    path = shell.folder / "own" / "team" / "codename.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    assert shell.run("lint", stdin="好") == 2
    assert str(path) in shell.err
    assert told in shell.err
    assert f"shenyan rules {shell.folder / 'own'}" in shell.err


def test_the_rules_of_the_settings_are_checked_with_the_shipped_ones(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_rule(shell.folder, "warning", "no-fix: 无\n")
    seen = []

    def report(folder: Path, out: object, *, named: bool) -> int:
        seen.append(folder)
        return len(seen) - 1

    monkeypatch.setattr(rule_checks, "report", report)
    assert shell.run("rules") == 1
    assert seen == [rules_dir(), shell.folder / "own"]

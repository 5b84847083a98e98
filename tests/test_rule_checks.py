"""`shenyan rules` finds what a rule author must mend and says how, in plain words."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest

from shenyan import Linter
from shenyan.cli import main
from shenyan.rule_books import load_books
from shenyan.rule_checks import check_file, report, require_law
from shenyan.rule_slips import SLIPS as SLIPS_IN_WORDS
from shenyan.rules import RuleError, read_rule, rules_dir
from shenyan.settings import Settings

BOOKS = load_books(rules_dir())
GOOD = """\
id: reputation.liar
category: insult
title: 称人为骗子
title-en: Calling somebody a liar
articles:
  - civil-code-1024
  - psapl-2025-50
exemptions:
  - Q_TONE
level: warning
message: “{text}”若指向具体的人，可能影响其名誉权。
message-en: “{text}” may affect that person's reputation.
detector: term
terms:
  - 骗子
unless:
  - 反骗子
fix: delete
flag:
  - 他是<<骗子>>
  - 你这个<<骗子>>
  - 大家小心，老王是<<骗子>>
pass:
  - 本周反骗子宣传进校园
  - 反骗子联盟成立了
  - 社区开展反骗子讲座
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rule folder with our law and one sound rule."""
    for name in ("articles", "exemptions", "words"):
        shutil.copytree(rules_dir() / name, tmp_path / name)
    for path in rules_dir().glob("*.yml"):
        shutil.copy(path, tmp_path)
    write(tmp_path, GOOD)
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "reputation" / "liar.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_rule_passes(tmp_path: Path) -> None:
    assert check_file(write(tmp_path, GOOD), BOOKS) == []


SLIPS = [
    # right, as mistyped, (line, what is said), how to mend it
    ("title: 称", "title：称", (3, "全角的“：”"), "半角冒号"),
    ("title: 称", "title:称", (3, "冒号后面没有空格"), "加一个空格"),
    ("  - 骗子\n", "  － 骗子\n", (15, "列表的短横"), "半角“- ”"),
    ("  - 骗子\n", "  -骗子\n", (15, "短横后面没有空格"), "“- ”加内容"),
    ("  - 骗子\n", "\t- 骗子\n", (15, "制表符"), "空格"),
    ("  - 骗子\n", "\u3000- 骗子\n", (15, "全角空格"), "半角空格"),
    ("unless:", "unles:", (16, "不认识的键“unles”"), "是不是“unless”"),
    ("fix: delete\n", "fix: delete\nfix: delete\n", (19, "写了两次"), "合并"),
    ("id: reputation.liar", "id: reputation.lier", (1, "id 与文件夹"), "id: reputation.liar"),
    ("category: insult", "category: insults", (2, "没有这个 category"), "是不是“insult”"),
    ("level: warning", "level: warn", (10, "没有这个 level"), "是不是“warning”"),
    ("detector: term", "detector: terms", (13, "没有这种 detector"), "term 或 pattern"),
    (
        "civil-code-1024",
        "civil-code-10240",
        (6, "没有 civil-code-10240"),
        "是不是“civil-code-1024”",
    ),
    ("psapl-2025-50", "psapl-2012-42", (7, "不能引用 psapl-2012-42"), "改引 psapl-2025-50"),
    ("psapl-2025-50", "spc-reputation-1993-q10", (7, "废止"), "civil-code-1000"),
    ("psapl-2025-50", "draft-anti-cyberviolence-law-2026", (7, "草案"), "civil-code-1032"),
    ("psapl-2025-50", "criminal-law-246", (7, "不列刑事条文"), "删掉 criminal-law-246"),
    (
        "  - civil-code-1024\n  - psapl-2025-50\n",
        "  - psapl-2025-50\n  - civil-code-1024\n",
        (7, "先后不对"),
        "把 civil-code-1024 移到 psapl-2025-50 前面",
    ),
    ("Q_TONE", "Q_TUNE", (9, "没有这个问题"), "是不是“Q_TONE”"),
    ("可能影响其名誉权", "已经违法，可能影响其名誉权", (11, "“违法”"), "可能影响"),
    ("title: 称人为骗子", "title: 犯罪指控", (3, "“犯罪”"), "可能影响"),
    ("may affect", "is illegal and may affect", (12, "“illegal”"), "可能影响"),
    ("可能影响其名誉权", "影响其名誉权", (11, "说得太死"), "“可能”或“建议”"),
    ("may affect", "affects", (12, "说得太死"), "may 或 consider"),
    ("其名誉权", "其感受", (11, "没有点明"), "名誉权"),
    ("fix: delete\n", "", (0, "没有修改办法"), "no-fix"),
    ("  - 你这个<<骗子>>\n", "", (20, "flag 只有 2 句"), "至少写 3 句"),
    ("  - 反骗子联盟成立了\n", "", (24, "pass 只有 2 句"), "至少写 3 句"),
    ("  - 反骗子联盟成立了\n", "  - 今天天气不错\n", (25, "不沾边"), "相近的"),
    (GOOD[GOOD.index("pass:") :], "", (0, "缺少 pass"), "不应被标出"),
    ("level: warning\n", "", (0, "缺少 level"), "level"),
    ("  - 你这个<<骗子>>\n", "  - 他说: 你这个<<骗子>>\n", (21, "不是一段文字"), "双引号"),
    ("title: 称人为骗子", "title: {称人}为骗子", (3, "读不懂"), "双引号"),
    ("title: 称人为骗子", "title:\n  - 称人为骗子", (3, "应是一段文字"), "双引号"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "remedy"), SLIPS)
def test_a_slip_is_named_with_its_line_and_its_remedy(
    tmp_path: Path, right: str, wrong: str, place: tuple[int, str], remedy: str
) -> None:
    line, what = place
    assert right in GOOD
    path = write(tmp_path, GOOD.replace(right, wrong, 1))
    problems = [p for p in check_file(path, BOOKS) if what in p.what]
    assert [problem.line for problem in problems] == [line]
    assert remedy in problems[0].remedy
    assert str(path) in str(problems[0])


@pytest.mark.parametrize("name", SLIPS_IN_WORDS)
def test_every_slip_is_told_in_english_too(name: str) -> None:
    slip = SLIPS_IN_WORDS[name]
    assert slip.english.isprintable()
    assert slip.english.endswith((".", "}", ";"))
    chinese = set(re.findall(r"{(\w+)}", slip.what + slip.remedy))
    english = {open_.removesuffix("_en") for open_ in re.findall(r"{(\w+)}", slip.english)}
    assert english == chinese, "the same things are left open"


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes(GOOD.encode("gb18030"))
    assert "UTF-8" in check_file(path, BOOKS)[0].what


def test_private_information_asks_for_express_consent(tmp_path: Path) -> None:
    text = GOOD.replace("category: insult", "category: health").replace("Q_TONE", "Q_INTEREST")
    problems = check_file(write(tmp_path, text), BOOKS)
    assert any("私密信息" in p.what and "Q_CONSENT" in p.remedy for p in problems)


def test_all_slips_of_all_files_are_told_at_once(folder: Path) -> None:
    write(folder, GOOD.replace("unless:", "unles:").replace("level: warning\n", ""))
    (folder / "reputation" / "other.yml").write_text("title：x\n", encoding="utf-8")
    out = io.StringIO()
    assert report(folder, out) == 1
    assert "unles" in out.getvalue()
    assert "缺少 level" in out.getvalue()
    assert "other.yml:1" in out.getvalue()
    assert "检查了 2 条规则，有 3 处要改" in out.getvalue()
    assert "Unknown key “unles”; did you mean “unless”?" in out.getvalue()
    assert "Checked 2 rules: 3 to mend." in out.getvalue()


def test_the_command_says_that_all_is_well(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", str(folder)]) == 0
    assert "检查了 1 条规则，都没有问题" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        ("  - 他是<<骗子>>\n", "  - 他是好人，不是别的\n", ":20: 这句 flag 没有被标出"),
        ("他是<<骗子>>", "他<<是骗子>>", ":20: 标出的是“骗子”，不是“是骗子”"),
        ("  - 反骗子联盟成立了\n", "  - 骗子来了\n", ":25: 这句 pass 被标出了“骗子”"),
    ],
)
def test_the_command_tries_every_example(folder: Path, right: str, wrong: str, what: str) -> None:
    write(folder, GOOD.replace(right, wrong))
    out = io.StringIO()
    assert report(folder, out) == 1
    assert what in out.getvalue()


def test_additions_of_ones_own_stand_on_the_shipped_law(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    out = io.StringIO()
    assert report(tmp_path, out) == 0, out.getvalue()


def with_pattern(pattern: str) -> str:
    patterns = f"detector: pattern\npatterns:\n  - '{pattern}'"
    return GOOD.replace("detector: term\nterms:\n  - 骗子", patterns)


BAD_PATTERNS = ["骗(子", "骗子)", "骗(?!局)子", "(?<=大)骗子", r"(骗)子\1", "{no-such-list}骗子"]


@pytest.mark.parametrize("pattern", BAD_PATTERNS)
def test_a_pattern_that_cannot_be_read_is_named_with_its_line(folder: Path, pattern: str) -> None:
    write(folder, with_pattern(pattern))
    out = io.StringIO()
    assert report(folder, out) == 1
    assert "liar.yml:15: 这个模式（pattern）读不懂" in out.getvalue()


@pytest.mark.parametrize("pattern", BAD_PATTERNS)
def test_a_team_s_pattern_that_cannot_be_read_stops_the_start(tmp_path: Path, pattern: str) -> None:
    write(tmp_path, with_pattern(pattern))
    with pytest.raises(RuleError, match=r"reputation/liar\.yml: 读不懂这个模式"):
        Linter(settings=Settings(rules=(tmp_path,)))


def test_a_folder_without_rules_is_not_well(tmp_path: Path) -> None:
    (tmp_path / "liar.yml").write_text(GOOD, encoding="utf-8")
    out = io.StringIO()
    assert report(tmp_path, out) == 1
    assert "没有规则" in out.getvalue()
    assert "No rules here" in out.getvalue()


def test_a_broken_article_is_told_too(folder: Path) -> None:
    path = folder / "articles" / "civil-code-1024.yml"
    text = path.read_text(encoding="utf-8").replace("status: in-force", "status: repealed")
    path.write_text(text, encoding="utf-8")
    out = io.StringIO()
    assert report(folder, out) == 1
    assert "civil-code-1024.yml" in out.getvalue()


def test_the_server_does_not_start_with_an_article_that_is_not_on_file(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("psapl-2025-50", "psapl-2012-42"))
    rule = read_rule(path, tmp_path)
    with pytest.raises(RuleError, match=r"liar\.yml: 没有收录：psapl-2012-42"):
        require_law([rule], tmp_path, BOOKS.articles, BOOKS.exemptions)

"""What the extension's folder promises: few rights, small files, words in every language."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from extension.rig import EXTENSION, ROOT

MANIFEST = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
SCRIPTS = sorted(EXTENSION.rglob("*.js"))
LOCALES = {
    path.parent.name: json.loads(path.read_text(encoding="utf-8"))
    for path in EXTENSION.glob("_locales/*/messages.json")
}


def test_the_manifest_asks_for_storage_this_computer_and_two_sites() -> None:
    assert MANIFEST["permissions"] == ["storage"]
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*", "http://localhost/*"]
    (scripts,) = MANIFEST["content_scripts"]
    assert {match.split("/")[2].split(".")[-2] for match in scripts["matches"]} == {
        "weibo",
        "douyin",
    }
    assert "web_accessible_resources" not in MANIFEST
    assert "externally_connectable" not in MANIFEST


def test_every_content_script_is_listed_once_and_exists() -> None:
    (scripts,) = MANIFEST["content_scripts"]
    listed = [EXTENSION / name for name in scripts["js"]]
    on_disk = [*EXTENSION.glob("adapters/*.js"), *EXTENSION.glob("content/*.js")]
    assert sorted(listed) == sorted(on_disk)


def test_no_two_content_scripts_declare_the_same_name() -> None:
    """They share one scope, in which the later declaration silently replaces the earlier."""
    (scripts,) = MANIFEST["content_scripts"]
    declared = re.compile(r"^(?:async )?(?:function\*?|class|const|let|var) (\w+)", re.MULTILINE)
    names = Counter(
        name
        for script in scripts["js"]
        for name in declared.findall((EXTENSION / script).read_text(encoding="utf-8"))
    )
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(EXTENSION)))
def test_a_script_is_short_and_writes_no_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 250
    unwanted = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert re.findall(unwanted, source) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(EXTENSION)))
def test_only_the_worker_and_our_own_pages_fetch(path: Path) -> None:
    if path.parent.name in ("content", "adapters"):
        source = path.read_text(encoding="utf-8")
        assert (
            re.findall(r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon", source) == []
        )


def test_every_language_has_the_same_words() -> None:
    assert set(LOCALES) == {"zh_CN", "zh_TW", "en"}
    assert len({frozenset(words) for words in LOCALES.values()}) == 1
    for key in LOCALES["en"]:
        places = {
            tuple(sorted(re.findall(r"\$\d", LOCALES[one][key]["message"]))) for one in LOCALES
        }
        assert len(places) == 1, key


def test_every_word_that_is_said_is_there() -> None:
    sources = [*SCRIPTS, *EXTENSION.rglob("*.html"), EXTENSION / "manifest.json"]
    calls = r"\bsay\(|\bword\(|data-say=|data-label=|emptiness\("
    said = rf"""(?:{calls})['"]([a-z_0-9]+)['"]|__MSG_(\w+)__"""
    for path in sources:
        for pair in re.findall(said, path.read_text(encoding="utf-8")):
            assert "".join(pair) in LOCALES["en"], f"{path.name}: {pair}"


def test_the_folder_holds_nothing_that_only_tests_need() -> None:
    names = {
        path.relative_to(EXTENSION).parts[0] for path in EXTENSION.rglob("*") if path.is_file()
    }
    assert names == {
        *("_locales", "adapters", "content", "icons", "options", "pages", "popup", "welcome"),
        *("worker", "manifest.json", "tsconfig.json", "types.d.ts", "README.md", "PRIVACY.md"),
    }


def test_the_pure_functions_hold() -> None:
    node = shutil.which("node") or str(Path(sys.executable).with_name("node"))
    tests = sorted((ROOT / "tests" / "extension").glob("*.test.mjs"))
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

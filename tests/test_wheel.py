"""A user who installed a wheel has everything: rules, articles, model, extension."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from shenyan.rules import NOT_RULES

ROOT = Path(__file__).parents[1]


def tracked(*folders: str) -> set[str]:
    """Files that git knows under some folders."""
    out = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return {name for name in out.stdout.decode().split("\0") if name and (ROOT / name).exists()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel by way of an sdist, as an index would."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_the_package_the_rules_and_the_extension(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        **{
            name: name.replace("server/shenyan", "shenyan", 1) for name in tracked("server/shenyan")
        },
        **{name: f"shenyan/{name}" for name in tracked("rules", "extension")},
    }
    assert [source for source, packed in wanted.items() if packed not in names] == []


def test_the_wheel_works_where_there_is_no_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import shenyan; print(len(shenyan.Linter().rules), shenyan.__file__)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
    )
    count, where = run.stdout.split()
    assert int(count) == len([n for n in tracked("rules") if is_rule(n)])
    assert str(tmp_path) in where


def is_rule(name: str) -> bool:
    """Tell whether a tracked file is a rule file: `rules/<group>/<name>.yml`."""
    parts = name.split("/")
    return len(parts) == 3 and parts[1] not in NOT_RULES and parts[2].endswith(".yml")

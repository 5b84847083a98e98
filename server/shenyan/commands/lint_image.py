"""检查截图 / check screenshots."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from shenyan.image import needed
from shenyan.terminal import visible

if TYPE_CHECKING:
    from shenyan.image.report import PictureReport


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan lint-image`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PNG, JPEG, WebP, HEIC")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")


def run(arguments: argparse.Namespace) -> int:
    """Check every picture; 1 when one holds an `error`."""
    needed()
    from shenyan import Linter
    from shenyan.image.lint import PictureLinter
    from shenyan.image.pictures import open_file

    linter = PictureLinter(Linter())
    worst = 0
    for path in arguments.files:
        report = linter.lint(open_file(path), language=arguments.language)
        print(_json(path, report) if arguments.format == "json" else _text(path, report))
        worst |= any(one.finding.level == "error" for one in report.findings)
    return int(worst)


def _text(path: Path, report: PictureReport) -> str:
    lines = [f"{visible(str(path))}: {report.kind}, {report.width}×{report.height}"]
    for one in report.findings:
        f = one.finding
        where = " ".join(f"{b.x},{b.y} {b.width}×{b.height}" for b in one.boxes)
        lines.append(f"  {f.level:8}{f.title}  {f.text}  {where}".rstrip())
    return "\n".join(lines)


def _json(path: Path, report: PictureReport) -> str:
    rows = [
        {**asdict(one.finding), "boxes": [asdict(box) for box in one.boxes]}
        for one in report.findings
    ]
    about = {"file": str(path), "kind": report.kind, "width": report.width, "height": report.height}
    return json.dumps({**about, "findings": rows}, ensure_ascii=False)

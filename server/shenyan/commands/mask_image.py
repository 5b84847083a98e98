"""给截图打码 / mask what was found in a screenshot."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shenyan.image import needed


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan mask-image`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="PNG, JPEG, WebP, HEIC")
    parser.add_argument(
        "-o",
        "--out",
        required=True,
        type=Path,
        help="打码后的图，PNG 或 JPEG / masked copy, PNG or JPEG",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write a copy with solid blocks over every finding, without metadata."""
    needed()
    from shenyan import Linter
    from shenyan.image.lint import PictureLinter
    from shenyan.image.pictures import Kind, mask, open_file

    if arguments.out.exists():
        print(f"shenyan: {arguments.out} 已存在 / exists already", file=sys.stderr)
        return 2
    image = open_file(arguments.file)
    report = PictureLinter(Linter()).lint(image)
    boxes = [box for one in report.findings for box in one.boxes]
    kind: Kind = "JPEG" if arguments.out.suffix.lower() in (".jpg", ".jpeg") else "PNG"
    arguments.out.write_bytes(mask(image, boxes, kind))
    print(f"{arguments.out}: {len(boxes)} 处已打码 / places masked")
    return 0

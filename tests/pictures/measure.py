"""Measure what is found in drawn pictures: `PYTHONPATH=server:tests python -m pictures.measure`.

Prints recall by kind over the held-out pictures, the CPU time, and what can still be read after
masking. `--tuning` takes those that may be looked at; `--misses FOLDER` saves each with a miss.
A thing counts as found when every pixel of it lies under boxes of its category.
"""

from __future__ import annotations

import argparse
import io
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from pictures import heldout, tuning
from pictures.fonts import fonts, other_fonts
from pictures.scenes import gallery
from pictures.truth import Scene, Shown, area
from shenyan import Linter
from shenyan.image.lint import PictureLinter
from shenyan.image.pictures import mask, open_picture
from shenyan.image.reading import read_lines
from shenyan.image.report import PictureReport

SCREEN: Final = 2400 / 1080
"""Height of a phone's screen as a multiple of its width: a long picture is several screens."""

CATEGORY: Final = {
    "phone": "phone-number",
    "name": "person-name",
    "avatar": "portrait",
    "qr": "account",
    "id": "id-number",
}


def covered(report: PictureReport, kind: str) -> np.ndarray:
    """Mark every pixel under a box of a category; without a kind, of all."""
    canvas = Image.new("1", (report.width, report.height))
    pen = ImageDraw.Draw(canvas)
    for one in report.findings:
        if not kind or one.finding.category == CATEGORY[kind]:
            for box in one.boxes:
                pen.rectangle((box.x, box.y, box.right - 1, box.bottom - 1), fill=1)
    return np.asarray(canvas)


def is_found(shown: Shown, report: PictureReport) -> bool:
    """Tell whether every pixel of a thing lies under boxes of its category."""
    place = area(shown.corners, (report.width, report.height))
    return bool(place.any()) and bool(covered(report, shown.kind)[place].all())


def marked_in_vain(scene: Scene, report: PictureReport) -> list[str]:
    """List the categories of boxes that lie over nothing that was asked for."""
    size = (report.width, report.height)
    places = np.zeros((report.height, report.width), bool)
    for shown in scene.shown:
        places |= area(shown.corners, size)
    spare = [
        one.finding.category
        for one in report.findings
        for b in one.boxes
        if not places[max(b.y, 0) : b.bottom, max(b.x, 0) : b.right].any()
    ]
    return [category for category in spare if category in CATEGORY.values()]


def still_readable(scene: Scene, report: PictureReport) -> list[str]:
    """Mask everything, read again, and list the words found before that can still be read."""
    boxes = [box for one in report.findings for box in one.boxes]
    masked = open_picture(mask(scene.image, boxes))
    text = "".join(line.text for line in read_lines(masked))
    texts = {one.finding.text for one in report.findings if one.boxes and len(one.finding.text) > 1}
    return [words for words in texts if words.replace("\n", "") in text]


def pictures(which: str, count: int) -> Iterator[tuple[str, Scene]]:
    """Draw the pictures of one set."""
    if which == "tuning":
        return gallery(count, tuning.SEED, tuning.LOOKS, fonts())
    return gallery(count, heldout.SEED, heldout.LOOKS, other_fonts())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tuning", action="store_true")
    parser.add_argument("--count", type=int, default=heldout.COUNT)
    parser.add_argument("--misses", type=Path, help="only with --tuning")
    parser.add_argument(
        "--reread", type=int, default=0, metavar="N", help="mask and read again every N-th picture"
    )
    given = parser.parse_args()
    which = "tuning" if given.tuning else "heldout"
    linter = PictureLinter(Linter())
    for _, first in pictures(which, 1):
        linter.lint(first.image)  # loads the models
    tally = _Tally()
    for name, scene in pictures(which, given.count):
        start = time.process_time()
        report = linter.lint(scene.image)
        tally.add(name, scene, report, time.process_time() - start)
        if given.reread and tally.count % given.reread == 0:
            tally.reread += 1
            tally.left += still_readable(scene, report)
        if given.misses and given.tuning:
            _save(given.misses, name, scene, report)
    tally.print(which)


class _Tally:
    """Counts what was found."""

    def __init__(self) -> None:
        self.hits: dict[tuple[str, str], list[bool]] = defaultdict(list)
        self.kinds: list[bool] = []
        self.costs: dict[bool, list[float]] = defaultdict(list)
        self.left: list[str] = []
        self.reread = 0
        self.spare: Counter[str] = Counter()

    @property
    def count(self) -> int:
        return len(self.kinds)

    def add(self, name: str, scene: Scene, report: PictureReport, cost: float) -> None:
        wear = name.rsplit("-", 1)[-1]
        self.kinds.append(report.kind == scene.kind)
        ratio = scene.image.height / scene.image.width
        is_long = ratio > 2.4
        screens = ratio / SCREEN if is_long else 1
        self.costs[is_long].append(cost * 1080 / scene.image.width / screens)
        self.spare.update(marked_in_vain(scene, report))
        for one in scene.shown:
            self.hits[one.kind, wear].append(is_found(one, report))

    def print(self, which: str) -> None:
        print(f"{len(self.kinds)} pictures ({which}); kind of picture right: {_share(self.kinds)}")
        for kind in CATEGORY:
            own = {wear: hits for (k, wear), hits in self.hits.items() if k == kind}
            whole = [hit for hits in own.values() for hit in hits]
            parts = ", ".join(f"{wear} {_share(hits)}" for wear, hits in sorted(own.items()))
            print(f"{kind:8}{_share(whole)}  ({parts})")
        print(f"boxes over nothing that was asked for: {dict(self.spare)}")
        for is_long, costs in sorted(self.costs.items()):
            what = "a screen of long pictures" if is_long else "others"
            slow = f"{sum(cost > 2 for cost in costs)} of {len(costs)}"
            most = f"median {median(costs):.2f}, most {max(costs):.2f}, over 2 s: {slow}"
            print(f"CPU s for 1080 pixels of width, {what}: {most}")
        print(f"{self.reread} masked and read again, words still readable: {len(self.left)}")


def _share(hits: list[bool]) -> str:
    return f"{sum(hits)}/{len(hits)} = {sum(hits) / len(hits):.3f}" if hits else "–"


def _save(folder: Path, name: str, scene: Scene, report: PictureReport) -> None:
    """Save a picture with a miss: what was found in green, what was missed in red."""
    missed = [one for one in scene.shown if not is_found(one, report)]
    if not missed and report.kind == scene.kind:
        return
    folder.mkdir(parents=True, exist_ok=True)
    image = scene.image.copy()
    pen = ImageDraw.Draw(image)
    for one in report.findings:
        for box in one.boxes:
            pen.rectangle((box.x, box.y, box.right, box.bottom), outline="#00b050", width=3)
    for shown in missed:
        pen.polygon(shown.corners, outline="#e00000", width=3)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=70)
    (folder / f"{name}-{report.kind}.jpg").write_bytes(data.getvalue())
    print(name, report.kind, [(one.kind, one.text) for one in missed])


if __name__ == "__main__":
    main()

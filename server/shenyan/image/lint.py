"""Check a picture: the same linter over its text, and what only a picture shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from shenyan.finding import Finding, Language
from shenyan.image import layout, shapes
from shenyan.image.layout import Kind
from shenyan.image.pictures import Box
from shenyan.image.reading import TextLine, read_lines
from shenyan.image.report import PictureFinding, PictureReport
from shenyan.image.tiles import avatars
from shenyan.image.upright import straighten
from shenyan.image.weighing import weigh
from shenyan.linter import Linter
from shenyan.rules import Rule, load_words, read_rule, rules_dir


class PictureLinter:
    """Checks pictures with a text linter that is already loaded."""

    def __init__(self, linter: Linter, rules: Path | None = None) -> None:
        """Read `rules/pictures/`. Raises RuleError if a file there is broken."""
        folder = rules or rules_dir()
        paths = sorted((folder / "pictures").glob("*.yml"))
        self.rules = {path.stem: read_rule(path, folder) for path in paths}
        self._words = load_words(folder)
        self._linter = linter
        self._levels = {rule.id: rule.level for rule in linter.rules}

    def lint(
        self, image: Image.Image, allow: Collection[str] = (), language: Language = "zh"
    ) -> PictureReport:
        """Check an upright RGB picture; all text of it is checked as one draft."""
        turned = straighten(image)
        seen = turned.image if turned else image
        screen = turned.screen if turned else Box(0, 0, image.width, image.height)
        shown, found = self._look(seen, screen, allow, language)
        numbered = (
            PictureFinding(
                replace(one.finding, id=f"f{i}"),
                tuple(turned.boxes_back(one.boxes)) if turned else one.boxes,
            )
            for i, one in enumerate(found, start=1)
        )
        return PictureReport(shown, image.width, image.height, tuple(numbered))

    def _look(
        self, image: Image.Image, screen: Box, allow: Collection[str], language: Language
    ) -> tuple[Kind, list[PictureFinding]]:
        lines = read_lines(image)
        tiles = avatars(image, screen)
        shown = layout.kind(lines, tiles, self._words)
        speakers = layout.speakers(lines, tiles) if shown == "chat" else []
        heading = layout.title(lines, screen, tiles) if shown == "chat" else None
        names = [heading, *speakers] if heading else speakers
        found = [
            *self._in_text(lines, names, allow, language),
            *self._names(names, allow, language),
            *self._shapes(image, tiles if shown == "chat" else [], language),
            *self._whole(shown, language),
        ]
        return shown, _without_doubles(weigh(found, shown, tiles, screen, self._levels))

    def _in_text(
        self,
        lines: list[TextLine],
        names: list[TextLine],
        allow: Collection[str],
        language: Language,
    ) -> Iterator[PictureFinding]:
        groups = layout.blocks(lines, names)
        text = "\n".join(group.text for group in groups)
        report = self._linter.lint(text, allow=allow, language=language)
        places = [box for group in groups for box in (*group.boxes, None)]
        for finding in report.findings:
            covered = (box for box in places[finding.start : finding.end] if box is not None)
            yield PictureFinding(replace(finding, related=()), tuple(_rows(covered)))

    def _names(
        self, names: list[TextLine], allow: Collection[str], language: Language
    ) -> Iterator[PictureFinding]:
        for line in names:
            name = layout.name_in_title(line.text)
            rule = self.rules["name" if name == line.text.strip() else "group"]
            if name and name not in allow:
                yield _finding(rule, language, _rows([line.box]), name)

    def _shapes(
        self, image: Image.Image, tiles: list[Box], language: Language
    ) -> Iterator[PictureFinding]:
        for box in tiles:
            yield _finding(self.rules["avatar"], language, [box])
        for box in shapes.codes(image):
            yield _finding(self.rules["code"], language, [box])
        for box in shapes.faces(image):
            if not any(_inside(box, tile) for tile in tiles):
                yield _finding(self.rules["face"], language, [box])

    def _whole(self, shown: Kind, language: Language) -> Iterator[PictureFinding]:
        rule = self.rules.get(shown)
        if rule is not None:
            yield _finding(rule, language, [])


def _finding(
    rule: Rule, language: Language, boxes: Iterable[Box], text: str = ""
) -> PictureFinding:
    english = language == "en"
    message = rule.message_en if english else rule.message
    finding = Finding(
        id="",
        rule=rule.id,
        category=rule.category,
        level=rule.level,
        start=0,
        end=0,
        text=text,
        title=rule.title_en if english else rule.title,
        message=message.replace("{text}", text),
        articles=rule.articles,
        exemptions=rule.exemptions,
        fixes=(),
        related=(),
        advice=rule.advice_en if english else rule.advice,
    )
    return PictureFinding(finding, tuple(boxes))


def _rows(boxes: Iterable[Box]) -> list[Box]:
    """Unite characters that stand side by side into one box per row, a little larger."""
    rows: list[Box] = []
    for box in boxes:
        last = rows[-1] if rows else None
        if last and abs(last.y - box.y) < 0.5 * box.height and box.x >= last.x:
            top, bottom = min(last.y, box.y), max(last.bottom, box.bottom)
            rows[-1] = Box(last.x, top, box.right - last.x, bottom - top)
        else:
            rows.append(box)
    return [_roomy(row) for row in rows]


def _roomy(row: Box) -> Box:
    """Grow a row: a reader of lines tells to about a third of a letter where each letter stands."""
    aside, above = max(3, row.height * 2 // 5), max(2, row.height // 7)
    return Box(row.x - aside, row.y - above, row.width + 2 * aside, row.height + 2 * above)


def _without_doubles(found: Iterable[PictureFinding]) -> list[PictureFinding]:
    """Drop a name that the text and the layout have both found; the larger box stays."""
    kept: list[tuple[int, PictureFinding]] = []
    for place, one in sorted(enumerate(found), key=lambda pair: -_width(pair[1])):
        if not any(_lies_in(one, other) for _, other in kept):
            kept.append((place, one))
    return [one for _, one in sorted(kept, key=lambda pair: pair[0])]


def _width(one: PictureFinding) -> int:
    return sum(box.width for box in one.boxes)


def _lies_in(one: PictureFinding, other: PictureFinding) -> bool:
    return (
        one.finding.category == other.finding.category
        and bool(one.boxes and other.boxes)
        and _inside(one.boxes[0], other.boxes[0].grown(4))
    )


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )

"""The schema that editors use says the same as the loader, and the guide for authors is true."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

from shenyan.articles import load_exemptions
from shenyan.finding import CATEGORIES, LEVELS
from shenyan.rule_checks import LINES, report
from shenyan.rules import KEYS, LISTS, REQUIRED, load_rules, rules_dir

SCHEMA = json.loads((rules_dir() / "rule.schema.json").read_text(encoding="utf-8"))
README = (rules_dir() / "README.md").read_text(encoding="utf-8")


def test_the_schema_knows_every_key_and_no_other() -> None:
    assert SCHEMA["properties"].keys() == KEYS.keys()
    assert SCHEMA["additionalProperties"] is False
    assert set(SCHEMA["required"]) == set(REQUIRED)


def test_the_schema_knows_every_choice() -> None:
    properties = SCHEMA["properties"]
    assert properties["category"]["enum"] == list(CATEGORIES)
    assert properties["level"]["enum"] == list(LEVELS)
    questions = set(properties["exemptions"]["items"]["enum"])
    assert questions == load_exemptions(rules_dir()).keys()


def test_the_schema_tells_lists_from_texts_and_explains_each_key() -> None:
    for key, described in SCHEMA["properties"].items():
        is_list = described.get("type") == "array" or "oneOf" in described
        assert is_list == (KEYS[key] in LISTS), key
        assert described["description"]
    for key in ("flag", "pass"):
        assert SCHEMA["properties"][key]["minItems"] == LINES


def test_the_ids_of_our_rules_and_articles_fit_the_schema() -> None:
    for rule in load_rules(rules_dir()):
        assert re.search(SCHEMA["properties"]["id"]["pattern"], rule.id)
        for article in rule.articles:
            assert re.search(SCHEMA["properties"]["articles"]["items"]["pattern"], article)


def test_the_rule_shown_to_authors_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "reputation" / "liar.yml"
    path.parent.mkdir()
    path.write_text(README.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    out = io.StringIO()
    assert report(tmp_path, out) == 0, out.getvalue()


def test_the_guide_for_authors_explains_every_key() -> None:
    explained = set(re.findall(r"`([a-z-]+)`", README))
    assert {key for key in KEYS if not key.endswith("-en")} <= explained | {"cues", "not-cues"}


def test_every_folder_and_file_beside_the_rules_is_explained() -> None:
    data = {path.name for path in rules_dir().glob("*.yml")} | {"articles/", "guide/", "words/"}
    assert [name for name in data if f"`{name}`" not in README] == []

"""The front-end parts of others: exactly what was locked, complete, and at home here."""

import json
import re
from pathlib import Path

import pytest

from tools import vendored
from tools.fonts.faces import SOURCES

ROOT = Path(__file__).parents[1]
PARTS = {name: part for lock in vendored.LOCKS for name, part in vendored.read(lock).items()}
USED_ICON = re.compile(r"icon\(['\"]([a-z0-9-]+)['\"]|#i-([a-z0-9-]+)")


def test_every_file_is_what_the_lock_says():
    assert vendored.problems() == []


def test_the_locks_hold_the_versions_that_were_asked_for():
    asked = json.loads((ROOT / "tools/vendor.json").read_text())
    versions = {name: spec["version"] for name, spec in asked.items()}
    versions |= {name: source.version for name, source in SOURCES.items()}

    assert {name: part.version for name, part in PARTS.items()} == versions


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_its_licence_beside_it(name):
    assert any("LICENSE" in path for path in PARTS[name].files)


def test_no_style_sheet_asks_another_host():
    for sheet in (ROOT / "static").rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", sheet.read_text()), sheet


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = set(re.findall(r'id="i-([^"]+)"', (ROOT / "static/icons.svg").read_text()))

    for template in (ROOT / "templates").rglob("*.html"):
        used = {one or other for one, other in USED_ICON.findall(template.read_text())}
        assert used <= sprite, template

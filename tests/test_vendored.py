"""The front-end parts of others: exactly what was locked, complete, and at home here."""

import json
import re
from pathlib import Path

import pytest

from groupmgr.features import FEATURES
from groupmgr.web.status import WORDS
from tools import vendored
from tools.fonts.faces import SOURCES

ROOT = Path(__file__).parents[1]
PARTS = {name: part for lock in vendored.LOCKS for name, part in vendored.read(lock).items()}


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


def test_the_sprite_holds_every_icon_that_is_named():
    named = {feature.icon for feature in FEATURES} | {look.icon for look in WORDS}
    for template in (ROOT / "templates").rglob("*.html"):
        named |= set(re.findall(r'\bicon\("([a-z0-9-]+)"', template.read_text()))

    assert named <= sprite()


def test_the_sprite_holds_no_icon_that_nothing_names():
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "groupmgr").rglob("*.py")]
    words = set(re.findall(r"\"([a-z0-9-]+)\"", "".join(file.read_text() for file in sources)))

    assert sprite() <= words


def sprite():
    return set(re.findall(r'id="i-([^"]+)"', (ROOT / "static/icons.svg").read_text()))

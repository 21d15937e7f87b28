from itertools import pairwise

import pytest

from groupmgr.kernel.text import chinese
from groupmgr.reports.compose.document import compose
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Section
from tests.reports.samples import year_facts


def test_headings_are_numbered_as_official_documents_are():
    deep = Section("甲", parts=(Section("乙", parts=(Section("丙", parts=(Section("丁"),)),)),))
    headings = [item.heading for item in numbered((Section("概况", numbered=False), deep, deep))]
    assert headings[:5] == ["概况", "一、甲", "（一）乙", "1.丙", "（1）丁"]
    assert headings[5] == "二、甲"


def test_a_fifth_level_is_refused():
    deep = Section("五")
    for title in "四三二一":
        deep = Section(title, parts=(deep,))
    with pytest.raises(ValueError, match="4 levels"):
        list(numbered((deep,)))


def test_levels_never_jump():
    levels = [item.level for item in numbered(compose(year_facts()).sections)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_heading_has_an_address_of_its_own():
    anchors = [item.anchor for item in numbered(compose(year_facts()).sections)]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_numbers_are_written_in_chinese(number, words):
    assert chinese(number) == words

from dataclasses import replace

from groupmgr.reports.compose.document import compose
from groupmgr.reports.facts import Plan
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Cited, Paragraph
from tests.reports.samples import empty_facts, year_facts


def keys(facts):
    """Return every address in the report, in reading order."""
    document = compose(facts)
    items = [item.section for item in numbered(document.sections)]
    found = [one.key for item in items for one in (item, *item.blocks)]
    return found + [one.key for annex in document.annexes for one in (annex, *annex.blocks)]


def test_every_section_and_block_has_an_address_of_its_own():
    for facts in (year_facts(), year_facts(activities=3), empty_facts()):
        found = keys(facts)
        assert all(found)
        assert len(set(found)) == len(found)


def test_plans_of_the_same_name_have_two_addresses():
    twice = Plan(section="重点", title="推进协同", text="年内完成。")
    found = keys(replace(year_facts(), plans=(twice, twice)))
    assert len(set(found)) == len(found)


def test_another_year_with_other_figures_has_the_same_addresses():
    known_here = [one for one in year_facts().figures if one.value not in (None, "0")]
    fewer = [replace(one, value="7", previous=None) for one in known_here]
    later = year_facts(year=2025, as_of="2025-12-31", figures=tuple(reversed(fewer)))
    known = set(keys(year_facts()))
    assert {"overview", "overview/members", "results/service/schools", "annex/traces"} <= known
    assert set(keys(later)) <= known


def test_numbers_of_records_are_told_apart_in_their_paragraph():
    for item in numbered(compose(year_facts()).sections):
        for block in item.section.blocks:
            runs = block.runs if isinstance(block, Paragraph) else ()
            names = [run.name for run in runs if isinstance(run, Cited)]
            assert len(set(names)) == len(names)
            assert all(names)

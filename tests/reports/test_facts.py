from dataclasses import replace

from groupmgr.reports.seal import freeze, seal, thaw
from tests.reports.samples import year_facts


def test_frozen_facts_come_back_the_same():
    facts = year_facts()
    assert thaw(freeze(facts)) == facts
    assert seal(freeze(facts)) == seal(freeze(thaw(freeze(facts))))


def test_another_fact_gives_another_seal():
    facts = year_facts()
    other = replace(facts, joined=())
    assert seal(freeze(facts)) != seal(freeze(other))


def test_facts_frozen_before_a_field_was_added_can_be_read():
    frozen = freeze(year_facts(missing=())).replace('"missing":[],', "")
    assert thaw(frozen) == year_facts()

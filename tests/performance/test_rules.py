import pytest

from groupmgr.groups.labels import RuleKind
from groupmgr.groups.rules import NEEDED
from groupmgr.performance.rule_subjects import SUBJECTS
from groupmgr.policy import Role

CADENCE = {
    "subject": "council",
    "amount": "1",
    "per": "year",
    "source": "集团章程第十二条",
    "valid_from": "2020-01-01",
}


@pytest.fixture
def office(sign_in, make):
    return sign_in(group=make.group())


def test_a_rule_is_entered_and_the_next_one_keeps_it_on_record(office):
    home = f"{office.home}/rules"
    page = office.post(f"{home}/new/cadence", data=CADENCE, follow_redirects=True).text
    assert "理事会会议" in page
    assert "每年至少 1 次" in page
    twice = CADENCE | {"amount": "2", "valid_from": "2024-01-01"}
    page = office.post(f"{home}/new/cadence", data=twice, follow_redirects=True).text
    assert "每年至少 2 次" in page
    assert "至2023年12月31日" in page.split("以往的规则")[1]
    ended = {"valid_until": "2024-12-31"}
    assert "规则已终止" in office.post(f"{home}/2/end", data=ended, follow_redirects=True).text


@pytest.mark.parametrize("kind", sorted(RuleKind))
def test_the_form_of_each_kind_asks_for_what_the_rule_needs(office, kind):
    page = office.get(f"{office.home}/rules/new/{kind.value}").text
    for name in ("amount", "per", "numerator", "denominator"):
        assert (f'name="{name}"' in page) == (name in NEEDED[kind])
    assert SUBJECTS[kind]


def test_an_unknown_kind_or_subject_is_no_rule(office):
    assert office.get(f"{office.home}/rules/new/other").status_code == 404
    page = office.post(f"{office.home}/rules/new/cadence", data=CADENCE | {"subject": "T01"})
    assert page.status_code == 200
    assert "gm-error" in page.text


def test_members_read_the_rules_and_change_none(sign_in, make):
    clerk = sign_in(Role.UNIT_CLERK, group=make.group())
    assert clerk.get(f"{clerk.home}/rules/").status_code == 200
    assert clerk.get(f"{clerk.home}/rules/new/cadence").status_code == 403

import datetime as dt
from decimal import Decimal

import pytest
import sqlalchemy as sa

from groupmgr import policy
from groupmgr.activities.labels import (
    ActivityState,
    Audience,
    Category,
    Confirmation,
    Measure,
    PartyRole,
)
from groupmgr.activities.models import Activity
from groupmgr.activities.service import drafting, submitting
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Action, Role
from tests.activities.makers import DAY, party


def test_a_draft_is_hosted_by_its_unit_and_offered_to_all_its_groups_of_that_day(stage, make):
    unit = stage.unit()
    second, left = make.group(), make.group()
    make.membership(second, unit)
    make.membership(left, unit, ended_on=DAY)
    activity = stage.draft(stage.clerk(unit))
    assert [(one.unit_id, one.role) for one in activity.parties] == [(unit.id, PartyRole.HOST)]
    assert activity.parties[0].confirmation is Confirmation.NOT_NEEDED
    assert {one.group_id for one in activity.credits} == {stage.group.id, second.id}
    assert activity.pinyin.startswith("skjg")


def test_a_clerk_writes_for_the_own_unit_only_and_the_office_for_any_of_its_group(stage, make):
    other = stage.unit()
    with pytest.raises(NotAllowed):
        drafting.start(stage.session, stage.clerk(), other.id, {})
    facts = {
        "title": "调研",
        "category": Category.VISIT,
        "starts_on": DAY,
        "ends_on": DAY,
    }
    activity = drafting.start(stage.session, stage.office, other.id, facts)
    assert activity.drafted_by_group_id == stage.group.id
    with pytest.raises(RuleBroken, match="本集团的单位"):
        drafting.start(stage.session, stage.office, make.unit(make.group()).id, facts)


def test_nobody_but_the_unit_and_the_writing_office_sees_a_draft(stage, session):
    unit = stage.unit()
    own = stage.draft(stage.clerk(unit))
    drafted = drafting.start(
        session,
        stage.office,
        unit.id,
        {"title": "代填", "category": Category.VISIT, "starts_on": DAY, "ends_on": DAY},
    )
    session.commit()

    def seen_by(actor):
        return {one.id for one in session.scalars(listing_of(actor))}

    assert seen_by(stage.clerk(unit)) == {own.id, drafted.id}
    assert seen_by(stage.clerk()) == set()
    assert seen_by(stage.office) == {drafted.id}
    other_office = stage.person(Role.STAFF, group=stage.make.group())
    assert seen_by(other_office) == set()


def listing_of(actor):
    seen = policy.visible(actor, Action.ACTIVITY_VIEW, Activity)
    return sa.select(Activity).where(seen)


def test_what_is_given_is_written_and_what_is_not_given_stays(stage, session):
    clerk, partner = stage.clerk(), stage.unit()
    activity = stage.draft(clerk, place="实训楼")
    facts = {
        "audiences": [Audience.TEACHERS, Audience.STUDENTS],
        "parties": [party(partner, PartyRole.CO_ORGANISER)],
        "figures": {
            (Measure.PERSON_TIMES, None): Decimal(320),
            (Measure.HOURS, None): None,
            (Measure.FUNDS, partner.id): Decimal("60000.00"),
        },
    }
    drafting.save(session, clerk, activity, facts)
    drafting.save(session, clerk, stage.again(activity), {"audiences": [Audience.STUDENTS]})
    activity = stage.again(activity)
    assert activity.place == "实训楼"
    assert [one.audience for one in activity.audiences] == [Audience.STUDENTS]
    assert [one.role for one in activity.parties] == [PartyRole.HOST, PartyRole.CO_ORGANISER]
    values = {one.measure: one.value for one in activity.figures}
    assert values == {Measure.PERSON_TIMES: 320, Measure.FUNDS: 60000}


def test_a_party_that_stays_keeps_what_it_said_and_one_that_goes_takes_its_figures(stage, session):
    clerk, stays, goes = stage.clerk(), stage.unit(), stage.unit()
    figures = {(Measure.FUNDS, stays.id): Decimal(1), (Measure.FUNDS, goes.id): Decimal(2)}
    activity = stage.draft(clerk, parties=[party(stays), party(goes)], figures=figures)
    activity.parties[1].confirmation = Confirmation.CONFIRMED
    session.commit()
    rows = [party(stays, PartyRole.ORGANISER)]
    kept = {(Measure.FUNDS, stays.id): Decimal(1)}
    drafting.save(session, clerk, activity, {"parties": rows, "figures": kept})
    activity = stage.again(activity)
    assert [one.unit_id for one in activity.parties[1:]] == [stays.id]
    assert activity.parties[1].confirmation is Confirmation.CONFIRMED
    assert [one.party.unit_id for one in activity.figures] == [stays.id]


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"title": ""}, "title", "请填写"),
        ({"title": "研" * 81}, "title", "最多 80 个字，现在有 81 个"),
        ({"ends_on": DAY - dt.timedelta(days=9)}, "ends_on", "不能早于 2024年11月10日"),
        ({"figures": {(Measure.EQUIPMENT_VALUE, None): 1}}, "figures", "不填“设备价值”"),
        ({"figures": {(Measure.FUNDS, None): 1}}, "figures", "由各单位分别填"),
        ({"figures": {(Measure.PERSON_TIMES, 1): 1}}, "figures", "整场活动只填一次"),
        ({"figures": {(Measure.FUNDS, 987): 1}}, "figures", "只能由参与单位填"),
        ({"figures": {(Measure.PERSONS, None): Decimal("3.5")}}, "figures", "请填整数"),
    ],
)
def test_a_draft_refuses_what_cannot_be(stage, session, facts, field, words):
    clerk = stage.clerk()
    activity = stage.draft(clerk)
    with pytest.raises(RuleBroken, match=words) as broken:
        drafting.save(session, clerk, activity, facts)
    assert broken.value.field == field


def test_a_unit_stands_once_in_an_activity(stage, session):
    clerk, partner = stage.clerk(), stage.unit()
    with pytest.raises(RuleBroken, match="只填一次"):
        stage.draft(clerk, parties=[party(partner), party(partner)])


def test_every_saving_raises_the_revision_even_when_only_rows_change(stage, session):
    clerk = stage.clerk()
    activity = stage.draft(clerk)
    before = activity.revision
    drafting.save(session, clerk, activity, {"parties": [party(stage.unit())]})
    assert activity.revision == before + 1


def test_a_draft_can_be_thrown_away_but_not_what_was_ever_handed_in(stage, session):
    clerk = stage.clerk()
    drafting.discard(session, clerk, stage.draft(clerk))
    session.commit()
    assert session.query(Activity).count() == 0
    handed_in = stage.submitted(clerk)
    submitting.withdraw(session, clerk, handed_in)
    assert handed_in.state is ActivityState.DRAFT
    with pytest.raises(RuleBroken, match="没有提交过"):
        drafting.discard(session, clerk, handed_in)

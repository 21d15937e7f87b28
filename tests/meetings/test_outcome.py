import datetime as dt

import pytest

from groupmgr.groups.labels import RuleKind
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.meetings.labels import (
    AgendaKind,
    Duty,
    FollowUpState,
    MeetingKind,
    MeetingState,
    Presence,
    VoteBy,
)
from groupmgr.meetings.models import FollowUp
from groupmgr.meetings.service import attendance, followups, outcome, voting
from groupmgr.policy import Role
from tests.meetings.makers import YESTERDAY

FOR = {"yes": 4, "no": 0, "abstained": 1, "by": VoteBy.HANDS}
AGAINST = {"yes": 2, "no": 3, "abstained": 0, "by": VoteBy.HANDS}


@pytest.fixture
def council(make, group):
    """Five of seven units are there: just enough."""
    make.charter(group)
    return make.meeting(group, came=5, invited=2)


def resolve(session, actor, meeting, item=None):
    key = item.id if item else None
    facts = {"text": "同意年度工作报告", "effective_on": None, "agenda_item_id": key}
    return outcome.resolve(session, actor, meeting, facts)


def test_a_vote_is_decided_by_the_rule(session, make, office, council):
    item = make.item(council)
    result = voting.cast(session, office, council, item, FOR)
    assert (result.vote.base, result.needed, result.passed, result.not_cast) == (5, 4, True, 0)
    assert not voting.cast(session, office, council, item, AGAINST).passed


def test_the_quorum_falls_when_one_leaves_and_the_next_vote_is_refused(
    session, make, office, council
):
    item = make.item(council)
    voting.cast(session, office, council, item, FOR)
    one = next(r for r in attendance.roll(session, council) if r.presence is Presence.PRESENT)
    gone = {"unit_id": one.unit_id, "presence": Presence.ABSENT}
    assert not attendance.sign(session, office, council, [gone]).quorate
    with pytest.raises(RuleBroken, match="现到会 4 家，法定人数 5 家，还差 1 家，不能表决"):
        voting.cast(session, office, council, item, FOR | {"yes": 3})
    with pytest.raises(RuleBroken, match="不能形成决议"):
        resolve(session, office, council)
    # What was voted on while enough were there stands.
    assert resolve(session, office, council, item).agenda_item_id == item.id


def test_there_are_no_more_votes_than_units(session, make, office, council):
    with pytest.raises(RuleBroken, match="共 6 票，多于到会的 5 家"):
        voting.cast(session, office, council, make.item(council), FOR | {"no": 1})


def test_some_matters_need_a_share_of_all(session, make, office, council, group):
    make.rule(
        group,
        RuleKind.MAJORITY,
        subject="council/elect",
        numerator=2,
        denominator=3,
        of_all=True,
    )
    election = make.item(council, kind=AgendaKind.ELECT)
    result = voting.cast(session, office, council, election, FOR)
    assert (result.vote.base, result.needed, result.passed) == (7, 5, False)


def test_where_the_charter_is_silent_nothing_is_voted(session, make, office, group):
    seminar = make.meeting(group, came=3, kind=MeetingKind.SEMINAR)
    with pytest.raises(RuleBroken, match="章程没有规定专题研讨"):
        voting.cast(session, office, seminar, make.item(seminar), FOR)


def test_votes_are_taken_during_the_meeting_only(session, make, office, group):
    make.charter(group)
    notified = make.meeting(group, came=5, state=MeetingState.NOTIFIED)
    with pytest.raises(RuleBroken, match="召开期间"):
        voting.cast(session, office, notified, make.item(notified), FOR)


def test_resolutions_are_numbered_in_their_series_and_year(session, make, office, council, group):
    year = f"理事会〔{council.day.year}〕"
    assert resolve(session, office, council).number == f"{year}1号"
    assert resolve(session, office, council).number == f"{year}2号"
    earlier = YESTERDAY.replace(year=council.day.year - 1)
    last_year = make.meeting(group, came=5, starts_at=earlier, ends_at=earlier)
    assert resolve(session, office, last_year).number == f"理事会〔{earlier.year}〕1号"
    chairs = make.meeting(group, came=5, kind=MeetingKind.CHAIRS)
    assert resolve(session, office, chairs).number == f"理事长办公会〔{council.day.year}〕1号"


def test_what_did_not_pass_is_no_resolution(session, make, office, council):
    item = make.item(council)
    with pytest.raises(RuleBroken, match="须先表决"):
        resolve(session, office, council, item)
    voting.cast(session, office, council, item, AGAINST)
    with pytest.raises(RuleBroken, match="表决未通过"):
        resolve(session, office, council, item)
    voting.cast(session, office, council, item, FOR)
    assert resolve(session, office, council, item).agenda_item_id == item.id


def test_what_is_only_discussed_needs_no_vote(session, make, office, council):
    assert resolve(session, office, council, make.item(council, kind=AgendaKind.DISCUSS)).number


def test_a_planned_meeting_has_no_outcome(session, make, office, group):
    with pytest.raises(RuleBroken, match="召开以后"):
        resolve(session, office, make.meeting(group, state=MeetingState.PLANNED))


def follow_up(lead, *support, due_on=None):
    return {
        "text": "建设共享师资库",
        "due_on": due_on or YESTERDAY.date(),
        "resolution_id": None,
        "lead_ids": [lead.id],
        "support_ids": [unit.id for unit in support],
    }


def test_units_are_told_what_to_do_until_when(session, make, office, council, group):
    lead, support = make.unit(group), make.unit(group)
    told = outcome.assign(session, office, council, FollowUp(), follow_up(lead, support))
    [found] = session.scalars(followups.listing(office))
    assert {(u.unit_id, u.duty) for u in found.units} == {
        (lead.id, Duty.LEAD),
        (support.id, Duty.SUPPORT),
    }
    outcome.assign(session, office, council, told, follow_up(support))
    session.expire_all()
    [found] = session.scalars(followups.listing(office))
    assert [(u.unit_id, u.duty) for u in found.units] == [(support.id, Duty.LEAD)]


def test_a_unit_either_leads_or_supports_and_not_before_the_meeting(
    session, make, office, council, group
):
    unit = make.unit(group)
    with pytest.raises(RuleBroken, match="既牵头又配合"):
        outcome.assign(session, office, council, FollowUp(), follow_up(unit, unit))
    early = council.day - dt.timedelta(days=1)
    with pytest.raises(RuleBroken, match="不能早于会议日期"):
        outcome.assign(session, office, council, FollowUp(), follow_up(unit, due_on=early))


DONE = {"state": FollowUpState.DONE, "progress": "已印发", "done_on": None}


def test_a_unit_sees_and_reports_on_what_it_has_to_do_only(session, make, council, group):
    mine, others = make.unit(group), make.unit(group)
    clerk = make.actor(make.account(Role.UNIT_CLERK, group, mine), group)
    own = make.follow_up(council, mine)
    foreign = make.follow_up(council, others)
    assert list(session.scalars(followups.listing(clerk))) == [own]
    assert followups.waiting(session, clerk) == 1
    followups.report(session, clerk, own, DONE)
    assert followups.waiting(session, clerk) == 0
    with pytest.raises(NotAllowed):
        followups.report(session, clerk, foreign, DONE)


def test_a_leader_reads_follow_ups_and_reports_on_none(session, make, council, group):
    told = make.follow_up(council, make.unit(group))
    leader = make.actor(make.account(Role.LEADER, group), group)
    assert list(session.scalars(followups.listing(leader))) == [told]
    with pytest.raises(NotAllowed):
        followups.report(session, leader, told, DONE)


def test_what_is_done_says_how_and_when(session, make, office, council, group):
    told = make.follow_up(council, make.unit(group))
    assert told.days_over(YESTERDAY.date() + dt.timedelta(days=5)) == 5
    with pytest.raises(RuleBroken, match="完成情况"):
        followups.report(session, office, told, DONE | {"progress": ""})
    with pytest.raises(RuleBroken, match="不能晚于今天"):
        followups.report(session, office, told, DONE | {"done_on": dt.date(2100, 1, 1)})
    followups.report(session, office, told, DONE)
    assert told.done_on is not None
    assert told.days_over(dt.date(2100, 1, 1)) == 0

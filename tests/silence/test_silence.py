import datetime as dt

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.orm import joinedload

from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.journal.service import history
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.meetings.labels import MeetingState, Presence
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.members.labels import EndReason, MembershipState
from groupmgr.members.models import Membership
from groupmgr.policy import Role
from groupmgr.silence import proposing, quiet
from groupmgr.silence.models import Proposal, ProposalState
from tests.activities.makers import Stage
from tests.members.makers import make_resolution
from tests.reading import words

DAY = dt.date(2024, 6, 15)
JOINED = dt.date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel("2024-06-15 12:00+08:00", tick=False):
        yield


@pytest.fixture
def stage(make):
    return Stage(make)


@pytest.fixture
def rule(make, stage):
    facts = {"kind": RuleKind.SILENCE, "subject": "membership", "amount": 12}
    source = {"source": "章程第十条", "valid_from": dt.date(2021, 1, 1)}
    return make.add(Rule(group_id=stage.group.id, **facts | source))


def acted(stage, unit, day):
    activity = stage.submitted(stage.clerk(unit), starts_on=day, ends_on=day)
    for credit in activity.credits:
        credit.decision, credit.decided_version = Decision.APPROVED, activity.version
    stage.session.commit()


def proposed(session, group):
    session.commit()
    made = {one.id for one in proposing.propose(session, group.id, DAY)}
    session.commit()
    return {one.membership.unit_id: one for one in whole(session) if one.id in made}


def whole(session):
    query = sa.select(Proposal).options(
        joinedload(Proposal.membership).joinedload(Membership.unit), joinedload(Proposal.rule)
    )
    return session.scalars(query, execution_options={"populate_existing": True}).all()


def test_those_are_proposed_who_took_no_part_for_as_long_as_the_rule_says(
    session, make, stage, rule
):
    active, silent, new, met = stage.unit(), stage.unit(), make.unit(), stage.unit()
    make.membership(stage.group, new, joined_on=dt.date(2023, 6, 16))
    acted(stage, active, dt.date(2023, 6, 16))
    acted(stage, silent, dt.date(2023, 6, 15))
    starts = dt.datetime.combine(dt.date(2023, 9, 1), dt.time(9))
    meeting = make.add(
        Meeting(
            group_id=stage.group.id,
            title="年会",
            kind="assembly",
            state=MeetingState.HELD,
            starts_at=starts,
            ends_at=starts,
        )
    )
    make.add(Attendance(meeting_id=meeting.id, unit_id=met.id, presence=Presence.PRESENT))
    found = proposed(session, stage.group)
    assert {active.id, new.id, met.id} & found.keys() == set()
    proposal = found[silent.id]
    assert (proposal.since, proposal.months) == (dt.date(2023, 6, 15), 12)
    assert proposal.membership.state is MembershipState.FULL
    assert proposed(session, stage.group) == {}


def test_without_a_rule_in_force_nobody_is_proposed(session, make, stage):
    stage.unit()
    assert proposed(session, stage.group) == {}
    assert not proposing.is_wanted(session)


def test_a_proposal_ends_where_the_member_took_part_meanwhile(session, stage, rule):
    unit = stage.unit()
    proposal = proposed(session, stage.group)[unit.id]
    acted(stage, unit, dt.date(2024, 6, 1))
    proposed(session, stage.group)
    assert proposal.state is ProposalState.LAPSED


def test_the_secretariat_decides_with_a_reason_and_a_resolution(session, make, stage, rule):
    gone, kept = stage.unit(), stage.unit()
    found = proposed(session, stage.group)
    with pytest.raises(NotAllowed):
        proposing.keep(session, stage.clerk(gone), found[gone.id], reason="有联系")
    with pytest.raises(RuleBroken, match="写明理由"):
        proposing.keep(session, stage.office, found[kept.id], reason=" ")
    proposing.keep(session, stage.office, found[kept.id], reason="已恢复联系")
    resolution = make_resolution(make, stage.group)
    proposing.leave(
        session,
        stage.office,
        found[gone.id],
        since=DAY,
        reason="连续一年未参加",
        resolution_id=resolution.id,
    )
    ended = session.scalar(sa.select(Membership).where(Membership.unit_id == gone.id))
    assert (ended.state, ended.end_reason) == (MembershipState.DEEMED_LEFT, EndReason.SILENT)
    assert (ended.ended_on, ended.ended_by_id) == (DAY, resolution.id)
    assert history(session, found[gone.id])[0].reason == "连续一年未参加"
    with pytest.raises(RuleBroken, match="已有结果"):
        proposing.keep(session, stage.office, found[gone.id], reason="改")
    assert kept.id not in proposed(session, stage.group)


def test_months_are_whole_ones():
    assert quiet.months(dt.date(2023, 6, 15), DAY) == 12
    assert quiet.months(dt.date(2023, 6, 16), DAY) == 11
    assert quiet.months_before(dt.date(2024, 3, 31), 1) == dt.date(2024, 2, 29)


def test_the_list_opens_what_it_counts_in_as_many_queries_for_many(
    session, sign_in, stage, rule, statements
):
    client = sign_in(group=stage.group)
    acted(stage, stage.unit(), dt.date(2024, 3, 1))

    def asked():
        with statements() as sent:
            page = client.get(f"{client.home}/silence/")
        return len(sent), page

    one, page = asked()
    assert "2024年3月1日" in words(page.text)
    assert "缺" in words(page.text)
    for _ in range(8):
        acted(stage, stage.unit(), dt.date(2024, 3, 1))
    assert asked()[0] == one
    narrowed = client.get(f"{client.home}/silence/?view=silent&sort=acted")
    assert narrowed.status_code == 200


def test_pages_decide_a_proposal_and_show_the_gaps_of_a_unit(session, sign_in, stage, rule):
    unit = stage.unit()
    proposal = proposed(session, stage.group)[unit.id]
    client = sign_in(group=stage.group)
    page = words(client.get(f"{client.home}/silence/").text)
    assert "章程第十条（满 12 个月）" in page
    sheet = words(client.get(f"{client.home}/members/{unit.id}").text)
    assert "没有计入的活动" in sheet
    assert "详细地址" in sheet
    facts = {"since": "2024-06-15", "reason": "未参加"}
    left = client.post(f"{client.home}/silence/{proposal.id}/leave", data=facts)
    assert left.status_code == 303
    assert session.get(Proposal, proposal.id).state is ProposalState.LEFT
    stranger = sign_in(Role.UNIT_ADMIN, group=stage.group)
    assert stranger.get(f"{stranger.home}/silence/").status_code == 403
